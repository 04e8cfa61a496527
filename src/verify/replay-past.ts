import type { Recorded } from '../core/recorded.ts'
import { beginReplay, type Rows } from '../core/replay.ts'

/** Something to look at in the views as the log made them when it was of that size. */
export type Stop = { readonly size: number; readonly look: (rows: Rows) => void }

/** Replays a whole log, and stops on the way wherever somebody wants to look. Throws `Malformed` where one thing is made twice. */
export function replayPast(recorded: readonly Recorded[], stops: readonly Stop[]): Rows {
  const { add, rows } = beginReplay()
  const waiting = stops.toSorted((a, b) => a.size - b.size)
  for (const one of recorded) {
    while (waiting[0] && waiting[0].size <= one.position) waiting.shift()?.look(rows)
    add(one)
  }
  for (const { look } of waiting) look(rows)
  return rows
}
