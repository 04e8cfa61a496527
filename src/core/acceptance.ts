import { domainFields } from './checked-domain.ts'
import type { Check, EntryOf } from './entry.ts'
import { londonDay, type FullDay } from './day.ts'
import { digestOf, parseDisclosure, type Disclosure, type Field } from './disclosure.ts'
import { confirmsMailbox } from './evidence.ts'
import { fold } from './fold.ts'
import { assureSeparately, checksOf, type Level } from './level.ts'
import { ownFields } from './own-words.ts'
import { Refusal } from './refusal.ts'
import {
  assureComplete,
  assureOpen,
  isUndecided,
  missingSignatures,
  stateOf,
  type NewBody,
  type Signature,
  type SignUp,
} from './sign-up.ts'
import { head, type Draft, type Stamp } from './stamp.ts'
import { standingOn, type Setting } from './standing.ts'
import type { Uuid } from './uuid.ts'

/** What a coordinator found out before accepting, and who they are. An employer is known by name. */
export type Checked = { levels: readonly Level[]; by: { name: string; employer: string | null } }

/** What the register already says of the body and the chosen editions, and who has a newcomer's number already. */
export type AcceptanceSetting = Setting & {
  signable: (edition: Uuid) => boolean
  namesake: string | undefined
  /** Everything the body is called or was. */
  names: readonly string[]
  /** The body's own site, whose domain its mailboxes may have. */
  website: string | null
}

/** Whether a coordinator works for somebody else than the body. */
export function isIndependent({ employer }: Checked['by'], names: readonly string[]): boolean {
  return employer === null || !names.some((name) => fold(name) === fold(employer))
}

/** Refuses a newcomer whose number is on the register: it is the same body under another name. */
export function assureNewcomer(namesake: string | undefined): void {
  if (namesake === undefined) return
  const words = `This number is on the register already, for ${namesake}. Search for that name and choose it.`
  throw new Refusal('already-registered', words, 'identifier')
}

/**
 * Decides whether a complete sign-up becomes a signing: one entry for each edition, behind the entry of a body that is
 * not on the register yet. Where every signature confirmed its mailbox, that is among the checks. Whoever approves, one of
 * them works for somebody else than the body.
 */
export function decideAcceptance(
  signUp: SignUp,
  approvals: readonly Checked[],
  setting: AcceptanceSetting,
  stamp: Stamp,
): readonly Draft[] {
  assureApprovable(signUp)
  const { body } = assureComplete(signUp)
  assureChecked(approvals, setting.names)
  for (const { levels } of approvals) assureDomainShown(signUp, levels)
  if (approvals.some(({ levels }) => levels.includes('paper-seen')))
    throw new Refusal('field-invalid', 'Nothing was signed on paper here', 'check')
  assureNewcomer(setting.namesake)
  const today = londonDay(stamp.at)
  const registration = 'registered' in body ? [] : [registerBody(body, stamp)]
  const id = 'registered' in body ? body.registered : (registration[0]?.entry.id ?? stamp.id())
  const signings = signUp.draft.editions.map(({ edition }) => {
    assureSignable(edition, setting, today)
    // The one who makes it two is the last; nobody needs a third.
    return recordSigning({ body: id, edition, website: setting.website }, signUp, approvals.slice(-2), stamp)
  })
  return [...registration, ...signings]
}

/** Refuses an approval of what is not there to be checked. */
export function assureApprovable(signUp: SignUp): void {
  assureOpen(signUp)
  if (stateOf(signUp) === 'returned') throw new Refusal('already-done', 'This sign-up was sent back.')
  if (!signUp.sentAt) throw new Refusal('signature-missing', 'This has not been sent for signature yet.')
  if (missingSignatures(signUp).length > 0) throw new Refusal('signature-missing', 'Somebody still has to sign.')
  if (isUndecided(signUp)) throw new Refusal('undecided', 'The organisation has still to decide to sign.')
}

/** Refuses an approval that says nothing was checked, or where all who approve work for the body, known by its names. */
export function assureChecked(approvals: readonly Checked[], names: readonly string[]): void {
  if (approvals.length === 0 || approvals.some(({ levels }) => levels.length === 0)) {
    throw new Refusal('field-invalid', 'Select what you checked', 'check')
  }
  assureSeparately(approvals.flatMap(({ levels }) => levels))
  if (!approvals.some(({ by }) => isIndependent(by, names))) {
    throw new Refusal('own-employer', 'Somebody who works for another organisation has to accept this as well.')
  }
}

/** Whether everybody who signed showed that they read their mailbox: at a signing event a code may have been handed over. */
export function isMailboxConfirmed(signatures: readonly Pick<Signature, 'evidence'>[]): boolean {
  return signatures.every(({ evidence }) => confirmsMailbox(evidence))
}

