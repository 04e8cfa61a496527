import type { Rows } from './replay.ts'
import type { EditionFacts, SigningFacts } from './standing.ts'
import type { Uuid } from './uuid.ts'
import type { Views } from './views.ts'

/** As much of a signing as standing depends on. */
type SigningDays = Pick<Views['signings'], 'edition' | 'attestedOn'> & {
  signatures: readonly Pick<Views['signatures'], 'onDay' | 'decidedOn'>[]
  acts: readonly Pick<Views['signingActs'], 'act' | 'onDay' | 'reviewBy'>[]
}

/** What standing depends on, of one signing. */
export function signingFacts({ edition, signatures, attestedOn, acts }: SigningDays): SigningFacts {
  return {
    edition,
    attestedOn,
    signatures: signatures.map(({ onDay, decidedOn }) => ({ on: onDay, decidedOn })),
    acts: acts.map(({ act, onDay, reviewBy }) => ({ act, on: onDay, reviewBy })),
  }
}

/** What standing depends on, of every signing. */
export function factsOfSignings(
  rows: Rows<'signings' | 'signatures' | 'signingActs'>,
): ReadonlyMap<Uuid, SigningFacts> {
  const signatures = Map.groupBy(rows.signatures, ({ signing }) => signing)
  const acts = Map.groupBy(rows.signingActs, ({ signing }) => signing)
  return new Map(
    rows.signings.map((signing) => {
      const own = { ...signing, signatures: signatures.get(signing.id) ?? [], acts: acts.get(signing.id) ?? [] }
      return [signing.id, signingFacts(own)]
    }),
  )
}

/** What standing depends on, of every edition. */
export function factsOfEditions({
  editions,
  replacements,
}: Rows<'editions' | 'replacements'>): ReadonlyMap<Uuid, EditionFacts> {
  const replaced = Map.groupBy(replacements, ({ edition }) => edition)
  return new Map(
    editions.map(({ id, inForceFrom, transitionEnds, termEnds }) => [
      id,
      { inForceFrom, transitionEnds, termEnds, replaces: (replaced.get(id) ?? []).map(({ replaces }) => replaces) },
    ]),
  )
}
