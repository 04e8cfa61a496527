import { addDays, formatDayWords, lastDayOf, type FullDay } from '../core/day.ts'
import type { UndertakingChange } from '../core/edition-changes.ts'
import type { EditionState } from '../core/edition-state.ts'
import type { CheckedDomain } from '../core/checked-domain.ts'
import type { Check, Mandate, Method } from '../core/entry.ts'
import { erasedFrom } from '../core/erasure.ts'
import type { Order } from '../core/signatory-list.ts'
import type { Standing, StandingName } from '../core/standing.ts'
import type { Signing } from '../storage/read/signings.ts'

/** Standings as the public reads them. */
export const standingWords = {
  'in-force': 'Signed – in force',
  'earlier-edition': 'Signed – earlier edition',
  lapsed: 'Lapsed',
  withdrawn: 'Withdrawn',
  suspended: 'Suspended',
  removed: 'Removed',
  ended: 'Ended – organisation abolished or merged',
  'entered-in-error': 'Entered in error',
  'not-yet': 'Not yet in effect',
  'not-known': 'Not known on this day',
} as const satisfies Record<StandingName, string>

/** The colour that goes with a standing; the words say it all without. */
export const standingColours = {
  'in-force': 'green',
  'earlier-edition': 'blue',
  lapsed: 'grey',
  withdrawn: 'grey',
  suspended: 'orange',
  removed: 'red',
  ended: 'grey',
  'entered-in-error': 'red',
  'not-yet': 'yellow',
  'not-known': 'yellow',
} as const satisfies Record<StandingName, string>

/** A standing with its day, as the public reads it. */
export function sayStanding({ name, since, reviewBy }: Standing): string {
  const day = since ? formatDayWords(since) : ''
  switch (name) {
    case 'lapsed':
    case 'withdrawn':
    case 'removed':
      return day ? `${standingWords[name]} on ${day}` : standingWords[name]
    case 'suspended':
      return `Suspended from ${day} after a decision under the disputes procedure${reviewBy ? `; review by ${formatDayWords(reviewBy)}` : ''}`
    case 'not-yet':
      return `Signed; takes effect on ${day}`
    case 'not-known':
      return day ? `Signed during ${day}; the day is not recorded` : standingWords[name]
    case 'ended':
      return day ? `${standingWords.ended}, ${day}` : standingWords.ended
    case 'in-force':
    case 'earlier-edition':
    case 'entered-in-error':
      return standingWords[name]
  }
}

/** Whether an organisation has signed anything. */
export const signedWords = { yes: 'Has signed', no: 'Has not signed' } as const

/** The orders of the list. */
export const orderWords = {
  name: 'Name',
  newest: 'Signed most recently',
  oldest: 'Signed first',
  standing: 'Standing',
} as const satisfies Record<Order, string>

/** Whether a signing counts today, as the first thing that somebody who asks is told. */
export function sayToday(standing: Standing): string {
  const said = sayStanding(standing)
  const words = said.slice(0, 1).toLowerCase() + said.slice(1)
  switch (standing.name) {
    case 'in-force':
      return 'In force today.'
    case 'earlier-edition':
      return 'Signed for an earlier edition; a newer one is in force today.'
    case 'lapsed':
    case 'withdrawn':
    case 'removed':
    case 'ended':
      return `No longer in force: ${words}.`
    case 'suspended':
    case 'entered-in-error':
      return `Not in force today: ${words}.`
    case 'not-yet':
      return `Not yet in force: ${words}.`
    case 'not-known':
      return 'Whether it is in force today is not known.'
  }
}

/** Why a person may sign for a body. */
export const mandateWords = {
  office: 'By office',
  delegated: 'Under delegated authority',
  resolution: 'By resolution',
  'on-behalf-of-members': 'On behalf of its members',
} as const satisfies Record<Mandate, string>

/** How a signing was made. */
export const methodWords = {
  online: 'Signed online',
  paper: 'Recorded from a paper signature',
  historic: 'Recorded from a cited source',
} as const satisfies Record<Method, string>

/** What the register checked. */
export const checkWords = {
  mailbox: 'Email address confirmed',
  domain: 'Email domain checked',
  'phone-back': 'Phoned back',
  'minute-seen': 'Minute seen',
  introduced: 'Introduced by a signatory',
  'paper-seen': 'Paper seen',
  'source-cited': 'Source cited',
} as const satisfies Record<Check, string>

/** What the register checked of a signing, with the domains that it may name. */
export function sayChecks(
  { check, approvers }: Pick<Signing, 'check' | 'approvers'>,
  domains: readonly CheckedDomain[],
) {
  const named = domains.map(({ domain, of }) => (of === 'host' ? `${domain} (host)` : domain)).join(', ')
  return [
    ...check.map((one) => (one === 'domain' && named ? `${checkWords.domain}: ${named}` : checkWords[one])),
    ...(approvers >= 2 ? ['Accepted with a second approver'] : []),
  ].join('; ')
}

/** The signatures of a signing as they are told of a day: a year on, or once a successor stands by it, a role is that of then. */
export function signaturesOn({ signatures, acts }: Pick<Signing, 'signatures' | 'acts'>, day: FullDay) {
  const succeeded = acts.some(({ act, onDay }) => act === 'reaffirmed' && onDay !== null && onDay <= day)
  return signatures.map((one) => {
    const isPast = succeeded || (one.onDay !== null && addDays(lastDayOf(one.onDay), 366) < day)
    return isPast && one.role !== null ? { ...one, role: `${one.name === null ? 'Then' : 'then'} ${one.role}` } : one
  })
}

/** Who put their name to a signing: name where it is published, role where it is known, and what of it was erased when. */
export function saySignatory(erasures: Signing['erasures'], signature: Signing['signatures'][number]): string {
  const { name, role } = signature
  const told = [name, role].filter(Boolean).join(', ')
  const days = Map.groupBy(erasedFrom(erasures, signature, ['name', 'role']), ({ onDay }) => onDay)
  const gone = [...days].map(
    ([day, members]) => `${members.map(({ member }) => member).join(' and ')} erased on ${formatDayWords(day)}`,
  )
  if (gone.length === 0) return name === null && role !== null ? `${role} (name not published)` : told || 'Not recorded'
  const words = gone.join(', ')
  return told ? `${told} (${words})` : words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** States of an edition as the public reads them. */
export const editionStateWords = {
  agreed: 'Agreed – not yet in force',
  'in-force': 'In force',
  'in-transition': 'Superseded – signings of it still count',
  superseded: 'Superseded',
  over: 'Over – its term has ended',
} as const satisfies Record<EditionState, string>

/** The colour that goes with a state. */
export const editionStateColours = {
  agreed: 'yellow',
  'in-force': 'green',
  'in-transition': 'blue',
  superseded: 'grey',
  over: 'grey',
} as const satisfies Record<EditionState, string>

/** What became of an undertaking from one edition to another. */
export const changeKindWords = {
  same: 'The same',
  changed: 'Changed',
  moved: 'Moved',
  new: 'New',
  gone: 'Gone',
} as const satisfies Record<UndertakingChange['kind'], string>

/** The colour that goes with it. */
export const changeKindColours = {
  same: 'grey',
  changed: 'yellow',
  moved: 'blue',
  new: 'green',
  gone: 'red',
} as const satisfies Record<UndertakingChange['kind'], string>
