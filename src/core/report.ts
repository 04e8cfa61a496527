/** What became of a report: something was put right, or nothing was wrong. */
export const reportOutcomes = ['corrected', 'no-mistake'] as const
export type ReportOutcome = (typeof reportOutcomes)[number]

/** What a report may be about: the register as a whole, or something on the register that has a page of its own, by what its address names it. */
export type Place =
  | { noun: 'register' }
  | { noun: 'entry'; index: number }
  | { noun: 'body' | 'edition'; slug: string }
  | { noun: 'certificate'; reference: string }

/** The place that the path of a page names; undefined for every other text. A page below an edition is about that edition. */
export function parsePlace(path: string): Place | undefined {
  if (path === '/') return { noun: 'register' }
  const [, entry] = /^\/log\/entries\/(0|[1-9]\d{0,14})$/.exec(path) ?? []
  if (entry !== undefined) return { noun: 'entry', index: Number(entry) }
  const [, noun, name = ''] =
    /^\/(bodies|certificates|editions)\/([A-Za-z0-9-]{1,300})(?:\/themes\/\d+)?$/.exec(path) ?? []
  if (noun === 'certificates') return { noun: 'certificate', reference: name }
  return noun === undefined ? undefined : { noun: noun === 'bodies' ? 'body' : 'edition', slug: name }
}
