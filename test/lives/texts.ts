/** The languages that an edition of these lives may be in, the reference first. */
export const languages = ['en', 'cy'] as const
export type Language = (typeof languages)[number]

/** The agreement that a register of these lives begins with, and what others are called. */
export const pact = 'Example Pact'
export const accordOf = (n: number) => `Example Accord ${n}`

/** What an edition is called that comes after so many others, unless somebody chose how. */
export const labelOf = (chosen: number | undefined, before: number) =>
  chosen === undefined ? `the ${before}th` : `chosen ${chosen}`

/** How many things each edition promises. */
export const promisesOfAll = 2

/** What a text is of, and in which of several wordings that mean the same; `promises` is how many things it promises. */
export type Written = { instrument: string; label: string; language: Language; wording: number; promises: number }

/** The text of an edition as somebody pastes it at the desk. */
export function writeText({ instrument, label, language, wording, promises }: Written): string {
  const front = [
    `instrument: ${instrument.toLowerCase().replaceAll(' ', '-')}`,
    `edition: ${label}`,
    `language: ${language}`,
    'illustrative: false',
    'party-all: All',
    'party-public-sector: Officers',
    'party-vcs: Groups',
  ]
  const promised = Array.from({ length: promises }, (_, n) => `1.${n + 1} A promise in wording ${wording}.`)
  const blocks = [`# ${instrument} ${label}`, '## Themes', '### 1 Listening', '#### All', ...promised]
  return `---\n${front.join('\n')}\n---\n\n${blocks.join('\n\n')}\n`
}
