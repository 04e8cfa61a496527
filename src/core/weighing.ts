import type { FullDay } from './day.ts'
import { fold } from './fold.ts'
import type { Mistake } from './refusal.ts'
import { tidy } from './set-cells.ts'
import type { Draft, Stamp } from './stamp.ts'

/** What a set is weighed with: time and chance, the day, and what turns out to be wrong, line by line. */
export type Weighing = { stamp: Stamp; today: FullDay; blame: (place: string, words: string) => void }

/** What a line adds to the register. */
export type Placed<Added extends Draft = Draft> = Added & { place: string }

/** Weighs at the time of a stamp; mistakes are added to a list. */
export function weighing(stamp: Stamp, today: FullDay, mistakes: Mistake[]): Weighing {
  return { stamp, today, blame: (place, words) => mistakes.push({ field: place, words }) }
}

/** What a line says of a column, beside what the register has there. A cell that says nothing agrees with everything. */
export type Compared = readonly [column: string, said: string | undefined, held: string | null | undefined]

/** Blames a line for everything that it says otherwise than the register: importing adds, and never changes. */
export function compare({ blame }: Weighing, place: string, columns: readonly Compared[]): void {
  for (const [column, said, held] of columns) {
    if (said === undefined || said === '' || said === tidy(held ?? '')) continue
    const there = held ? `has “${held}”` : 'has nothing'
    blame(place, `${column}: this says “${said}”, and the register ${there} there. An import adds, and changes nothing`)
  }
}

/** Things by the name that people call them, however it is spelt. */
export class Names<Thing> {
  readonly #things = new Map<string, Thing[]>()

  add(name: string, thing: Thing): void {
    const known = this.#things.get(fold(name)) ?? []
    if (!known.includes(thing)) this.#things.set(fold(name), [...known, thing])
  }

  /** Everything of this name. */
  named(name: string): readonly Thing[] {
    return this.#things.get(fold(name)) ?? []
  }
}

/** The one thing of a name; blames the line where there is none, or where it could be several. */
export function requireNamed<Thing>(
  { blame }: Weighing,
  names: Names<Thing>,
  name: string,
  place: string,
): Thing | undefined {
  const [first, ...others] = names.named(name)
  if (first === undefined) blame(place, `Nothing on the register or in this folder is called “${name}”`)
  if (others.length > 0) blame(place, `Several are called “${name}”, and it is not clear which one is meant`)
  return others.length > 0 ? undefined : first
}

/** The lines that say something first; blames those that say it again. */
export function firstOnly<Line extends { place: string }>(
  { blame }: Weighing,
  lines: readonly Line[],
  nameOf: (line: Line) => string,
): readonly Line[] {
  const seen = new Map<string, string>()
  return lines.filter((line) => {
    const name = fold(nameOf(line))
    const earlier = seen.get(name)
    if (earlier === undefined) seen.set(name, line.place)
    else blame(line.place, `This is what ${earlier} is about already`)
    return earlier === undefined
  })
}
