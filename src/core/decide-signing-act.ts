import { isIndependent } from './acceptance.ts'
import { addDays, isCertainlyBy, isPossiblyBy, londonDay, type FullDay } from './day.ts'
import type { DeskActOf, SigningAct } from './desk-act.ts'
import type { Field } from './disclosure.ts'
import type { EntryOf } from './entry.ts'
import { fold } from './fold.ts'
import { Refusal } from './refusal.ts'
import { head, type Draft, type Stamp } from './stamp.ts'
import { closing, mayHaveBegun, type Setting, type SigningFacts } from './standing.ts'
import type { Uuid } from './uuid.ts'

/** A coordinator who says yes to an act. */
export type Approver = { id: Uuid; name: string; employer: string | null }

/** A signing that an act is about, as the register knows it. */
export type ActedSigning = {
  id: Uuid
  body: Uuid
  edition: Uuid
  facts: SigningFacts
  setting: Setting
  /** Everything that its body is called or was. */
  names: readonly string[]
  /** Days between telling a body and suspending or removing its signing. */
  noticeDays: number
}

/** What is decided about a signing, by whom and when. */
type Decision<Act extends SigningAct> = { act: Act; acted: ActedSigning; approvers: readonly Approver[]; stamp: Stamp }

/**
 * Decides what becomes of a signing. Everything that was once recorded stays in the log; what is grave takes two
 * coordinators, and says so.
 */
export function decideSigningAct(
  act: SigningAct,
  acted: ActedSigning,
  approvers: readonly Approver[],
  stamp: Stamp,
): readonly Draft[] {
  if (acted.facts.acts.some((one) => one.act === 'voided'))
    throw new Refusal('already-done', 'This signing was entered in error. Nothing more can happen to it.')
  switch (act.act) {
    case 'withdraw-signing':
      return [withdraw({ act, acted, approvers, stamp })]
    case 'reaffirm-signing':
      return [reaffirm({ act, acted, approvers, stamp })]
    case 'correct-signing':
      return [correct({ act, acted, approvers, stamp })]
    case 'suspend-signing':
      return suspend({ act, acted, approvers, stamp })
    case 'continue-suspension':
      return continueSuspension({ act, acted, approvers, stamp })
    case 'reinstate-signing':
      return [reinstate({ act, acted, approvers, stamp })]
    case 'remove-signing':
      return remove({ act, acted, approvers, stamp })
    case 'void-signing':
      return [voidIt({ act, acted, approvers, stamp })]
  }
}

/** Refuses a grave act until two say yes who work for different bodies, and one of them not for the body concerned. */
export function assureSecond(approvers: readonly Approver[], names: readonly string[]): void {
  const people = new Map(approvers.map((one) => [one.id, one]))
  const employers = new Set([...people.values()].map(({ id, employer }) => (employer === null ? id : fold(employer))))
  if (people.size < 2) throw new Refusal('second-approver', 'A second coordinator has to agree to this.')
  if (employers.size < 2)
    throw new Refusal('second-approver', 'The second coordinator has to work for another organisation than the first.')
  if (![...people.values()].some((by) => isIndependent(by, names)))
    throw new Refusal('own-employer', 'Somebody who works for another organisation has to agree to this.')
}

function withdraw({ act, acted, approvers, stamp }: Decision<DeskActOf<'withdraw-signing'>>): Draft {
  assureOpen(acted, stamp)
  assureSigned(acted, act.on, 'on')
  const { common, disclosures } = head(stamp, [...privately(act.evidence, approvers), ...reasoned(act.reason)])
  return { entry: { ...common, type: 'signing.withdrawn', signing: acted.id, on: act.on }, disclosures }
}

function reaffirm({ act, acted, approvers, stamp }: Decision<DeskActOf<'reaffirm-signing'>>): Draft {
  assureOpen(acted, stamp)
  assureCome(act.on, stamp, 'on')
  assureSigned(acted, act.on, 'on')
  const fields = [...privately(act.evidence, approvers), { name: 'role', value: act.role, public: true }]
  const { common, disclosures } = head(stamp, fields)
  return { entry: { ...common, type: 'signing.reaffirmed', signing: acted.id, on: act.on }, disclosures }
}

