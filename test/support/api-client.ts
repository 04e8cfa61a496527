import * as v from 'valibot'
import { checkAgainst, type Document } from './document-check.ts'
import { compact, coordinator, until, type Cast, type Mail } from './walk-pages.ts'

export type Answer = { status: number; headers: Headers; body: unknown }

/** A program that uses the API, and holds every answer against the OpenAPI document of the same host. */
export class Program {
  readonly url: string
  readonly #document: Document

  private constructor(url: string, document: Document) {
    this.url = url
    this.#document = document
  }

  static async of(url: string): Promise<Program> {
    const answer = await fetch(`${url}/api/openapi.json`)
    return new Program(url, v.parse(Described, await answer.json()))
  }

  /** Asks something below `/api/v1`. */
  async ask(method: string, path: string, sent: { session?: string; body?: object } = {}): Promise<Answer> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(sent.body && { 'content-type': 'application/json' }),
        ...(sent.session && { authorization: `Bearer ${sent.session}` }),
      },
      ...(sent.body && { body: JSON.stringify(sent.body) }),
    })
    const text = await answer.text()
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    checkAgainst(this.#document, {
      method,
      path: path.replace(/\?.*/, ''),
      status: answer.status,
      headers: answer.headers,
      body,
    })
    return { status: answer.status, headers: answer.headers, body }
  }

  /** What is refused, as the problem document says it. */
  async refused(method: string, path: string, sent: { session?: string; body?: object } = {}): Promise<Problem> {
    const { headers, body } = await this.ask(method, path, sent)
    const type = headers.get('content-type')
    if (type !== 'application/problem+json') throw new Error(`not refused, but answered with ${type}`)
    return v.parse(Problem, body)
  }

  async mails(): Promise<readonly Mail[]> {
    return v.parse(Mails, (await this.ask('GET', '/mailbox')).body).mails
  }

  /** The latest mail to an address whose subject has these words. */
  async requireMail(address: string, words: string): Promise<Mail> {
    const found = (await this.mails()).find((mail) => mail.address === address && mail.subject.includes(words))
    if (!found) throw new Error(`no mail to ${address} says ${words}`)
    return found
  }

  async mailedCode(address: string): Promise<string> {
    return /\b\d{6}\b/.exec((await this.requireMail(address, 'Your code')).text)?.[0] ?? ''
  }

  /** The token of the link that was last mailed to an address with these words. */
  async mailedToken(address: string, words: string): Promise<string> {
    const { text } = await this.requireMail(address, words)
    return /\/links\/([\w-]+)/.exec(text)?.[1] ?? ''
  }
}

const Described = v.looseObject({ paths: v.record(v.string(), v.record(v.string(), v.looseObject({}))) })
const Mails = v.object({
  mails: v.array(v.object({ at: v.string(), address: v.string(), subject: v.string(), text: v.string() })),
})
const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.string(),
  errors: v.array(v.object({ field: v.string(), words: v.string() })),
})
type Problem = v.InferOutput<typeof Problem>

/** The session in an answer. */
export function sessionIn({ status, body }: Answer): string {
  if (status !== 201) throw new Error(`no session, but ${status}: ${JSON.stringify(body)}`)
  return v.parse(v.looseObject({ session: v.string() }), body).session
}

/** What a preparer answers. */
export function answersOf(cast: Cast) {
  return {
    body: {
      name: cast.body,
      kind: 'registered-charity',
      identifiers: [{ list: 'GB-CHC', number: cast.number }],
      website: 'https://example.org/',
    },
    editions: [{ edition: compact.slug, language: 'en' }],
    signatory: {
      ...cast.signatory,
      mandate: 'resolution',
      decidedOn: '2026-03-27',
      minute: 'Minute 12/26',
      nameShown: true,
    },
  }
}

/** Begins and sends a sign-up; gives its id and the preparer's session. */
export async function requestByApi(program: Program, cast: Cast): Promise<{ id: string; session: string }> {
  const begun = await program.ask('POST', '/sign-ups', { body: cast.preparer })
  const session = sessionIn(begun)
  const { id } = v.parse(v.looseObject({ id: v.string() }), begun.body)
  await program.ask('PATCH', `/sign-ups/${id}`, { session, body: answersOf(cast) })
  const sent = await program.ask('POST', `/sign-ups/${id}/request`, { session })
  if (sent.status !== 201) throw new Error(`not sent: ${JSON.stringify(sent.body)}`)
  return { id, session }
}

/** The session of a signatory who has confirmed their mailbox. */
export async function confirmByApi(program: Program, cast: Cast): Promise<string> {
  const token = await program.mailedToken(cast.signatory.email, 'please sign')
  const invited = sessionIn(await program.ask('POST', '/links', { body: { token } }))
  const code = await program.mailedCode(cast.signatory.email)
  return sessionIn(await program.ask('POST', '/confirmations', { session: invited, body: { code } }))
}

/** What a signatory sends with the statement as it stands. */
export async function pledgeByApi(program: Program, cast: Cast, session: string) {
  const { body } = await program.ask('GET', '/requests', { session })
  const { requests } = v.parse(v.looseObject({ requests: v.array(v.looseObject({ statement: v.string() })) }), body)
  const { name, role } = cast.signatory
  return { name, role, authorised: true, read: true, statement: requests[0]?.statement ?? '' }
}

/** The whole way to a signature that waits at the desk; gives the id of the sign-up. */
export async function signByApi(program: Program, cast: Cast): Promise<string> {
  const { id } = await requestByApi(program, cast)
  const session = await confirmByApi(program, cast)
  const body = await pledgeByApi(program, cast, session)
  const signed = await program.ask('POST', `/requests/${compact.slug}/signature`, { session, body })
  if (signed.status !== 201) throw new Error(`not signed: ${JSON.stringify(signed.body)}`)
  return id
}

/** The session of the coordinator. */
export async function enterDeskByApi(program: Program): Promise<string> {
  await program.ask('POST', '/desk/codes', { body: { email: coordinator } })
  const code = await program.mailedCode(coordinator)
  return sessionIn(await program.ask('POST', '/desk/sessions', { body: { email: coordinator, code } }))
}

const Accepted = v.object({
  accepted: v.tuple([v.looseObject({ reference: v.string(), entry: v.number() })]),
})

/** Accepts a signed sign-up. */
export async function acceptByApi(
  program: Program,
  id: string,
  seat?: string,
): Promise<{ reference: string; entry: number }> {
  const session = seat ?? (await enterDeskByApi(program))
  const body = { check: ['phone-back', 'minute-seen'] }
  const answer = await program.ask('POST', `/desk/sign-ups/${id}/acceptance`, { session, body })
  return v.parse(Accepted, answer.body).accepted[0]
}

const Issued = v.looseObject({ pdf: v.nullable(v.object({ address: v.string(), sha256: v.string() })) })

/** The certificate of a reference, once it has been made. */
export async function issuedByApi(program: Program, reference: string) {
  return until('the certificate', async () => {
    const answer = await program.ask('GET', `/certificates/${reference}`)
    return v.parse(Issued, answer.body).pdf ?? undefined
  })
}

const Health = v.looseObject({ log: v.looseObject({ size: v.number(), published: v.number() }) })

/** Waits until a checkpoint covers everything that is in the log. */
export async function untilPublished(url: string): Promise<void> {
  await until('everything to be published', async () => {
    const { log } = v.parse(Health, await (await fetch(`${url}/health`)).json())
    return log.size === log.published || undefined
  })
}
