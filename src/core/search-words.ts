import { fold } from './fold.ts'

// Words that no name is known by; in a name of nothing else they count.
const small = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'in', 'of', 'on', 'or', 'the', 'to', 'with'])

/** A name longer than this many words is abbreviated by its first ones: nobody says eleven letters. */
const abbreviated = 10

/** The shortest word that is found in spite of a slip: among shorter ones every second word is one letter from another. */
const shortest = 4

/** The words by which a name is found, folded, each once, in their order. */
export function wordsOf(name: string): readonly string[] {
  const all = everyWord(name)
  const telling = all.filter((word) => !small.has(word))
  return [...new Set(telling.length > 0 ? telling : all)]
}

/**
 * What people shorten a name to: the initials of two or more of its words in a row, and of the whole with its small words.
 * `Example Integrated Care Board` is an `icb` and an `eicb`.
 */
export function initialsOf(name: string): readonly string[] {
  const all = everyWord(name)
  const telling = initials(all.filter((word) => !small.has(word)).slice(0, abbreviated))
  const runs = telling.flatMap((_, from) => telling.slice(from).map((__, n) => telling.slice(from, from + n + 1)))
  const shortened = [...runs, initials(all.slice(0, abbreviated))].filter((run) => run.length > 1)
  return [...new Set(shortened.map((run) => run.join('')))]
}

/**
 * A word and, if it is long enough, the word without each of its letters. Two words that are one slip apart have one of
 * these in common, so that an index of them finds every such word by looking up a few.
 */
export function shapesOf(word: string): readonly string[] {
  const letters = Array.from(word)
  if (letters.length < shortest) return [word]
  return [...new Set([word, ...letters.map((_, n) => letters.toSpliced(n, 1).join(''))])]
}

/** Whether two different words are one slip apart: a letter more, less or another, or two neighbours swapped. */
export function isSlip(one: string, other: string): boolean {
  const [a, b] = [Array.from(one), Array.from(other)]
  if (Math.min(a.length, b.length) < shortest - 1 || Math.max(a.length, b.length) < shortest || one === other)
    return false
  const from = a.findIndex((letter, n) => letter !== b[n])
  const start = from === -1 ? a.length : from
  const rest = (letters: readonly string[], left: number) => letters.slice(start + left).join('')
  if (a.length === b.length) {
    const swapped = a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, 2) === rest(b, 2)
    return swapped || rest(a, 1) === rest(b, 1)
  }
  return a.length < b.length ? rest(a, 0) === rest(b, 1) : rest(a, 1) === rest(b, 0)
}

function everyWord(name: string): readonly string[] {
  return fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function initials(words: readonly string[]): readonly string[] {
  return words.map((word) => Array.from(word)[0] ?? '')
}
