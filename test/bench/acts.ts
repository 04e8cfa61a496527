import { parseFullDay, formatInstant } from '../../src/core/day.ts'
import { head, type Draft, type Stamp } from '../../src/core/stamp.ts'
import { makeUuid } from '../../src/core/uuid.ts'

/** Acts to be timed: an entry alone, and one with three disclosures and four rows of the views. */
export const acts = {
  bare: (): Draft => {
    const made = stamp()
    const { common, disclosures } = head(made, [])
    const concluded = { type: 'review.concluded', edition: made.id(), outcome: 'no-change', on: day } as const
    return { entry: { ...common, ...concluded }, disclosures }
  },
  whole: (n: number): Draft => {
    const { common, disclosures } = head(stamp(), [
      { name: 'name.en', value: `Ashbury ${n} Parish Council`, public: true },
      { name: 'website', value: `https://ashbury-${n}.example`, public: true },
      { name: 'identifier.1', value: `GB-CHC-${1_000_000 + n}`, public: true },
    ])
    const registered = { type: 'body.registered', kind: 'town-or-parish-council', sector: 'public-sector' } as const
    return { entry: { ...common, ...registered }, disclosures }
  },
} satisfies Record<string, (n: number) => Draft>

const day = parseFullDay('2026-03-04')

function stamp(): Stamp {
  const at = Date.now()
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  return { at: formatInstant(at), id: () => makeUuid(at, random(10)), salt: () => random(16) }
}
