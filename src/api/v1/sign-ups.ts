import * as v from 'valibot'
import { fillInSignUp, requireSignUp, type Answers } from '../../actions/fill-in-sign-up.ts'
import type { Parts } from '../../actions/parts.ts'
import { sendSignUp } from '../../actions/send-sign-up.ts'
import { startSignUp } from '../../actions/start-sign-up.ts'
import { kinds, sectorOf } from '../../core/body-kind.ts'
import { FullDay } from '../../core/day.ts'
import { mandates } from '../../core/entry.ts'
import { formatIdentifier, identifierLists, isIdentifierList, parseIdentifier } from '../../core/identifier.ts'
import { Refusal } from '../../core/refusal.ts'
import { stateOf, type NewBody, type SignUp, type Signatory } from '../../core/sign-up.ts'
import { isUuid, type Uuid } from '../../core/uuid.ts'
import { line, mailbox, optionalLine, parseId } from '../../http/parse.ts'
import { findBody, findBodyById } from '../../storage/read/bodies.ts'
import { editionName, findEdition, listEditions } from '../../storage/read/editions.ts'
import type { Session } from '../../storage/read/access.ts'
import { nothing, operation, seatedOperation } from '../operation.ts'
import { day, session } from './answers.ts'

const identifier = v.object(
  { list: v.picklist(Object.keys(identifierLists).filter(isIdentifierList), 'Choose a list'), number: v.string() },
  'Say on which list, and the number',
)

const newBody = v.object({
  name: line('Enter the full name of the organisation'),
  kind: v.picklist(kinds, 'Choose the kind of organisation'),
  identifiers: v.optional(v.array(identifier, 'List the identifiers'), []),
  website: optionalLine,
  area: optionalLine,
})

const signatory = v.object({
  name: line('Enter the full name of the person who signs'),
  role: line('Enter their role'),
  email: mailbox,
  mandate: v.picklist(mandates, 'Say why they may sign'),
  decidedOn: v.exactOptional(FullDay),
  minute: optionalLine,
  nameShown: v.boolean('Say whether their name may be published'),
})

const answers = v.object({
  registered: v.exactOptional(line('Give the slug or id of an organisation on the register')),
  body: v.exactOptional(newBody),
  editions: v.exactOptional(
    v.array(v.object({ edition: line('Give the slug of an edition'), language: line('Give its language') })),
  ),
  signatory: v.exactOptional(signatory),
})

/** A sign-up as its preparer sees it. `body.slug` is there where the body is on the register already. */
export const signUp = v.object({
  id: v.string(),
  state: v.picklist(['preparing', 'sent', 'awaiting-check', 'accepted', 'returned']),
  startedAt: v.string(),
  sentAt: v.nullable(v.string()),
  preparer: v.object({ name: v.string(), email: v.string() }),
  body: v.nullable(
    v.object({
      slug: v.nullable(v.string()),
      name: v.string(),
      kind: v.picklist(kinds),
      identifiers: v.array(v.string()),
      website: v.nullable(v.string()),
      area: v.nullable(v.string()),
    }),
  ),
  editions: v.array(v.object({ edition: v.string(), name: v.string(), language: v.string() })),
  signatory: v.nullable(
    v.object({
      name: v.string(),
      role: v.string(),
      email: v.string(),
      mandate: v.picklist(mandates),
      decidedOn: day,
      minute: v.nullable(v.string()),
      nameShown: v.boolean(),
    }),
  ),
})

/** What a preparer does: begin, answer, send. */
export const signUpOperations = [
  operation(
    {
      method: 'post',
      path: '/sign-ups',
      summary: 'Begin a sign-up; its preparer is mailed a link to come back to it',
      query: nothing,
      body: v.object({ name: line('Enter your name'), email: mailbox }),
      status: 201,
      answer: v.object({ id: v.string(), session }),
    },
    async ({ parts, body: { name, email } }) => {
      const started = await startSignUp(parts, { name, address: email })
      return { id: started.id, session: started.token }
    },
  ),
  seatedOperation(
    'preparer',
    {
      method: 'get',
      path: '/sign-ups/:id',
      summary: 'A sign-up and its answers so far',
      query: nothing,
      body: nothing,
      status: 200,
      answer: signUp,
    },
    async ({ parts, at, session: held }) => tellSignUp(parts, await requireSignUp(parts, ownId(at('id'), held))),
  ),
  seatedOperation(
    'preparer',
    {
      method: 'patch',
      path: '/sign-ups/:id',
      summary: 'Give answers: the organisation (registered, or body where it is new), what it signs, who signs',
      query: nothing,
      body: answers,
      status: 200,
      answer: signUp,
    },
    async ({ parts, at, body, session: held }) => {
      const id = ownId(at('id'), held)
      await fillInSignUp(parts, id, await readAnswers(parts, body))
      return tellSignUp(parts, await requireSignUp(parts, id))
    },
  ),
  seatedOperation(
    'preparer',
    {
      method: 'post',
      path: '/sign-ups/:id/request',
      summary: 'Send it for signature; from here on the answers stand still',
      query: nothing,
      body: nothing,
      status: 201,
      answer: signUp,
    },
    async ({ parts, at, session: held }) => {
      const id = ownId(at('id'), held)
      await sendSignUp(parts, id)
      return tellSignUp(parts, await requireSignUp(parts, id))
    },
  ),
]

