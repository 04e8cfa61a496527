import { Hono, type Context } from 'hono'
import * as v from 'valibot'
import type { Parts } from '../actions/parts.ts'
import { requireCoordinator } from '../actions/enter-desk.ts'
import { requireSession } from '../actions/sessions.ts'
import { isProgramToken, requireScope } from '../actions/tokens.ts'
import type { DeskRole } from '../core/desk-role.ts'
import { Refusal } from '../core/refusal.ts'
import type { Scope } from '../core/scope.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { bearer, clientOf, usualRole } from '../http/guard.ts'
import { caching, isMatched, tagOf } from '../http/caching.ts'
import { isUuid, type Uuid } from '../core/uuid.ts'
import { parse, readJson } from '../http/parse.ts'
import type { Session } from '../storage/read/access.ts'
import { otherMethods } from './other-methods.ts'
import { linkToNext } from './paging.ts'
import { answeredOnce, repeatKey } from './repeat.ts'
import type { Service } from './service.ts'

/** The schema of a body, query or answer that there is none of. */
export const nothing = v.undefined()

/** What the document says of an operation, and what is read and written by it. */
type Described<Query, Body, Answer> = {
  method: 'get' | 'post' | 'patch' | 'delete'
  /** Below `/api/v1`; what begins with a colon is a parameter. */
  path: string
  summary: string
  query: v.GenericSchema<unknown, Query>
  body: v.GenericSchema<unknown, Body>
  status: 200 | 201 | 204
  answer: v.GenericSchema<Answer>
  /** What lets a coordinator's program do it; without one, nobody does who is not signed in. */
  scope?: Scope
  /** The role that it asks for at the desk, where it is not the usual one of its method. */
  as?: DeskRole
}

/** Whose answer may be a page of many: what of the query changes for the next one, where there is one. */
type Paged<Query, Answer> = {
  next?: (answer: Told<Answer>, query: Query) => Readonly<Record<string, number>> | undefined
}

/** Whose answer is told before as it will be after: `If-Match` is held against it. */
type Matched<Query, Body, Answer> = {
  present?: (asked: Asked<Query, Body> & { session: Session }) => Promise<Told<Answer>>
}

type Headers = Readonly<Record<string, string>>

/** What leaves may be kept by nobody here. */
type Told<Answer> = Answer extends object ? { readonly [Member in keyof Answer]: Told<Answer[Member]> } : Answer

/** What an operation is asked. `at` reads a parameter of the path. */
export type Asked<Query, Body> = {
  parts: Parts
  query: Query
  body: Body
  at: (name: string) => string
  token: string | undefined
  /** What the request is known by when it is sent again, where it has a key that an act can bear. */
  repeat: Uuid | undefined
  client: { address: string; agent: string }
}

/** One method of one address of the API: the routes and the document are both made of these. */
export type Operation = Omit<Described<unknown, unknown, unknown>, 'answer' | 'query' | 'body'> & {
  query: v.GenericSchema
  body: v.GenericSchema
  answer: v.GenericSchema
  role: Session['role'] | undefined
  paged: boolean
  /** Whether it may be asked for on condition that nothing has changed. */
  matched: boolean
  respond: (c: Context<Service>) => Promise<Response>
}

/** An operation for everybody. */
export function operation<Query, Body, Answer>(
  described: Described<Query, Body, Answer> & Paged<Query, Answer>,
  act: (asked: Asked<Query, Body>) => Promise<Told<Answer>>,
  headers: Headers = described.method === 'get' ? caching.open : caching.private,
): Operation {
  const { next, ...rest } = described
  return {
    ...rest,
    role: undefined,
    paged: next !== undefined,
    matched: false,
    respond: async (c) => {
      const asked = await askedOf(c, described)
      const text = await answeredOnce(c, 'anybody', async () => {
        const answer = await act(asked)
        linkOn(c, next?.(answer, asked.query))
        return textOf(answer)
      })
      return written(c, described.status, text, headers)
    },
  }
}

/** An operation for whoever holds a session in a role; nobody keeps its answer. */
export function seatedOperation<Query, Body, Answer>(
  role: Session['role'],
  described: Described<Query, Body, Answer> & Matched<Query, Body, Answer> & Paged<Query, Answer>,
  act: (asked: Asked<Query, Body> & { session: Session }) => Promise<Told<Answer>>,
): Operation {
  const { present, next, ...rest } = described
  return {
    ...rest,
    role,
    paged: next !== undefined,
    matched: present !== undefined,
    respond: async (c) => {
      // Who asks comes first: a stranger does not even learn whether a body is well made.
      const session = await seatOf(c, role, described)
      const asked = { ...(await askedOf(c, described)), session }
      const text = await answeredOnce(c, `${role} ${session.subject}`, async () => {
        if (present) await assureUnchanged(c, async () => textOf(await present(asked)))
        const answer = await act(asked)
        linkOn(c, next?.(answer, asked.query))
        return textOf(answer)
      })
      const tag = present && { etag: await tagOf(formatUtf8(text)) }
      return written(c, described.status, text, { ...caching.private, ...tag })
    },
  }
}

/** Says where a list goes on, where it does. */
function linkOn(c: Context<Service>, changed: Readonly<Record<string, number>> | undefined): void {
  if (changed) c.header('link', linkToNext(c.req.url, changed))
}

/** Refuses to change what is not what was read (RFC 9110 §13.1.1), where whoever asks said what they read. */
async function assureUnchanged(c: Context<Service>, tell: () => Promise<string>): Promise<void> {
  const read = c.req.header('if-match')
  if (read === undefined || isMatched(read, await tagOf(formatUtf8(await tell())))) return
  throw new Refusal('changed-since', 'This was changed after you read it. Read it again, and send its new ETag.')
}

async function seatOf(
  c: Context<Service>,
  role: Session['role'],
  { method, scope, as = usualRole(method) }: Pick<Operation, 'method' | 'scope' | 'as'>,
): Promise<Session> {
  const text = bearer(c)
  const { parts } = c.var
  if (role !== 'coordinator') return requireSession(parts, text, role)
  const session = isProgramToken(text)
    ? await requireScope(parts, text, scope)
    : await requireSession(parts, text, role)
  // A program may never do more than whoever made its token.
  await requireCoordinator(parts, session, as)
  return session
}

/** The routes of some operations. */
export function routesOf(operations: readonly Operation[]): Hono<Service> {
  const routes = new Hono<Service>()
  for (const { method, path, respond } of operations) routes.on(method.toUpperCase(), path, respond)
  return routes.all('/*', otherMethods(operations))
}

async function askedOf<Query, Body>(
  c: Context<Service>,
  { query, body }: Pick<Described<Query, Body, unknown>, 'query' | 'body'>,
): Promise<Asked<Query, Body>> {
  const key = repeatKey(c)
  return {
    parts: c.var.parts,
    query: parse(query, query.type === nothing.type ? undefined : c.req.query()),
    body: parse(body, body.type === nothing.type ? undefined : await readJson(c)),
    at: (name) => {
      const value = c.req.param(name)
      if (value === undefined) throw new Error(`the path has no parameter ${name}`)
      return value
    },
    token: bearer(c),
    repeat: isUuid(key) ? key : undefined,
    client: clientOf(c),
  }
}

function textOf(answer: unknown): string {
  return answer === undefined ? '' : JSON.stringify(answer)
}

function written(c: Context<Service>, status: Operation['status'], text: string, headers: Headers): Response {
  if (status === 204) return c.body(null, 204, headers)
  return c.body(text, status, { 'content-type': 'application/json', ...headers })
}
