import type { Disclosure, Field } from './disclosure.ts'
import type { EntryOf, Ground } from './entry.ts'
import { isSalted } from './evidence.ts'
import { fieldName } from './project-erasure.ts'
import { Refusal } from './refusal.ts'
import { head, type Draft, type Stamp } from './stamp.ts'
import type { Views } from './views.ts'

/** A disclosure that is still held, and the entry that it belongs to. */
export type Held = Disclosure & { entry: number }

/** Whether an erased field was on the certificate of its signing, which is then issued anew. */
export function isOnCertificate(field: string | null): boolean {
  return field?.startsWith('signatory.') ?? false
}

/** What was erased of one signature and is not there any more, each member once: the last time. */
export function erasedFrom<Member extends 'name' | 'role' | 'minute'>(
  erasures: readonly Views['erasures'][],
  signature: Pick<Views['signatures'], Member | 'number'>,
  members: readonly Member[],
): readonly (Views['erasures'] & { member: Member })[] {
  return members.flatMap((member) => {
    if (signature[member] !== null) return []
    const own = erasures.filter(({ field }) => field === `signatory.${signature.number}.${member}`)
    return own.slice(-1).map((erasure) => ({ ...erasure, member }))
  })
}

/** What repeats a value within its entry, and has to go with it: the private record of the press, and the words that were signed. */
function repeatedIn(field: string): readonly string[] {
  const [, number = '', member] = /^signatory\.(\d)\.(name|role|minute)$/.exec(field) ?? []
  if (member === 'name') return [`evidence.${number}`]
  if (member) return [`statement.${number}`, `evidence.${number}`]
  // Who re-affirmed, as the private account of it says as well.
  if (field === 'role') return ['account']
  return field.startsWith('statement.') ? [field.replace('statement', 'evidence')] : []
}

/**
 * What goes where some values are erased: those chosen, and every other one of their entries that repeats them. A record
 * that has digests of them repeats nothing.
 */
export function withRepeats(held: readonly Held[], digests: readonly string[]): readonly Held[] {
  if (digests.some((digest) => !held.some((one) => one.digest === digest))) {
    throw new Refusal('already-done', 'Some of this has been erased already. Look again at what is left.')
  }
  const chosen = held.filter(({ digest }) => digests.includes(digest))
  const gone = new Set(
    chosen.flatMap(({ entry, name }) => [name, ...repeatedIn(name)].map((field) => `${entry} ${field}`)),
  )
  return held.filter((one) => chosen.includes(one) || (gone.has(`${one.entry} ${one.name}`) && !isSalted(one.value)))
}

/**
 * Decides an erasure (UK GDPR, Article 17): an entry for each entry that loses something, with the digests and the ground.
 * What was behind a digest is said in a word of the register's own; the value is nowhere any more.
 */
export function decideErasure(
  going: readonly Held[],
  ground: Ground,
  stamp: Stamp,
): readonly Draft<EntryOf<'disclosure.erased'>>[] {
  const entries = [...Map.groupBy(going, ({ entry }) => entry)].toSorted(([a], [b]) => a - b)
  return entries.map(([entry, own]) => {
    const gone = own.toSorted((a, b) => (a.digest < b.digest ? -1 : 1))
    const fields = gone.map(({ name }, n): Field => ({ name: fieldName(n), value: name, public: true }))
    const { common, disclosures } = head(stamp, fields)
    const digests = gone.map(({ digest }) => digest)
    return { entry: { ...common, type: 'disclosure.erased', entry, digests, ground }, disclosures }
  })
}
