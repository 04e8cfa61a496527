import * as v from 'valibot'
import { changeAsked } from '../../actions/ask-change.ts'
import { fillInSignUp, requireSignUp, type Answers } from '../../actions/fill-in-sign-up.ts'
import { findBeginning } from '../../actions/known-beginning.ts'
import type { Parts } from '../../actions/parts.ts'
import { mailResumeLinks, remindSignatory } from '../../actions/renew-link.ts'
import { recallSignUp } from '../../actions/return-sign-up.ts'
import { sendSignUp } from '../../actions/send-sign-up.ts'
import { startSignUp } from '../../actions/start-sign-up.ts'
import { FullDay } from '../../core/day.ts'
import { mandates } from '../../core/entry.ts'
import type { OwnWords } from '../../core/own-words.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Signatory } from '../../core/sign-up.ts'
import { isUuid, type Uuid } from '../../core/uuid.ts'
import { block, line, looseLine, ownText, webAddress, mailbox, optionalLine, parseId } from '../../http/parse.ts'
import { findBody, findBodyById } from '../../storage/read/bodies.ts'
import { findEdition } from '../../storage/read/editions.ts'
import type { Session } from '../../storage/read/access.ts'
import { nothing, operation, seatedOperation } from '../operation.ts'
import { session } from './answers.ts'
import { newBody, readBody } from './new-body.ts'
import { signUp, tellSignUp } from './sign-up-told.ts'

const signatory = v.object({
  name: line('Enter the full name of the person who signs'),
  role: line('Enter their role'),
  email: mailbox,
  mandate: v.picklist(mandates, 'Say why they may sign'),
  decidedOn: v.exactOptional(FullDay),
  minute: optionalLine,
  undecided: v.optional(v.boolean('Say whether this has still to be decided'), false),
  nameShown: v.boolean('Say whether their name may be published'),
})

const own = v.object({
  statement: v.exactOptional(ownText('Write the statement, or leave it out')),
  pledges: v.array(
    v.object({
      edition: line('Give the slug of an edition'),
      theme: v.pipe(v.number('Give the number of the theme'), v.safeInteger(), v.minValue(1)),
      text: ownText('Write the pledge'),
    }),
  ),
})

const answers = v.object({
  registered: v.exactOptional(line('Give the slug or id of an organisation on the register')),
  body: v.exactOptional(newBody),
  editions: v.exactOptional(
    v.array(v.object({ edition: line('Give the slug of an edition'), language: line('Give its language') })),
  ),
  signatory: v.exactOptional(signatory),
  members: v.exactOptional(v.object({ list: webAddress, on: FullDay })),
  own: v.exactOptional(own),
  change: v.exactOptional(v.object({ on: FullDay, reason: v.exactOptional(block('Say why')) })),
  signatories: v.exactOptional(
    v.pipe(v.array(signatory), v.minLength(1, 'Say who will sign'), v.maxLength(2, 'Name two people at most')),
  ),
})

/** What a preparer does: begin, answer, send. */
export const signUpOperations = [
  operation(
    {
      method: 'post',
      path: '/sign-ups',
      summary:
        'Begin a sign-up; its preparer is mailed a link to come back to it. The slugs of a body and an edition that it can sign are its first answers',
      query: nothing,
      body: v.object({
        name: line('Enter your name'),
        email: mailbox,
        registered: looseLine,
        edition: looseLine,
      }),
      status: 201,
      answer: v.object({ id: v.string(), session, mailed: v.boolean() }),
    },
    async ({ parts, body: { name, email, registered, edition } }) => {
      const known = await findBeginning(parts, { body: registered, edition })
      if (!known && registered !== '') {
        const words = 'Give an organisation on the register and an edition that can be signed today.'
        throw new Refusal('field-invalid', words, 'registered')
      }
      const started = await startSignUp(parts, { name, address: email }, known?.draft)
      return { id: started.id, session: started.token, mailed: started.mailed }
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
      summary:
        'Give answers: the organisation (registered, or body where it is new), what it signs, who signs, where its members are listed, what it adds in words of its own; and, where it asks to change a signing, the day and the reason',
      query: nothing,
      body: answers,
      status: 200,
      answer: signUp,
      present: async ({ parts, at, session: held }) =>
        tellSignUp(parts, await requireSignUp(parts, ownId(at('id'), held))),
    },
    async ({ parts, at, body, session: held }) => {
      const id = ownId(at('id'), held)
      await fillInSignUp(parts, id, await readAnswers(parts, body))
      if (body.change) await changeAsked(parts, id, { reason: undefined, ...body.change })
      return tellSignUp(parts, await requireSignUp(parts, id))
    },
  ),
  step('request', 'Send it for signature; from here on the answers stand still', sendSignUp),
  step('recall', 'Take it back to change it; what was signed has to be signed again', recallSignUp),
  seatedOperation(
    'preparer',
    {
      method: 'post',
      path: '/sign-ups/:id/signatories/:number/reminder',
      summary: 'Have a signatory mailed their link again; the earlier one works no more',
      query: nothing,
      body: nothing,
      status: 204,
      answer: nothing,
    },
    async ({ parts, at, session: held }) => {
      const id = ownId(at('id'), held)
      if (!/^[12]$/.test(at('number'))) throw new Refusal('not-found', 'Nobody of this number signs.')
      await remindSignatory(parts, id, Number(at('number')))
      return undefined
    },
  ),
  operation(
    {
      method: 'post',
      path: '/sign-ups/reminders',
      summary: 'Have whoever began sign-ups mailed the links to them, where there are any',
      query: nothing,
      body: v.object({ email: mailbox }),
      status: 204,
      answer: nothing,
    },
    async ({ parts, body: { email } }) => mailResumeLinks(parts, email).then(() => undefined),
  ),
]

