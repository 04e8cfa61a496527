import { fold } from './fold.ts'
import { initialsOf, isSlip, wordsOf } from './search-words.ts'

/**
 * What somebody typed, taken apart; its last word may be the beginning of one. A word weighs more the fewer bodies have it,
 * so that a rare word missing is worse than a common one.
 */
export type Asked = { folded: string; words: readonly string[]; weights: readonly number[] }

/** Takes apart what somebody typed. Nobody's name has more words, and each costs a look into the index. */
export function readAsked(q: string): Asked {
  const words = wordsOf(q).slice(0, 12)
  return { folded: fold(q), words, weights: words.map(() => 1) }
}

/** A body as search judges it: its names, the present one first, and whether one of its numbers was typed. */
export type Candidate = { names: readonly string[]; numbered: boolean }

/**
 * How far a body is from what was typed, to be compared member by member: its number or a name exactly, the whole of a name,
 * every word that was typed, some of them; then words missing, slips, words more; and former names after present ones.
 */
export function distanceOf(asked: Asked, { names, numbered }: Candidate): readonly number[] {
  if (numbered) return [0, 0, 0, 0, 0]
  const distances = names.map((name, former) => [...nameDistance(asked, name), former])
  return distances.toSorted(compareDistances)[0] ?? [Number.POSITIVE_INFINITY]
}

/** Orders two distances, the nearer first. */
export function compareDistances(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((part, n) => part !== other[n])
  return (one[at] ?? 0) - (other[at] ?? 0)
}

/** Whether nothing that was typed is missing. */
export function fits([tier = Number.POSITIVE_INFINITY]: readonly number[]): boolean {
  return tier < 3
}

function nameDistance({ folded, words, weights }: Asked, name: string): readonly number[] {
  if (fold(name) === folded) return [0, 0, 0, 0]
  const own = wordsOf(name)
  const short = initialsOf(name)
  const found = words.map((word, n) => findWord(word, own, short, n === words.length - 1))
  const missing = found.reduce((sum, one, n) => sum + (one === undefined ? (weights[n] ?? 0) : 0), 0)
  const slips = found.filter((one) => one?.slip).length
  const covered = new Set(found.flatMap((one) => one?.covers ?? []))
  const more = own.filter((word) => !covered.has(word)).length
  if (missing > 0) return [3, missing, slips, more]
  return [more === 0 ? 1 : 2, missing, slips, more]
}

/** How a word that was typed is in a name, and which of its words it stands for. */
function findWord(word: string, own: readonly string[], short: readonly string[], last: boolean) {
  if (own.includes(word)) return { covers: [word], slip: false }
  const begun = last ? own.find((one) => one.startsWith(word)) : undefined
  if (begun) return { covers: [begun], slip: false }
  if (short.includes(word)) {
    const letters = Array.from(word)
    const at = own.findIndex((_, n) => letters.every((letter, k) => own[n + k]?.startsWith(letter)))
    return { covers: at === -1 ? own : own.slice(at, at + letters.length), slip: false }
  }
  const near = own.find((one) => isSlip(word, one))
  return near ? { covers: [near], slip: true } : undefined
}
