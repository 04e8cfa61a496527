import * as v from 'valibot'
import { AskedChange } from './asked-change.ts'
import { kinds, sectors, type Kind } from './body-kind.ts'
import { FullDay, type Instant } from './day.ts'
import { mandates } from './entry.ts'
import { Refusal, type Mistake } from './refusal.ts'
import { uuid } from './entry-fields.ts'
import type { Level } from './level.ts'
import { mailLanguages } from './mail-language.ts'
import { MembersList, needsMembers, OwnWords } from './own-words.ts'
import type { Paper } from './transcript.ts'
import type { Uuid } from './uuid.ts'

const words = v.pipe(v.string(), v.minLength(1), v.maxLength(300))

/** The person entitled to sign, their mailbox, and why they may. Mailbox and phone are never published. */
export type Signatory = v.InferOutput<typeof Signatory>
export const Signatory = v.strictObject({
  name: words,
  role: words,
  address: words,
  mandate: v.picklist(mandates),
  decidedOn: v.exactOptional(FullDay),
  minute: v.exactOptional(words),
  /** The body has still to decide: what is signed waits for it. Only of a resolution. */
  undecided: v.exactOptional(v.literal(true)),
  /** Whoever was asked says that it is somebody else who signs. */
  wrongPerson: v.exactOptional(v.literal(true)),
  nameShown: v.boolean(),
})

/** A body that is not on the register yet, as its preparer describes it. */
export type NewBody = v.InferOutput<typeof NewBody>
export const NewBody = v.strictObject({
  name: words,
  sector: v.picklist(sectors),
  kind: v.picklist(kinds),
  identifiers: v.array(words),
  website: v.exactOptional(words),
  area: v.exactOptional(words),
})

/** What a preparer has filled in so far. */
export type SignUpDraft = v.InferOutput<typeof SignUpDraft>
export const SignUpDraft = v.strictObject({
  body: v.exactOptional(v.union([v.strictObject({ registered: uuid }), NewBody])),
  editions: v.array(
    v.strictObject({
      edition: uuid,
      language: words,
      /** The digest that stands on the sheet, of what was signed by hand. */
      text: v.exactOptional(v.string()),
    }),
  ),
  signatories: v.array(Signatory),
  /** Where it lists its members, if it signs on their behalf. */
  members: v.exactOptional(MembersList),
  /** What it adds in words of its own. */
  own: v.exactOptional(OwnWords),
  /** What the body asks for about a signing it has; without it, it asks to sign. */
  change: v.exactOptional(AskedChange),
  /** In which language its people are written to; English where nobody has said. */
  language: v.exactOptional(v.picklist(mailLanguages)),
})

/** One press of *Sign*: one person, one edition, one statement. */
export type Signature = {
  signatory: number
  edition: Uuid
  language: string
  text: string
  at: Instant
  name: string
  role: string
  statement: string
  evidence: string
  /** What stands behind the digests of the evidence, as it was hashed; none where the evidence holds it itself. */
  disclosures: readonly string[]
  /** The same of where the press came from, which is erased earlier. */
  client: string | null
}

/** A coordinator's word that a sign-up may be accepted, and what they checked. */
export type Approval = { coordinator: Uuid; at: Instant; checks: readonly Level[] }

/** The private, unfinished record of one body signing one or more editions. `state` comes from the days below, in order. */
export type SignUp = {
  id: Uuid
  startedAt: Instant
  preparer: { name: string; address: string }
  draft: SignUpDraft
  sentAt: Instant | null
  closedAt: Instant | null
  outcome: 'accepted' | 'declined' | 'turned-down' | null
  /** When it was last sent back or taken back, and why. */
  returnedAt: Instant | null
  returnedWords: string | null
  /** Why it was declined or turned down. Private. */
  endedWords: string | null
  /** When the body's board looks at it, as its people say. */
  boardOn: FullDay | null
  /** When its people were last warned that it will be erased. */
  warnedAt: Instant | null
  signatures: readonly Signature[]
  approvals: readonly Approval[]
  /** What was signed by hand, if it was: then nothing else is. */
  paper?: Paper
}

export type SignUpState = (typeof signUpStates)[number]
export const signUpStates = [
  'preparing',
  'sent',
  'awaiting-board',
  'awaiting-check',
  'returned',
  'accepted',
  'declined',
  'turned-down',
] as const

/** Where a sign-up stands; computed from what has happened, never stored. */
export function stateOf(signUp: SignUp): SignUpState {
  if (signUp.outcome) return signUp.outcome
  if (!signUp.sentAt) return signUp.returnedAt ? 'returned' : 'preparing'
  if (signUp.paper) return 'awaiting-check'
  if (missingSignatures(signUp).length > 0) return 'sent'
  return isUndecided(signUp) ? 'awaiting-board' : 'awaiting-check'
}

/** Whether the body has still to decide. */
export function isUndecided({ draft }: Pick<SignUp, 'draft'>): boolean {
  return draft.signatories.some(({ undecided }) => undecided)
}

const endWords = {
  accepted: 'This is on the register and can no longer be changed.',
  declined: 'The organisation has declined. It can start again at any time.',
  'turned-down': 'The coordinator has turned this down.',
} as const satisfies Record<NonNullable<SignUp['outcome']>, string>

