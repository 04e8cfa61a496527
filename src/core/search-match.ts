import { readIdentifiers } from './identifier.ts'
import type { Rows } from './replay.ts'
import { isSlip } from './search-words.ts'
import { readAsked } from './search.ts'
import type { Uuid } from './uuid.ts'

/**
 * The bodies in whose names and numbers is all that was typed: as it was typed, or with a slip in a word where there is no
 * such body. Names are former ones too; the last word may be the beginning of one.
 */
export function bodiesMatching(q: string, rows: Rows<'bodyNames' | 'identifiers'>): ReadonlySet<Uuid> {
  const { words } = readAsked(q)
  const asked = new Set(readIdentifiers(q))
  const numbered = rows.identifiers.filter(({ identifier }) => asked.has(identifier)).map(({ body }) => body)
  const named = Map.groupBy(rows.bodyNames, ({ body }) => body)
  const meeting = (isMeant: (word: string, own: string) => boolean) => {
    if (words.length === 0) return new Set(numbered)
    const last = words.at(-1)
    const found = [...named].filter(([, names]) => {
      const own = new Set(names.flatMap((name) => [...name.words, ...name.initials]))
      return words.every(
        (word) =>
          own.has(word) || [...own].some((one) => isMeant(word, one) || (word === last && one.startsWith(word))),
      )
    })
    return new Set([...numbered, ...found.map(([body]) => body)])
  }
  const exactly = meeting(() => false)
  return exactly.size > 0 ? exactly : meeting(isSlip)
}
