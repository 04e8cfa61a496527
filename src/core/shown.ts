import type { Disclosure } from './disclosure.ts'
import type { Rows } from './replay.ts'
import type { SignatoryLine } from './signatory-list.ts'
import { asText } from './told.ts'

/** The disclosures behind what a line of the list shows, as they were issued: hashed, each is in the `sd` of an entry. */
export type Shown = {
  body: { name?: string; identifiers: readonly string[] }
  instrument?: string
  edition?: string
}

/** Finds what stands behind the lines of a list made from the same rows. What an entry still discloses is asked by position. */
export function showBehind(
  rows: Rows<'bodyNames' | 'identifiers' | 'instruments' | 'editions'>,
  disclosuresAt: (position: number) => readonly Disclosure[],
): (line: SignatoryLine) => Shown {
  // A later name comes later, and stands over the earlier ones.
  const named = new Map(rows.bodyNames.map(({ body, position }) => [body, position]))
  const instruments = new Map(rows.instruments.map(({ id, position }) => [id, position]))
  const editions = new Map(rows.editions.map(({ id, position }) => [id, position]))
  const numbered = Map.groupBy(rows.identifiers, ({ body }) => body)
  const behind = (position: number | undefined, noun: string, shown: string) =>
    (position === undefined ? [] : disclosuresAt(position))
      .filter((one) => one.public && isOf(noun, one.name) && asText(one.value) === shown)
      .map(({ text }) => text)[0]
  return ({ body, instrument, edition }) => {
    const name = behind(named.get(body.id), 'name', body.name)
    const family = behind(instruments.get(instrument.id), 'name', instrument.name)
    const label = behind(editions.get(edition.id), 'label', edition.label)
    const numbers = numbered.get(body.id) ?? []
    return {
      body: {
        ...(name !== undefined && { name }),
        identifiers: body.identifiers.flatMap(
          (shown) => numbers.flatMap((row) => behind(row.position, 'identifier', shown) ?? [])[0] ?? [],
        ),
      },
      ...(family !== undefined && { instrument: family }),
      ...(label !== undefined && { edition: label }),
    }
  }
}

/** Whether a disclosure is of a noun: `name.en` is a `name`. */
function isOf(noun: string, name: string): boolean {
  return name === noun || name.startsWith(`${noun}.`)
}