/** Whether a signatory, by their number, has signed everything that they were asked to. */
export function hasSigned(signUp: SignUp, signatory: number): boolean {
  return !signUp.paper && !missingSignatures(signUp).some((one) => one.signatory === signatory)
}

/** Refuses to touch a sign-up that has ended. */
export function assureOpen({ outcome }: Pick<SignUp, 'outcome'>): void {
  if (outcome) throw new Refusal('already-done', endWords[outcome])
}

/** Which presses are still to come: every chosen edition by every signatory. */
export function missingSignatures(signUp: SignUp): readonly { signatory: number; edition: Uuid }[] {
  const { draft, signatures, paper } = signUp
  if (paper) return []
  return draft.signatories
    .flatMap((_, n) => draft.editions.map(({ edition }) => ({ signatory: n + 1, edition })))
    .filter(
      ({ signatory, edition }) => !signatures.some((one) => one.signatory === signatory && one.edition === edition),
    )
}

/** Refuses a change of a sign-up whose signatory has been asked already: nobody signs what moves under their hand. */
export function assureChangeable(signUp: SignUp): void {
  assureOpen(signUp)
  if (signUp.sentAt) {
    throw new Refusal('already-done', 'This has been sent for signature. Take it back first, if it has to be changed.')
  }
}

/** Refuses to send back what is not there to be checked. */
export function assureReturnable(signUp: SignUp): void {
  assureOpen(signUp)
  if (!signUp.sentAt) throw new Refusal('already-done', 'This has been sent back already.')
}

/** Refuses to take back what was not sent, or what everybody has signed: that is the coordinator's to send back. */
export function assureRecallable(signUp: SignUp): void {
  const state = stateOf(signUp)
  if (state === 'sent') return
  if (state !== 'awaiting-check' && state !== 'awaiting-board')
    throw new Refusal('already-done', 'This is not out for signature.')
  throw new Refusal(
    'already-done',
    'Everybody has signed. Ask the coordinator to send it back, if it has to be changed.',
  )
}

/** How many people have to sign for a kind of body, where the rule names the kinds for which two do. */
export function signaturesAsked(kind: Kind, twoSignatures: readonly Kind[]): 1 | 2 {
  return twoSignatures.includes(kind) ? 2 : 1
}

/** A complete draft, or a refusal that lists every part still to fill in. `asked` people have to sign. */
export function assureComplete(
  { draft }: SignUp,
  asked: 1 | 2 = 1,
): {
  body: NonNullable<SignUpDraft['body']>
  signatories: readonly Signatory[]
} {
  const { body, editions, signatories } = draft
  const missing: Mistake[] = []
  if (!body) missing.push({ field: 'body', words: 'Say which organisation is signing' })
  if (editions.length === 0) missing.push({ field: 'edition', words: 'Choose what the organisation is signing' })
  if (signatories.length === 0) missing.push({ field: 'signatory', words: 'Say who will sign' })
  for (const [n, { name, wrongPerson }] of signatories.entries()) {
    if (!wrongPerson) continue
    const field = n === 0 ? 'signatory' : 'second-signatory'
    missing.push({ field, words: `${name} says that somebody else signs. Say who` })
  }
  if (signatories.length === 1 && asked === 2) {
    missing.push({ field: 'second-signatory', words: 'Two people sign for this kind of organisation. Name the second' })
  }
  // One press for each edition, one mailbox for each person, and as many people as an entry has room for.
  if (new Set(editions.map(({ edition }) => edition)).size < editions.length) {
    missing.push({ field: 'edition', words: 'Choose each edition once, in one language' })
  }
  if (body && 'name' in body && body.identifiers.length > 10) {
    missing.push({ field: 'identifier', words: 'Give at most ten numbers' })
  }
  if (needsMembers(draft) && !draft.members) {
    missing.push({ field: 'members', words: 'Say where the organisation lists its members' })
  }
  if (signatories.length > 2) missing.push({ field: 'signatory', words: 'Say which one or two people will sign' })
  if (!haveOwnMailboxes(signatories)) missing.push({ field: 'second-signatory', words: sharedMailbox })
  if (missing.length > 0 || !body) throw new Refusal('incomplete', 'Some answers are still missing.', missing)
  return { body, signatories }
}

/** Why two people cannot confirm through one mailbox, and what they can do instead. */
export const sharedMailbox =
  'Each person needs an email address of their own. If they share one, they can sign on paper.'

/** Whether every signatory can confirm through a mailbox that is nobody else's. */
export function haveOwnMailboxes(signatories: readonly Signatory[]): boolean {
  return new Set(signatories.map(({ address }) => address.toLowerCase())).size === signatories.length
}

/** What a signatory typed and ticked. */
export type Pledge = { name: string; role: string; authorised: boolean; read: boolean }

/** Refuses an act of signing that is not whole; the words say what is missing. */
export function assurePledge(pledge: Pledge): void {
  const mistakes: Mistake[] = []
  if (pledge.name === '') mistakes.push({ field: 'name', words: 'Enter your full name' })
  if (pledge.role === '') mistakes.push({ field: 'role', words: 'Enter your role' })
  if (!pledge.authorised) mistakes.push({ field: 'authorised', words: 'Confirm that you are authorised to sign' })
  if (!pledge.read) mistakes.push({ field: 'read', words: 'Confirm that you have read it' })
  if (mistakes.length > 0) throw new Refusal('field-invalid', 'Some answers are missing.', mistakes)
}
