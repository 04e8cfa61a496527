import { disclose, type Disclosure, type Field } from './disclosure.ts'
import type { Instant } from './day.ts'
import type { Entry } from './entry.ts'
import type { Uuid } from './uuid.ts'

/** Time and chance for one decision, brought by the caller. `salt` gives 16 fresh random bytes at each call. */
export type Stamp = { at: Instant; id: () => Uuid; salt: () => Uint8Array }

/** An entry and what is behind its salted digests. */
export type Draft<Decided extends Entry = Entry> = {
  entry: Decided
  disclosures: readonly Disclosure[]
}

/**
 * The members every entry begins with, and the disclosures of its typed fields in the order of their digests. What was
 * disclosed beforehand, under a salt of its own, stays as it is.
 */
export function head(stamp: Stamp, fields: readonly (Field | Disclosure)[]) {
  const disclosures = fields
    .map((field) => ('digest' in field ? field : disclose(stamp.salt(), field)))
    .toSorted((a, b) => (a.digest < b.digest ? -1 : 1))
  const sd = disclosures.map(({ digest }) => digest)
  return { disclosures, common: { v: 1 as const, id: stamp.id(), at: stamp.at, ...(sd.length > 0 && { sd }) } }
}
