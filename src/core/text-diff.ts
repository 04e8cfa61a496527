/** Words that stand in both texts, in the earlier one only, or in the later one only. */
export type Run = { readonly kind: 'kept' | 'gone' | 'new'; readonly words: string }

/** Above so many comparisons two texts are told as wholly different: nobody reads such a list of words. */
const mostComparisons = 4_000_000

/** The words of two texts as one text: what is not new is the earlier one, what is not gone the later one, but for white space. */
export function compareWords(before: string, after: string): readonly Run[] {
  return align(wordsOf(before), wordsOf(after)).map(({ kind, parts }) => ({ kind, words: parts.join(' ') }))
}

/** The paragraphs in which two texts differ, each with its words compared, in their order. */
export function comparePassages(before: string, after: string): readonly (readonly Run[])[] {
  const runs = align(before.trimEnd().split('\n\n'), after.trimEnd().split('\n\n'))
  return runs.flatMap(({ kind, parts }, n) => {
    const next = runs[n + 1]
    // What is gone stands before what is new in its place: the two are one passage as far as both go.
    if (kind === 'new' && runs[n - 1]?.kind === 'gone') return []
    if (kind !== 'gone' || next?.kind !== 'new') return kind === 'kept' ? [] : parts.map((words) => [{ kind, words }])
    return Array.from({ length: Math.max(parts.length, next.parts.length) }, (_, at) =>
      compareWords(parts[at] ?? '', next.parts[at] ?? ''),
    )
  })
}

/** How much two texts have in common: 0 for nothing, 1 for the same words in any order. */
export function likeness(before: string, after: string): number {
  const [ours, theirs] = [wordsOf(before.toLowerCase()), wordsOf(after.toLowerCase())]
  const left = new Map<string, number>()
  for (const word of ours) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of theirs) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    left.set(word, count - 1)
    common += 1
  }
  const all = ours.length + theirs.length
  return all === 0 ? 1 : (2 * common) / all
}

/** Whether two texts have the same words in the same order, wherever their lines break. */
export function isSameText(before: string, after: string): boolean {
  return wordsOf(before).join(' ') === wordsOf(after).join(' ')
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

type Aligned = { kind: Run['kind']; parts: string[] }

/** Two lists as one, by a longest common subsequence; of what differs in one place, what is gone stands first. */
function align(before: readonly string[], after: readonly string[]): readonly Aligned[] {
  const start = countSame(before, after)
  const [restBefore, restAfter] = [before.slice(start), after.slice(start)]
  const end = countSame(restBefore.toReversed(), restAfter.toReversed())
  const runs: Aligned[] = []
  add(runs, 'kept', before.slice(0, start))
  alignMiddle(runs, restBefore.slice(0, restBefore.length - end), restAfter.slice(0, restAfter.length - end))
  add(runs, 'kept', before.slice(before.length - end))
  return runs
}

function alignMiddle(runs: Aligned[], before: readonly string[], after: readonly string[]): void {
  if (before.length * after.length > mostComparisons) {
    add(runs, 'gone', before)
    add(runs, 'new', after)
    return
  }
  const lengths = commonLengths(before, after)
  const width = after.length + 1
  let [n, m] = [0, 0]
  // What is new waits until everything is said that is gone from the same place.
  let waiting: string[] = []
  while (n < before.length && m < after.length) {
    const [here, there] = [before[n] ?? '', after[m] ?? '']
    if (here === there) {
      add(runs, 'new', waiting)
      waiting = []
      add(runs, 'kept', [here])
      n += 1
      m += 1
    } else if ((lengths[(n + 1) * width + m] ?? 0) >= (lengths[n * width + m + 1] ?? 0)) {
      add(runs, 'gone', [here])
      n += 1
    } else {
      waiting.push(there)
      m += 1
    }
  }
  add(runs, 'gone', before.slice(n))
  add(runs, 'new', [...waiting, ...after.slice(m)])
}

/** At `n * (after.length + 1) + m`: the length of the longest common subsequence of what follows n and m. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * width)
  for (let n = before.length - 1; n >= 0; n -= 1) {
    for (let m = after.length - 1; m >= 0; m -= 1) {
      lengths[n * width + m] =
        before[n] === after[m]
          ? 1 + (lengths[(n + 1) * width + m + 1] ?? 0)
          : Math.max(lengths[(n + 1) * width + m] ?? 0, lengths[n * width + m + 1] ?? 0)
    }
  }
  return lengths
}

function countSame(ours: readonly string[], theirs: readonly string[]): number {
  const different = ours.findIndex((part, n) => part !== theirs[n])
  return different < 0 ? ours.length : different
}

function add(runs: Aligned[], kind: Run['kind'], parts: readonly string[]): void {
  if (parts.length === 0) return
  const last = runs.at(-1)
  if (last?.kind === kind) last.parts.push(...parts)
  else runs.push({ kind, parts: [...parts] })
}