/** A sign-up in the words of the API. */
export async function tellSignUp(parts: Parts, whole: SignUp): Promise<v.InferInput<typeof signUp>> {
  const { id, startedAt, sentAt, preparer, draft } = whole
  const editions = await listEditions(parts.db)
  const [first] = draft.signatories
  return {
    id,
    state: stateOf(whole),
    startedAt,
    sentAt,
    preparer: { name: preparer.name, email: preparer.address },
    body: draft.body ? await tellBody(parts, draft.body) : null,
    editions: draft.editions.flatMap(({ edition, language }) => {
      const found = editions.find((one) => one.id === edition)
      return found ? [{ edition: found.slug, name: editionName(found), language }] : []
    }),
    signatory: first ? tellSignatory(first) : null,
  }
}

async function tellBody(parts: Parts, told: NonNullable<SignUp['draft']['body']>) {
  if ('name' in told) {
    const { name, kind, identifiers, website = null, area = null } = told
    return { slug: null, name, kind, identifiers: [...identifiers], website, area }
  }
  const found = await findBodyById(parts.db, told.registered)
  if (!found) return null
  const { slug, name, kind, identifiers, website, area } = found
  return { slug, name, kind, identifiers: [...identifiers], website, area }
}

function tellSignatory({ address, decidedOn, minute, ...who }: Signatory) {
  return { ...who, email: address, decidedOn: decidedOn ?? null, minute: minute ?? null }
}

function ownId(text: string, held: Session): Uuid {
  const id = parseId(text)
  if (held.subject !== id) throw new Refusal('not-yours', 'This sign-up belongs to somebody else.')
  return id
}

async function readAnswers(parts: Parts, given: v.InferOutput<typeof answers>): Promise<Answers> {
  const { registered, body, editions, signatory: who } = given
  if (registered !== undefined && body) {
    throw new Refusal('field-invalid', 'Give either registered or body, not both.', 'registered')
  }
  return {
    ...(registered !== undefined && { body: { registered: await requireRegistered(parts, registered) } }),
    ...(body && { body: readBody(body) }),
    ...(editions && { editions: await Promise.all(editions.map((one, n) => readEdition(parts, one, n))) }),
    ...(who && { signatories: [readSignatory(who)] }),
  }
}

async function requireRegistered(parts: Parts, text: string): Promise<Uuid> {
  const found = isUuid(text) ? await findBodyById(parts.db, text) : await findBody(parts.db, text)
  if (!found) throw new Refusal('field-invalid', 'This organisation is not on the register.', 'registered')
  return found.id
}

function readBody({ name, kind, identifiers, website, area }: v.InferOutput<typeof newBody>): NewBody {
  return {
    name,
    kind,
    sector: sectorOf(kind),
    identifiers: identifiers.map(({ list, number }, n) =>
      formatIdentifier(parseIdentifier(list, number, `body.identifiers.${n}.number`)),
    ),
    ...(website && { website }),
    ...(area && { area }),
  }
}

async function readEdition(parts: Parts, { edition, language }: { edition: string; language: string }, n: number) {
  const found = await findEdition(parts.db, edition)
  if (!found) throw new Refusal('field-invalid', 'There is no such edition.', `editions.${n}.edition`)
  return { edition: found.id, language }
}

function readSignatory({ email, decidedOn, minute, ...who }: v.InferOutput<typeof signatory>): Signatory {
  return { ...who, address: email, ...(decidedOn && { decidedOn }), ...(minute && { minute }) }
}
