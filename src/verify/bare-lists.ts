import { formatBareList } from '../core/bare-list.ts'
import type { Recorded } from '../core/recorded.ts'
import { listLines } from '../core/signatory-list.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import type { SoundLog } from '../log/audit.ts'
import { countOf, type Finding } from './finding.ts'
import type { Stop } from './replay-past.ts'

/** Makes every list anew whose digest the log says: where to stop for it, and what came of them all when the replay is over. */
export function remakeLists(recorded: readonly Recorded[], { rootAt }: SoundLog) {
  const wrong: number[] = []
  const lists = recorded.flatMap(({ position, entry }) =>
    entry.type === 'list.published' ? [{ position, entry }] : [],
  )
  const stops = lists.map(({ position, entry: { asAt, size, bare } }): Stop => ({
    size,
    look: (rows) => {
      // No list is of a log that is longer than what it stands in.
      const isMade =
        size <= position &&
        formatHex(sha256(formatBareList({ asAt, lines: listLines(rows, asAt) }, { size, root: rootAt(size) }))) === bare
      if (!isMade) wrong.push(position)
    },
  }))
  const conclude = (): Finding => {
    const [first] = wrong.toSorted((a, b) => a - b)
    if (first !== undefined)
      return {
        about: 'list',
        holds: 'no',
        words: `Entry ${first} has the digest of a list that the entries before it do not give.`,
      }
    const words = `${countOf(lists.length, 'list')} that the log has the digest of came out the same again.`
    return { about: 'list', holds: 'yes', words: lists.length === 0 ? 'The log has no digest of a list yet.' : words }
  }
  return { stops, conclude }
}
