import { hasClosedGround, type Change } from '../core/change.ts'
import { formatDayWords, isPossiblyBy, type Day, type FullDay } from '../core/day.ts'

/** Whom or what a change is about. */
export function subjectOf({ body, edition }: Change): { href: string; name: string } {
  if (body) return { href: `/bodies/${body.slug}`, name: body.name }
  return edition ? { href: `/editions/${edition.slug}`, name: edition.name } : { href: '/', name: 'The register' }
}

/** What happened, as the rest of a sentence about its subject; what lies ahead of a day is said so. */
export function sayChange(change: Change, today: FullDay): string {
  const { on, until } = change
  const ahead = on !== null && !isPossiblyBy(on, today)
  const edition = change.edition ? `the ${change.edition.name}` : 'an agreement'
  switch (change.type) {
    case 'edition.published':
      return `${ahead ? 'comes' : 'came'} into force${sayReplaced(change)}`
    case 'edition.corrected':
      return 'had its text corrected; its meaning is unchanged'
    case 'edition.extended':
      return `was extended${until ? ` to ${formatDayWords(until)}` : ''}`
    case 'body.registered':
      return `joined the register${sayMadeFrom(change)}`
    case 'body.renamed':
      return `${ahead ? 'will be' : 'was'} renamed${change.names ? ` from “${change.names.before}” to “${change.names.after}”` : ''}`
    case 'body.corrected':
      return 'had its details on the register corrected'
    case 'body.end-announced':
      return `is ${sayDue(change.ground, until)}`
    case 'body.ended':
      return `${ahead ? 'will be' : 'was'} ${endings[change.ground ?? ''] ?? 'ended'}${saySuccessors(change)}`
    case 'signing.recorded':
      return `signed ${edition}${on === null ? '; the day is not recorded' : ''}`
    case 'signing.corrected':
      return `had the record of signing ${edition} corrected`
    case 'signing.reaffirmed':
      return `re-affirmed ${edition}${change.by ? `, by its ${change.by}` : ''}`
    case 'signing.withdrawn':
      return `${ahead ? 'will withdraw' : 'withdrew'} from ${edition}`
    case 'signing.suspended':
      return `${ahead ? 'will be' : 'was'} suspended from ${edition} after a decision under the disputes procedure${until ? `; review by ${formatDayWords(until)}` : ''}`
    case 'signing.reinstated':
      return `${ahead ? 'will be' : 'was'} reinstated to ${edition}`
    case 'signing.removed':
      return `${ahead ? 'will be' : 'was'} removed from ${edition} after a decision under the disputes procedure`
    case 'signing.voided':
      return `is shown as having signed ${edition} in error: ${sayVoiding(change.ground)}`
    case 'dispute.decided':
      return `was the subject of a dispute, which was ${outcomes[change.ground ?? ''] ?? 'decided'}`
  }
}

/** What is to become of a body, and when. */
export function sayDue(ground: string | null, until: Day | null): string {
  return `due to be ${endings[ground ?? ''] ?? 'ended'}${until ? ` ${sayWhen(until)}` : ''}`
}

/** Why a signing should not have been recorded. */
export function sayVoiding(ground: string | null): string {
  return voidings[ground ?? ''] ?? 'the entry was a mistake'
}

/** Why, as somebody wrote it. */
export function reasonOf(change: Change): string | null {
  return hasClosedGround(change) ? null : change.ground
}

/** When, in a sentence: on a day, or in a month or year. */
function sayWhen(day: Day): string {
  return `${day.length === 10 ? 'on' : 'in'} ${formatDayWords(day)}`
}

/** The beginning of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Some names as one phrase: `A, B and C`. */
export function joinNames(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ')
}

const endings: Readonly<Record<string, string>> = {
  abolished: 'abolished',
  merged: 'merged into another organisation',
  split: 'split up',
  'wound-up': 'wound up',
  'registered-twice': 'taken off as registered twice',
}

const voidings: Readonly<Record<string, string>> = {
  'in-error': 'the entry was a mistake',
  forged: 'the signature was forged',
  'without-consent': 'the organisation had not agreed',
}

const outcomes: Readonly<Record<string, string>> = {
  'not-upheld': 'not upheld',
  resolved: 'resolved',
  upheld: 'upheld',
}

/** What came after a body, by how it did. */
export const successionWords = {
  successor: 'succeeded by',
  'functions-to': 'its functions passed to',
  'continued-by': 'continued by',
} as const

/** What a body came from, by how it did; null where only its own entry says so. */
export const originWords = {
  successor: 'this organisation succeeded it',
  'functions-to': 'functions of it passed here',
  'continued-by': 'its agreement is continued here',
} as const

function sayMadeFrom({ related }: Change): string {
  // Their order in the entry is that of their ids.
  const names = related
    .filter(({ relation }) => relation === 'predecessor')
    .map(({ to }) => to.name)
    .toSorted()
  return names.length > 0 ? `; it was made from ${joinNames(names)}` : ''
}

function saySuccessors({ related }: Change): string {
  return Object.entries(successionWords)
    .map(([relation, words]) => {
      const names = related.filter((one) => one.relation === relation).map(({ to }) => to.name)
      return names.length > 0 ? `; ${words} ${joinNames(names)}` : ''
    })
    .join('')
}

function sayReplaced({ related }: Change): string {
  const names = related.filter(({ relation }) => relation === 'replaces').map(({ to }) => `the ${to.name}`)
  return names.length > 0 ? `, replacing ${joinNames(names)}` : ''
}
