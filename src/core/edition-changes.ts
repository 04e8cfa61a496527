import type { EditionText, Theme, Undertaking } from './edition-text.ts'
import { compareWords, isSameText, likeness, type Run } from './text-diff.ts'

/** An undertaking with the theme it stands under. */
export type Placed = { readonly theme: Theme; readonly undertaking: Undertaking }

/**
 * What became of an undertaking: word for word the same under the same number, only its number moved, its words or who is
 * bound changed, or it stands on one side alone.
 */
export type UndertakingChange =
  | { readonly kind: 'same' | 'moved'; readonly before: Placed; readonly after: Placed }
  | { readonly kind: 'changed'; readonly before: Placed; readonly after: Placed; readonly words: readonly Run[] }
  | { readonly kind: 'new'; readonly before: undefined; readonly after: Placed }
  | { readonly kind: 'gone'; readonly before: Placed; readonly after: undefined }

/** Two undertakings of one number are one that changed if so much of their words is common; of other numbers, only if more is. */
const enough = { ofOneNumber: 0.4, ofAny: 0.6 }

/**
 * Two texts compared undertaking by undertaking. Each of both texts is in exactly one change: those of the later text in its
 * order, then what is gone in the order of the earlier one. Exchanging the texts exchanges what is new and what is gone.
 */
export function compareEditions(earlier: EditionText, later: EditionText): readonly UndertakingChange[] {
  const pairs = new Pairs(placedIn(earlier), placedIn(later))
  pairs.pairBy(({ undertaking: { number, party, text } }) => `${number} ${party} ${words(text)}`)
  pairs.pairBy(({ undertaking: { party, text } }) => `${party} ${words(text)}`)
  pairs.pairBy(({ undertaking: { text } }) => words(text))
  pairs.pairLike(enough.ofOneNumber, (one, other) => one.undertaking.number === other.undertaking.number)
  pairs.pairLike(enough.ofAny, () => true)
  return pairs.changes()
}

function placedIn(text: EditionText): readonly Placed[] {
  return text.themes.flatMap((theme) => theme.undertakings.map((undertaking) => ({ theme, undertaking })))
}

const words = (text: string) => text.split(/\s+/).join(' ')

/** Undertakings of two texts and which of them belong together. Every rule is the same from both sides. */
class Pairs {
  readonly #before: readonly Placed[]
  readonly #after: readonly Placed[]
  readonly #found = new Map<Placed, Placed>()
  readonly #taken = new Set<Placed>()

  constructor(before: readonly Placed[], after: readonly Placed[]) {
    this.#before = before
    this.#after = after
  }

  /** Pairs what is left and has the same key, the first with the first. */
  pairBy(keyOf: (one: Placed) => string): void {
    const waiting = Map.groupBy(this.#left(this.#after), keyOf)
    for (const one of this.#left(this.#before)) {
      const other = waiting.get(keyOf(one))?.shift()
      if (other) this.#pair(one, other)
    }
  }

  /** Pairs what is left and alike, the most alike first; of those as much alike, what stands in nearly the same place. */
  pairLike(least: number, mayPair: (one: Placed, other: Placed) => boolean): void {
    const candidates = [...this.#left(this.#before).entries()].flatMap(([n, one]) =>
      [...this.#left(this.#after).entries()].flatMap(([m, other]) => {
        const like = mayPair(one, other) ? likeness(one.undertaking.text, other.undertaking.text) : 0
        return like >= least ? [{ one, other, like, sum: n + m, apart: Math.abs(n - m) }] : []
      }),
    )
    for (const { one, other } of candidates.toSorted((a, b) => b.like - a.like || a.sum - b.sum || a.apart - b.apart)) {
      if (!this.#taken.has(one) && !this.#taken.has(other)) this.#pair(one, other)
    }
  }

  changes(): readonly UndertakingChange[] {
    const origins = new Map([...this.#found].map(([before, after]) => [after, before]))
    return [
      ...this.#after.map((after): UndertakingChange => {
        const before = origins.get(after)
        return before ? changeOf(before, after) : { kind: 'new', before, after }
      }),
      ...this.#left(this.#before).map((before): UndertakingChange => ({ kind: 'gone', before, after: undefined })),
    ]
  }

  #left(side: readonly Placed[]): readonly Placed[] {
    return side.filter((one) => !this.#taken.has(one))
  }

  #pair(one: Placed, other: Placed): void {
    this.#found.set(one, other)
    this.#taken.add(one).add(other)
  }
}

function changeOf(before: Placed, after: Placed): UndertakingChange {
  const [one, other] = [before.undertaking, after.undertaking]
  if (one.party !== other.party || !isSameText(one.text, other.text))
    return { kind: 'changed', before, after, words: compareWords(one.text, other.text) }
  return { kind: one.number === other.number ? 'same' : 'moved', before, after }
}