/** Refuses the domain of an email address as checked where nobody showed that they read mail there. */
export function assureDomainShown({ signatures }: Pick<SignUp, 'signatures'>, levels: readonly Level[]): void {
  if (isMailboxConfirmed(signatures) || !levels.some((level) => level === 'domain' || level === 'host-domain')) return
  const words =
    'A code was handed over here, so it was not shown who reads mail at that domain. Select what else you checked'
  throw new Refusal('field-invalid', words, 'check')
}

/** The entry of a body that joins the register. */
export function registerBody(body: NewBody & { welsh?: string }, stamp: Stamp): Draft<EntryOf<'body.registered'>> {
  const fields: Field[] = [
    { name: 'name.en', value: body.name, public: true },
    ...(body.welsh ? [{ name: 'name.cy', value: body.welsh, public: true }] : []),
    ...body.identifiers.map((value, n) => ({ name: `identifier.${n + 1}`, value, public: true })),
    ...(body.website ? [{ name: 'website', value: body.website, public: true }] : []),
    ...(body.area ? [{ name: 'area', value: body.area, public: true }] : []),
  ]
  const { common, disclosures } = head(stamp, fields)
  return { entry: { ...common, type: 'body.registered', sector: body.sector, kind: body.kind }, disclosures }
}

/** Refuses an edition that cannot be signed any more, a body that has ended, and a second live signing of one edition. */
export function assureSignable(edition: Uuid, setting: AcceptanceSetting, today: FullDay): void {
  // The sign-up may have waited while a new edition came into force.
  if (!setting.signable(edition)) throw new Refusal('edition-not-signable', 'This edition can no longer be signed.')
  if (setting.bodyEndedOn !== null)
    throw new Refusal('body-ended', 'This organisation has ended and can no longer sign.')
  const held = setting.signings.map((one) => ({ edition: one.edition, name: standingOn(one, setting, today).name }))
  if (held.some((one) => one.edition === edition && liveStandings.has(one.name)))
    throw new Refusal('already-signed', 'This organisation has already signed this edition.')
  if (held.some(({ name }) => name === 'suspended'))
    throw new Refusal(
      'suspended',
      'This organisation has a signing that is suspended. It signs again once that is over.',
    )
}

const liveStandings = new Set(['in-force', 'earlier-edition', 'suspended', 'not-yet', 'not-known'])

function recordSigning(
  { body, edition, website }: { body: Uuid; edition: Uuid; website: string | null },
  signUp: SignUp,
  approvals: readonly Checked[],
  stamp: Stamp,
): Draft<EntryOf<'signing.recorded'>> {
  const acts = signUp.signatures.filter((one) => one.edition === edition).toSorted((a, b) => a.signatory - b.signatory)
  const [first] = acts
  if (!first) throw new Refusal('signature-missing', 'Somebody still has to sign.')
  const levels = approvals.flatMap((one) => one.levels)
  const fields = [
    ...acts.flatMap((act) => signatureFields(act, signUp)),
    ...ownFields(signUp.draft, edition),
    ...domainFields(levels, signUp.draft, website),
    ...approvals.map(({ by }, n) => ({ name: `approver.${n + 1}`, value: by.name, public: false })),
  ]
  const { common, disclosures } = head(stamp, fields)
  const entry: EntryOf<'signing.recorded'> = {
    ...common,
    type: 'signing.recorded',
    body,
    edition,
    language: first.language,
    text: first.text,
    method: 'online',
    check: [
      ...new Set<Check>([...(isMailboxConfirmed(acts) ? ['mailbox' as const] : []), ...checksOf(levels)]),
    ].toSorted(),
    approvers: approvals.length > 1 ? 2 : 1,
    signatures: acts.map((act) => {
      const signatory = signUp.draft.signatories[act.signatory - 1]
      const decidedOn = signatory?.decidedOn
      return { on: londonDay(act.at), mandate: signatory?.mandate ?? 'office', ...(decidedOn && { decidedOn }) }
    }),
  }
  return { entry, disclosures }
}

/** What was disclosed as somebody signed is disclosed thus: the record of the act has these digests. */
function signatureFields(act: Signature, signUp: SignUp): readonly (Field | Disclosure)[] {
  const made = act.disclosures.map((text) => ({ ...parseDisclosure(text), text, digest: digestOf(text) }))
  return fieldsOf(act, signUp).map((field) => {
    // What was decided since stands under another salt.
    const own = made.find(({ name, value }) => name === field.name && value === field.value)
    return own ? { ...own, public: field.public } : field
  })
}

function fieldsOf(act: Signature, signUp: SignUp): readonly Field[] {
  const signatory = signUp.draft.signatories[act.signatory - 1]
  const who = `signatory.${act.signatory}`
  return [
    { name: `${who}.name`, value: act.name, public: signatory?.nameShown === true },
    { name: `${who}.role`, value: act.role, public: true },
    ...(signatory?.minute ? [{ name: `${who}.minute`, value: signatory.minute, public: true }] : []),
    { name: `statement.${act.signatory}`, value: act.statement, public: false },
    { name: `evidence.${act.signatory}`, value: act.evidence, public: false },
  ]
}