function correct({ act, acted, approvers, stamp }: Decision<DeskActOf<'correct-signing'>>): Draft {
  const { signature, decidedOn, minute, role, reason } = act
  if (!acted.facts.signatures[signature - 1])
    throw new Refusal('field-invalid', 'Choose a signature that was made', 'signature')
  if (decidedOn === undefined && minute === undefined && role === undefined)
    throw new Refusal('field-invalid', 'Say what is put right', 'decidedOn')
  if (decidedOn !== undefined && !isPossiblyBy(decidedOn, londonDay(stamp.at)))
    throw new Refusal('field-invalid', 'This day has not come yet', 'decidedOn')
  const who = `signatory.${signature}`
  const { common, disclosures } = head(stamp, [
    ...(minute ? [{ name: `${who}.minute`, value: minute, public: true }] : []),
    ...(role ? [{ name: `${who}.role`, value: role, public: true }] : []),
    ...reasoned(reason),
    ...named(approvers),
  ])
  const entry: EntryOf<'signing.corrected'> = {
    ...common,
    type: 'signing.corrected',
    signing: acted.id,
    signature,
    ...(decidedOn && { decidedOn }),
  }
  return { entry, disclosures }
}

function suspend({ act, acted, approvers, stamp }: Decision<DeskActOf<'suspend-signing'>>): readonly Draft[] {
  assureSecond(approvers, acted.names)
  assureOpen(acted, stamp)
  const last = lastPause(acted)
  if (last?.act === 'suspended') throw new Refusal('already-done', 'This signing is suspended already.')
  assureNotice(act, acted, stamp, { day: act.from, field: 'from' })
  assureSigned(acted, act.from, 'from')
  if (last && last.on !== null && act.from < last.on)
    throw new Refusal('field-invalid', 'This is before the signing was reinstated', 'from')
  if (act.reviewBy <= act.from)
    throw new Refusal('field-invalid', 'The review comes after the day the suspension begins', 'reviewBy')
  assureWithinYear(act, act.from)
  const { dispute, members, disclosures } = followPanel({ act, acted, approvers, stamp })
  const { from, reviewBy } = act
  return [dispute, { entry: { ...members, type: 'signing.suspended', from, reviewBy }, disclosures }]
}

/** It began when it began: what is new is what the panel found, and when it looks again. */
function continueSuspension({
  act,
  acted,
  approvers,
  stamp,
}: Decision<DeskActOf<'continue-suspension'>>): readonly Draft[] {
  assureSecond(approvers, acted.names)
  const from = requireSuspension(acted, stamp)
  assureTold(act, stamp)
  if (act.decidedOn < from) throw new Refusal('field-invalid', 'This is before the suspension began', 'decidedOn')
  if (act.reviewBy <= londonDay(stamp.at))
    throw new Refusal('field-invalid', 'The next review has to lie ahead', 'reviewBy')
  assureWithinYear(act, act.decidedOn)
  const { dispute, members, disclosures } = followPanel({ act, acted, approvers, stamp })
  return [dispute, { entry: { ...members, type: 'signing.suspended', from, reviewBy: act.reviewBy }, disclosures }]
}

function reinstate({ act, acted, approvers, stamp }: Decision<DeskActOf<'reinstate-signing'>>): Draft {
  assureSecond(approvers, acted.names)
  if (act.from < requireSuspension(acted, stamp))
    throw new Refusal('field-invalid', 'This is before the suspension began', 'from')
  const { common, disclosures } = head(stamp, [...reasoned(act.reason), ...named(approvers)])
  const reinstated = { type: 'signing.reinstated', signing: acted.id, from: act.from, approvers: 2 } as const
  return { entry: { ...common, ...reinstated }, disclosures }
}

function remove({ act, acted, approvers, stamp }: Decision<DeskActOf<'remove-signing'>>): readonly Draft[] {
  assureSecond(approvers, acted.names)
  assureOpen(acted, stamp)
  assureNotice(act, acted, stamp, { day: act.on, field: 'on' })
  assureSigned(acted, act.on, 'on')
  const { dispute, members, disclosures } = followPanel({ act, acted, approvers, stamp })
  return [dispute, { entry: { ...members, type: 'signing.removed', on: act.on }, disclosures }]
}

function voidIt({ act, acted, approvers, stamp }: Decision<DeskActOf<'void-signing'>>): Draft {
  assureSecond(approvers, acted.names)
  const { common, disclosures } = head(stamp, privately(act.evidence, approvers))
  const voided = { type: 'signing.voided', signing: acted.id, reason: act.reason, approvers: 2 } as const
  return { entry: { ...common, ...voided }, disclosures }
}

type PanelAct = DeskActOf<'suspend-signing'> | DeskActOf<'continue-suspension'> | DeskActOf<'remove-signing'>

