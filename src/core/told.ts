import type { Json } from '../encoding/canonical-json.ts'
import type { Disclosure } from './disclosure.ts'

/** What an entry's disclosures tell the public; one that is private, withheld or erased tells nothing. */
export type Told = {
  /** The words under a name. */
  text: (name: string) => string | undefined
  /** Every `noun.language`, English first, then by language: the first one names the thing. */
  localised: (noun: string) => readonly { language: string; text: string }[]
}

/** Reads disclosures as the views do. */
export function tell(disclosures: readonly Pick<Disclosure, 'name' | 'value' | 'public'>[]): Told {
  const values = new Map(disclosures.filter((one) => one.public).map(({ name, value }) => [name, value]))
  const text = (name: string) => asText(values.get(name))
  return {
    text,
    localised: (noun) =>
      [...values.keys()]
        .filter((name) => name.startsWith(`${noun}.`))
        .map((name) => ({ language: name.slice(noun.length + 1), text: text(name) ?? '' }))
        .toSorted((a, b) => order(a.language) - order(b.language) || (a.language < b.language ? -1 : 1)),
  }
}

/** The text that a value is. */
export function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function order(language: string): number {
  return language === 'en' ? 0 : 1
}