/** One press of a preparer, which needs no more words. */
function step(noun: string, summary: string, act: (parts: Parts, id: Uuid) => Promise<void>) {
  return seatedOperation(
    'preparer',
    {
      method: 'post',
      path: `/sign-ups/:id/${noun}`,
      summary,
      query: nothing,
      body: nothing,
      status: 201,
      answer: signUp,
    },
    async ({ parts, at, session: held }) => {
      const id = ownId(at('id'), held)
      await act(parts, id)
      return tellSignUp(parts, await requireSignUp(parts, id))
    },
  )
}

/** The id of an address, for the preparer whose sign-up it is. */
export function ownId(text: string, held: Session): Uuid {
  const id = parseId(text)
  if (held.subject !== id) throw new Refusal('not-yours', 'This sign-up belongs to somebody else.')
  return id
}

async function readAnswers(parts: Parts, given: v.InferOutput<typeof answers>): Promise<Answers> {
  const { registered, body, editions, signatory: who, signatories, members, own: said } = given
  if (registered !== undefined && body) {
    throw new Refusal('field-invalid', 'Give either registered or body, not both.', 'registered')
  }
  if (who && signatories) {
    throw new Refusal('field-invalid', 'Give either signatory or signatories, not both.', 'signatory')
  }
  return {
    ...(registered !== undefined && { body: { registered: await requireRegistered(parts, registered) } }),
    ...(body && { body: readBody(body, 'body.') }),
    ...(editions && { editions: await Promise.all(editions.map((one, n) => readEdition(parts, one, n))) }),
    ...(who && { signatories: [readSignatory(who)] }),
    ...(members && { members }),
    ...(said && { own: await readOwn(parts, said) }),
    ...(signatories && { signatories: signatories.map(readSignatory) }),
  }
}

async function readOwn(parts: Parts, { statement, pledges }: v.InferOutput<typeof own>): Promise<OwnWords> {
  const made = await Promise.all(
    pledges.map(async ({ edition, theme, text }, n) => {
      const found = await findEdition(parts.db, edition)
      if (!found) throw new Refusal('field-invalid', 'There is no such edition.', `own.pledges.${n}.edition`)
      return { edition: found.id, theme, text }
    }),
  )
  return { ...(statement !== undefined && { statement }), pledges: made }
}

async function requireRegistered(parts: Parts, text: string): Promise<Uuid> {
  const found = isUuid(text) ? await findBodyById(parts.db, text) : await findBody(parts.db, text)
  if (!found) throw new Refusal('field-invalid', 'This organisation is not on the register.', 'registered')
  return found.id
}

async function readEdition(parts: Parts, { edition, language }: { edition: string; language: string }, n: number) {
  const found = await findEdition(parts.db, edition)
  if (!found) throw new Refusal('field-invalid', 'There is no such edition.', `editions.${n}.edition`)
  return { edition: found.id, language }
}

function readSignatory({ email, decidedOn, minute, undecided, ...who }: v.InferOutput<typeof signatory>): Signatory {
  return {
    ...who,
    address: email,
    ...(decidedOn && { decidedOn }),
    ...(minute && { minute }),
    ...(undecided && { undecided: true as const }),
  }
}
