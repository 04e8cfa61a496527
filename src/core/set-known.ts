import { namesOf, type HeldBody } from './set-holdings.ts'
import type { BodyLine } from './set-lines.ts'
import type { Uuid } from './uuid.ts'
import { Names, type Weighing } from './weighing.ts'

/** A body as others of a set point to it, with the days between which it could sign. */
export type KnownBody = { id: Uuid; name: string } & Pick<HeldBody, 'startedOn' | 'endedOn'>

/** How others point to a body that its name alone does not tell from another: by the number of its line. */
export function formatNumber(number: number): string {
  return `#${number}`
}

/** Whether a name could be taken for the number of a line. */
export function looksNumbered(name: string): boolean {
  return /^#\d+$/.test(name)
}

/** The bodies that a set can point to, those of the register first: by every name, by identifier and by number. */
export class KnownBodies extends Names<KnownBody> {
  readonly #heldNames = new Names<HeldBody>()
  readonly #heldIdentifiers = new Map<string, HeldBody>()
  readonly #lines = new Map<Uuid, string>()
  readonly #numbered = new Map<string, KnownBody>()

  constructor(held: readonly HeldBody[]) {
    super()
    for (const body of held) {
      const known = { ...body, name: body.namings.at(-1)?.name ?? '' }
      for (const name of namesOf(body)) {
        this.add(name, known)
        this.#heldNames.add(name, body)
      }
      for (const { identifier } of body.identifiers) {
        this.add(identifier, known)
        this.#heldIdentifiers.set(identifier, body)
      }
    }
  }

  override named(name: string): readonly KnownBody[] {
    const numbered = this.#numbered.get(name)
    return numbered ? [numbered] : super.named(name)
  }

  /** The body of the register that a line is about: by an identifier, or by a name that it has or had. */
  findHeld(line: BodyLine, { blame }: Weighing): HeldBody | undefined {
    const { place, number, former_names: former } = line
    const [identified] = line.identifiers.flatMap((identifier) => this.#heldIdentifiers.get(identifier) ?? [])
    const called = this.#heldNames.named(line.name)
    const there = identified ?? (called.length > 1 ? called.find((one) => one.number === number) : called[0])
    if (there) {
      const earlier = this.#lines.get(there.id)
      if (earlier) blame(place, `This is what ${earlier} is about already`)
      this.#lines.set(there.id, place)
      if (!identified && number !== undefined && number !== there.number)
        blame(place, `number: the one on the register that is called so has number ${there.number}`)
      return there
    }
    if (called.length > 1) {
      const known = called.map((one) => one.number).join(', ')
      blame(place, `name: several are called so; give an identifier of the one you mean, or its number: ${known}`)
      return called[0]
    }
    const before = [former.first, ...former.later.map(({ what }) => what)].filter((name) => name !== undefined)
    if (before.some((name) => this.#heldNames.named(name).length > 0))
      blame(place, 'former_names: one on the register is called so. Record its new name there, or leave this out')
    return undefined
  }

  /** A line that is about a body, which others may point to from now on. */
  point(line: BodyLine, id: Uuid): void {
    const { name, started_on: startedOn = null, ended_on: endedOn = null } = line
    const known = this.named(name).find((one) => one.id === id) ?? { id, name, startedOn, endedOn }
    for (const spelt of spellingsOf(line)) this.add(spelt, known)
    if (line.number !== undefined) this.#numbered.set(formatNumber(line.number), known)
  }
}

function spellingsOf(line: BodyLine): readonly string[] {
  const { name, welsh_name: welsh, former_names: former, identifiers, ended_identifiers: ended } = line
  const names = [welsh, former.first, ...former.later.map(({ what }) => what), name]
  return [...names.filter((one) => one !== undefined), ...identifiers, ...ended.map(({ what }) => what)]
}
