import { londonDay } from './day.ts'
import type { Entry, EntryOf } from './entry.ts'
import type { Recorded } from './recorded.ts'
import type { Surroundings } from './surroundings.ts'
import { tell } from './told.ts'
import type { Uuid } from './uuid.ts'
import type { ViewChange } from './views.ts'

/** The signing that an entry of its words is about. */
export function signingOf(entry: Entry): Uuid | undefined {
  if (entry.type === 'signing.recorded') return entry.id
  return entry.type === 'signing.corrected' ? entry.signing : undefined
}

/** What the disclosure is called that says what was behind the nth digest of an erasure, from 0: a closed word, never the value. */
export function fieldName(n: number): string {
  return `field.${n + 1}`
}

/** What was erased, and when; of a signature, the view forgets it. */
export function erasedDisclosures(
  { position, entry, disclosures }: Recorded<EntryOf<'disclosure.erased'>>,
  around: Surroundings,
): readonly ViewChange[] {
  const told = tell(disclosures)
  const signing = around.signingAt(entry.entry) ?? null
  const { ground } = entry
  const onDay = londonDay(entry.at)
  return entry.digests.flatMap((digest, n): ViewChange[] => {
    const field = told.text(fieldName(n)) ?? null
    const erasure: ViewChange = {
      view: 'erasures',
      insert: { position, digest, entry: entry.entry, signing, field, ground, onDay },
    }
    const [, number, member = ''] = /^signatory\.(\d)\.(name|role|minute)$/.exec(field ?? '') ?? []
    if (!signing || !number) return [erasure]
    return [erasure, { view: 'signatures', where: { signing, number: Number(number) }, set: { [member]: null } }]
  })
}
