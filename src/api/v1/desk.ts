import * as v from 'valibot'
import { assureFirstApprover } from '../../actions/approvals.ts'
import { acceptSignUp } from '../../actions/accept-sign-up.ts'
import { turnDownSignUp } from '../../actions/end-sign-up.ts'
import { enterDesk, mailDeskCode, requireCoordinator } from '../../actions/enter-desk.ts'
import { erasePerson } from '../../actions/erase-person.ts'
import { requireSignUp } from '../../actions/fill-in-sign-up.ts'
import { now, stamp } from '../../actions/parts.ts'
import { registerBody } from '../../actions/register-body.ts'
import { returnSignUp } from '../../actions/return-sign-up.ts'
import { leave } from '../../actions/sessions.ts'
import { isProgramToken } from '../../actions/tokens.ts'
import { tellPerson } from '../../actions/tell-person.ts'
import { londonDay } from '../../core/day.ts'
import { parseMailAddress, sectorEvidence } from '../../core/mail-address.ts'
import { grounds } from '../../core/entry.ts'
import { saltedDigest, uuid } from '../../core/entry-fields.ts'
import { levels } from '../../core/level.ts'
import { certificateAddress } from '../../credentials/list.ts'
import { block, choice, code, mailbox, optionalLine, parseId, several, tick, ticks } from '../../http/parse.ts'
import { listQueue } from '../../storage/read/sign-ups.ts'
import { nothing, operation, seatedOperation } from '../operation.ts'
import { named, session } from './answers.ts'
import { newBody, readBody } from './new-body.ts'
import { signUp, tellSignUp } from './sign-up-told.ts'

const act = v.object({
  edition: v.string(),
  language: v.string(),
  at: v.string(),
  name: v.string(),
  role: v.string(),
  statement: v.string(),
})

