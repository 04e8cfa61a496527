import * as v from 'valibot'
import { confirmSignatory, mailSignatoryCode } from '../../actions/confirm-signatory.ts'
import { findHeldLink, openDeskLink, openLink } from '../../actions/links.ts'
import type { Parts } from '../../actions/parts.ts'
import { renewLink } from '../../actions/renew-link.ts'
import { requireSession } from '../../actions/sessions.ts'
import { listRequests, signEdition, type Request } from '../../actions/sign-edition.ts'
import { Refusal } from '../../core/refusal.ts'
import { code, line, looseLine } from '../../http/parse.ts'
import type { Session } from '../../storage/read/access.ts'
import { nothing, operation, seatedOperation } from '../operation.ts'
import { session } from './answers.ts'

const request = v.object({
  edition: v.string(),
  name: v.string(),
  act: v.string(),
  language: v.string(),
  text: v.nullable(v.object({ sha256: v.string(), address: v.string() })),
  signatory: v.object({ name: v.string(), role: v.string(), nameShown: v.boolean() }),
  statement: v.string(),
  signed: v.boolean(),
})

/** What an authorised signatory does: open the link, confirm the mailbox, read, sign. */
export const signingOperations = [
  operation(
    {
      method: 'post',
      path: '/links',
      summary: 'Open a mailed link; an invited signatory is then mailed a code. A link of the desk works once',
      query: nothing,
      body: v.object({ token: line('Give the token of the link: what follows its last slash') }),
      status: 201,
      answer: v.object({
        role: v.picklist(['preparer', 'invited', 'coordinator']),
        session,
        signUp: v.nullable(v.string()),
      }),
    },
    async ({ parts, client, body: { token } }) => {
      const { link } = await findHeldLink(parts, token, 'resume', 'signature', 'desk')
      if (link.purpose === 'desk') {
        const entered = await openDeskLink(parts, token, client.agent)
        return { role: 'coordinator', session: entered.token, signUp: null } as const
      }
      const opened = await openLink(parts, token, 'resume', 'signature')
      if (opened.link.purpose === 'resume') {
        return { role: 'preparer', session: opened.token, signUp: opened.link.subject } as const
      }
      await mailSignatoryCode(parts, await requireSession(parts, opened.token, 'invited'))
      return { role: 'invited', session: opened.token, signUp: null } as const
    },
  ),
  operation(
    {
      method: 'post',
      path: '/links/renewals',
      summary: 'Have the next issue of a link mailed to where it belongs; the one you hold works no more',
      query: nothing,
      body: v.object({ token: line('Give the token of the link: what follows its last slash') }),
      status: 204,
      answer: nothing,
    },
    async ({ parts, body: { token } }) => renewLink(parts, token).then(() => undefined),
  ),
  seatedOperation(
    'invited',
    {
      method: 'post',
      path: '/codes',
      summary: 'Have another code mailed to the signatory; earlier ones stop working',
      query: nothing,
      body: nothing,
      status: 204,
      answer: nothing,
    },
    async ({ parts, session: held }) => mailSignatoryCode(parts, held).then(() => undefined),
  ),
  seatedOperation(
    'invited',
    {
      method: 'post',
      path: '/confirmations',
      summary: 'Confirm the mailbox with the code that was sent to it',
      query: nothing,
      body: v.object({ code }),
      status: 201,
      answer: v.object({ session }),
    },
    async ({ parts, session: held, body }) => {
      const { token } = await confirmSignatory(parts, held, body.code)
      return { session: token }
    },
  ),
  seatedOperation(
    'signatory',
    {
      method: 'get',
      path: '/requests',
      summary: 'What the signatory is asked to sign, edition by edition',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ body: v.string(), requests: v.array(request) }),
    },
    async ({ parts, session: held }) => {
      const { body, requests } = await listRequests(parts, held)
      return { body, requests: requests.map((one) => tellRequest(parts, one)) }
    },
  ),
  seatedOperation(
    'signatory',
    {
      method: 'post',
      path: '/requests/:edition/signature',
      summary:
        'Sign one edition, or confirm what was asked about it: name and role as typed, both ticks, and the exact statement that was read',
      query: nothing,
      body: v.object({
        name: looseLine,
        role: looseLine,
        authorised: v.optional(v.boolean('Answer true or false'), false),
        read: v.optional(v.boolean('Answer true or false'), false),
        statement: v.optional(v.string('Send the statement as it was read'), ''),
      }),
      status: 201,
      answer: request,
    },
    async ({ parts, session: held, at, body, client }) => {
      const { edition } = await requireRequest(parts, held, at('edition'))
      await signEdition(parts, held, edition.id, { ...body, client })
      return tellRequest(parts, await requireRequest(parts, held, edition.slug))
    },
  ),
]

async function requireRequest(parts: Parts, held: Session, slug: string): Promise<Request> {
  const { requests } = await listRequests(parts, held)
  const found = requests.find(({ edition }) => edition.slug === slug)
  if (!found) throw new Refusal('not-found', 'You have not been asked to sign this.')
  return found
}

function tellRequest({ address }: Parts, told: Request) {
  const { edition, name, act, language, text, signatory, statement, signed } = told
  const { name: who, role, nameShown } = signatory
  return {
    edition: edition.slug,
    name,
    act,
    language,
    text: text === '' ? null : { sha256: text, address: `${address}/editions/${edition.slug}.${language}.md` },
    signatory: { name: who, role, nameShown },
    statement,
    signed,
  }
}
