import type { FullDay } from './day.ts'

/** What comes on a day: at a body, in a campaign, or with an edition or a signing. */
export type DayAhead = {
  readonly kind: keyof typeof words
  /** Of what it is about. */
  readonly id: string
  readonly day: FullDay
  readonly name: string
  /** What somebody wants to do then. */
  readonly step: string
  /** Where the desk has more of it. */
  readonly path: string
}

const words = {
  board: (name) => `${name || 'An organisation'}: at its board`,
  step: (name, step) => `${name}: ${step}`,
  wave: (name) => `Send the wave “${name}”`,
  target: (name) => `${name}: day of the target`,
  closes: (name) => `${name}: last day`,
  transition: (name) => `${name}: signings of the edition before lapse after today`,
  term: (name) => `${name}: its term ends`,
  'edition-review': (name) => `${name}: review due`,
  'suspension-review': (name) => `${name}: review of its suspension due`,
} as const satisfies Record<string, (name: string, step: string) => string>

/** A day ahead in one line, as a calendar shows it. */
export function sayDayAhead({ kind, name, step }: DayAhead): string {
  return words[kind](name, step)
}
