import { coverageOn, type Coverage } from '../../core/coverage.ts'
import type { FullDay } from '../../core/day.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Reading } from './reading.ts'

/** How far signing has come on a day: of one agreement, in any edition, or of all. */
export type CoverageAsked = { instrument: string | undefined; asAt: FullDay }

/** The coverage on a day, and the agreements that it may be asked for. */
export async function findCoverage(
  reading: Reading,
  { instrument: slug, asAt }: CoverageAsked,
): Promise<{ instruments: readonly { slug: string; name: string }[]; coverage: readonly Coverage[] }> {
  const [instruments, editions, bodies, stood] = await Promise.all([
    reading.listInstruments(),
    reading.listEditions(),
    reading.countBodies(),
    reading.listStood(asAt),
  ])
  const instrument = instruments.find((one) => one.slug === slug)
  if (slug && !instrument) throw new Refusal('field-invalid', 'Select an agreement from the list', 'instrument')
  const asked = new Set(editions.filter((one) => !instrument || one.instrument === instrument.id).map(({ id }) => id))
  const signings = stood.filter(({ edition }) => asked.has(edition))
  return {
    instruments: instruments.map((one) => ({ slug: one.slug, name: one.name })),
    coverage: coverageOn(bodies, signings, asAt),
  }
}
