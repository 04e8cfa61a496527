import type { Change } from '../core/change.ts'
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
      return 'joined the register'
    case 'body.renamed':
      return `${ahead ? 'will be' : 'was'} renamed${change.names ? ` from “${change.names.before}” to “${change.names.after}”` : ''}`
    case 'body.corrected':
      return 'had its details on the register corrected'
    case 'body.end-announced':
      return `is due to be ${endings[change.ground ?? ''] ?? 'ended'}${until ? ` ${sayWhen(until)}` : ''}`
    case 'body.ended':
      return `${ahead ? 'will be' : 'was'} ${endings[change.ground ?? ''] ?? 'ended'}${saySuccessors(change)}`
    case 'signing.recorded':
      return `signed ${edition}${on === null ? '; the day is not recorded' : ''}`
    case 'signing.corrected':
      return `had the record of signing ${edition} corrected`
    case 'signing.reaffirmed':
      return `re-affirmed ${edition}`
    case 'signing.withdrawn':
      return `${ahead ? 'will withdraw' : 'withdrew'} from ${edition}`
    case 'signing.suspended':
      return `${ahead ? 'will be' : 'was'} suspended from ${edition} after a decision under the disputes procedure${until ? `; review by ${formatDayWords(until)}` : ''}`
    case 'signing.reinstated':
      return `${ahead ? 'will be' : 'was'} reinstated to ${edition}`
    case 'signing.removed':
      return `${ahead ? 'will be' : 'was'} removed from ${edition} after a decision under the disputes procedure`
    case 'signing.voided':
      return `is shown as having signed ${edition} in error: ${voidings[change.ground ?? ''] ?? 'the entry was a mistake'}`
    case 'dispute.decided':
      return `was the subject of a dispute, which was ${outcomes[change.ground ?? ''] ?? 'decided'}`
  }
}

/** When, in a sentence: on a day, or in a month or year. */
export function sayWhen(day: Day): string {
  return `${day.length === 10 ? 'on' : 'in'} ${formatDayWords(day)}`
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
