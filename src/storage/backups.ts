import type { Instant } from '../core/day.ts'

/** Copies of the database that its host keeps itself, each known by when it was made. */
export type Backups = {
  list: () => Promise<readonly Instant[]>
  /** Makes a whole copy while others read and write; gives back where it is. Die in it: there is none. */
  make: (at: Instant) => Promise<string>
  /** Removes every copy but these, and what is left of unfinished ones. */
  retain: (kept: ReadonlySet<Instant>) => Promise<void>
}