/** What follows from the decision of a panel: the entry of that, and what the entry behind it says whatever it is. */
function followPanel({ act, acted, approvers, stamp }: Decision<PanelAct>) {
  const dispute = decideDispute(act, acted, stamp)
  const { common, disclosures } = head(stamp, [...reasoned(act.reason), ...replied(act.reply), ...named(approvers)])
  const members = { ...common, signing: acted.id, dispute: dispute.entry.id, approvers: 2 } as const
  return { dispute, members, disclosures }
}

/** A panel decided for whoever complained, and its decision is an entry of its own. */
function decideDispute(
  { decidedOn, reason }: PanelAct,
  { body, edition }: ActedSigning,
  stamp: Stamp,
): Draft<EntryOf<'dispute.decided'>> {
  if (decidedOn > londonDay(stamp.at))
    throw new Refusal('field-invalid', 'Record the decision once it has been made', 'decidedOn')
  const { common, disclosures } = head(stamp, reasoned(reason))
  return { entry: { ...common, type: 'dispute.decided', body, edition, outcome: 'upheld', on: decidedOn }, disclosures }
}

function assureNotice(
  act: PanelAct,
  { noticeDays }: ActedSigning,
  stamp: Stamp,
  { day, field }: { day: FullDay; field: string },
): void {
  assureTold(act, stamp)
  const earliest = addDays(act.noticeOn, noticeDays)
  if (day < earliest)
    throw new Refusal(
      'field-invalid',
      `The organisation has ${noticeDays} days to reply: ${earliest} at the earliest`,
      field,
    )
}

function assureTold({ noticeOn, decidedOn }: PanelAct, stamp: Stamp): void {
  if (noticeOn < decidedOn)
    throw new Refusal('field-invalid', 'Tell the organisation after the panel has decided', 'noticeOn')
  assureCome(noticeOn, stamp, 'noticeOn')
}

function assureWithinYear({ reviewBy }: { reviewBy: FullDay }, from: FullDay): void {
  if (reviewBy > addDays(from, 366)) throw new Refusal('field-invalid', 'Review it within a year', 'reviewBy')
}

/** From which day a signing is suspended; refuses one that is not. */
function requireSuspension(acted: ActedSigning, stamp: Stamp): FullDay {
  if (isOver(acted, stamp)) throw new Refusal('already-done', 'This signing has ended.')
  const pause = lastPause(acted)
  if (pause?.act !== 'suspended' || pause.on === null)
    throw new Refusal('already-done', 'This signing is not suspended.')
  return pause.on
}

/** Refuses what can only happen to a signing that goes on: withdrawn, removed and ended ones do not, though it may lie ahead. */
function assureOpen(acted: ActedSigning, stamp: Stamp): void {
  const ahead = acted.facts.acts.some(({ act }) => act === 'withdrawn' || act === 'removed')
  if (ahead || isOver(acted, stamp))
    throw new Refusal('already-done', 'This signing has ended already, or its end is recorded.')
}

/** Whether an end has come, even of a signing whose own day nobody knows. */
function isOver({ facts, setting }: ActedSigning, stamp: Stamp): boolean {
  return closing(facts, setting, londonDay(stamp.at)) !== undefined
}

/** Refuses a day on which the body had certainly not signed. */
function assureSigned({ facts }: ActedSigning, on: FullDay, field: string): void {
  if (!mayHaveBegun(facts, on)) throw new Refusal('field-invalid', 'This is before the organisation signed', field)
}

function assureCome(on: FullDay, stamp: Stamp, field: string): void {
  if (!isCertainlyBy(on, londonDay(stamp.at))) throw new Refusal('field-invalid', 'This day has not come yet', field)
}

function lastPause({ facts }: ActedSigning) {
  return facts.acts.filter(({ act }) => act === 'suspended' || act === 'reinstated').at(-1)
}

const reasoned = (reason: string | undefined): readonly Field[] =>
  reason ? [{ name: 'reason', value: reason, public: true }] : []
const replied = (reply: string | undefined): readonly Field[] =>
  reply ? [{ name: 'reply', value: reply, public: true }] : []
const named = (approvers: readonly Approver[]): readonly Field[] =>
  approvers.map(({ name }, n) => ({ name: `approver.${n + 1}`, value: name, public: false }))
const privately = (evidence: string, approvers: readonly Approver[]): readonly Field[] => [
  { name: 'account', value: evidence, public: false },
  ...named(approvers),
]