/** What a coordinator does: come in, look, accept, leave. */
export const deskOperations = [
  operation(
    {
      method: 'post',
      path: '/desk/codes',
      summary: 'Have a code mailed, where the address is a coordinator’s',
      query: nothing,
      body: v.object({ email: mailbox }),
      status: 204,
      answer: nothing,
    },
    async ({ parts, body: { email } }) => mailDeskCode(parts, email).then(() => undefined),
  ),
  operation(
    {
      method: 'post',
      path: '/desk/sessions',
      summary: 'Sign in to the desk with the code',
      query: nothing,
      body: v.object({ email: mailbox, code }),
      status: 201,
      answer: v.object({ session }),
    },
    async ({ parts, client, body: { email, code: typed } }) => {
      const { token } = await enterDesk(parts, email, typed, client)
      return { session: token }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'delete',
      path: '/desk/sessions',
      summary: 'Leave the desk: this session works no more',
      as: 'reader',
      query: nothing,
      body: nothing,
      status: 204,
      answer: nothing,
    },
    async ({ parts, token }) => leave(parts, token).then(() => undefined),
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/sign-ups',
      scope: 'read:desk',
      summary: 'The sign-ups that wait for a check, the oldest first',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ signUps: v.array(signUp) }),
    },
    async ({ parts }) => {
      const waiting = await listQueue(parts.db, 'check', { today: londonDay(now(parts)) })
      return { signUps: await Promise.all(waiting.map((one) => tellSignUp(parts, one))) }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/sign-ups/:id',
      scope: 'read:desk',
      summary: 'One sign-up with what was signed, and the public-sector domain of the signatory’s mailbox',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ ...signUp.entries, signatures: v.array(act), domain: v.nullable(v.string()) }),
    },
    async ({ parts, at }) => {
      const whole = await requireSignUp(parts, parseId(at('id')))
      const told = await tellSignUp(parts, whole)
      const slugOf = (id: string) =>
        told.editions[whole.draft.editions.findIndex(({ edition }) => edition === id)]?.edition ?? ''
      const [first] = whole.draft.signatories
      return {
        ...told,
        signatures: whole.signatures.map(({ edition, language, at: moment, name, role, statement }) => {
          return { edition: slugOf(edition), language, at: moment, name, role, statement }
        }),
        domain: (first && sectorEvidence(parseMailAddress(first.address))) ?? null,
      }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/sign-ups/:id/acceptance',
      scope: 'write:sign-ups',
      summary:
        'Accept a sign-up onto the register; a second request gives the same answer. Whoever works for the body needs a second approver',
      query: nothing,
      body: v.object({ check: ticks(levels) }),
      status: 201,
      answer: v.object({
        accepted: v.array(v.object({ reference: v.string(), entry: v.number(), certificate: v.string() })),
        waitsFor: v.nullable(v.literal('second-approver')),
      }),
    },
    async ({ parts, session: held, token, at, body: { check } }) => {
      const coordinator = await requireCoordinator(parts, held)
      const id = parseId(at('id'))
      if (isProgramToken(token)) await assureFirstApprover(parts, await requireSignUp(parts, id), coordinator)
      const accepted = await acceptSignUp(parts, id, check, coordinator)
      return {
        waitsFor: accepted.length === 0 ? ('second-approver' as const) : null,
        accepted: accepted.map(({ reference, entry }) => {
          return { reference, entry, certificate: certificateAddress(parts.address, reference) }
        }),
      }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/sign-ups/:id/return',
      scope: 'write:sign-ups',
      summary: 'Send a sign-up back to its preparer with a reason',
      query: nothing,
      body: v.object({ reason: block('Say what has to be changed') }),
      status: 201,
      answer: signUp,
    },
    async ({ parts, at, body: { reason } }) => {
      const id = parseId(at('id'))
      await returnSignUp(parts, id, reason)
      return tellSignUp(parts, await requireSignUp(parts, id))
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/sign-ups/:id/refusal',
      scope: 'write:sign-ups',
      summary: 'Turn a sign-up down for good; its preparer is mailed the reason',
      query: nothing,
      body: v.object({ ground: block('Say why it is turned down') }),
      status: 201,
      answer: signUp,
    },
    async ({ parts, at, body: { ground } }) => {
      const id = parseId(at('id'))
      await turnDownSignUp(parts, id, ground)
      return tellSignUp(parts, await requireSignUp(parts, id))
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/bodies',
      scope: 'write:register',
      summary: 'Put an organisation on the register that has not signed; a repeat with the same key is the same one',
      query: nothing,
      body: v.object({ ...newBody.entries, key: v.exactOptional(uuid) }),
      status: 201,
      answer: named,
    },
    async ({ parts, repeat = stamp(parts).id(), body: { key = repeat, ...body } }) => {
      const { slug, name } = await registerBody(parts, readBody(body, ''), key)
      return { slug, name }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/people',
      summary: 'Everything the register keeps about a person, for whoever asks for their own',
      query: nothing,
      body: v.object({ email: v.exactOptional(mailbox), name: optionalLine }),
      status: 200,
      answer: v.looseObject({ asAt: v.string() }),
    },
    async ({ parts, body: { email, name } }) => {
      return tellPerson(parts, { address: email, name })
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/people/erasure',
      summary:
        'Erase some of what is kept about a person: disclosures by their digests, what is private, or both. A repeat with the same key is the same erasure',
      query: nothing,
      body: v.object({
        email: v.exactOptional(mailbox),
        name: optionalLine,
        digests: several(saltedDigest),
        kept: tick,
        ground: choice(grounds, 'Say why it is erased'),
        key: v.exactOptional(uuid),
      }),
      status: 201,
      answer: v.object({
        erased: v.array(v.object({ entry: v.number(), erased: v.number(), reference: v.nullable(v.string()) })),
        copiesGoneAfterDays: v.number(),
      }),
    },
    async ({ parts, repeat = stamp(parts).id(), body: { email, key = repeat, ...wish } }) => {
      const erased = await erasePerson(parts, { address: email, key, ...wish })
      return { erased, copiesGoneAfterDays: parts.limits.backupDays }
    },
  ),
]
