import { fitsOnePage } from '../certificate/compose-page.ts'
import { findUnsettable } from '../certificate/face.ts'
import { Refusal, type Mistake } from '../core/refusal.ts'
import { decideSet } from '../core/set-admission.ts'
import { formatNumber } from '../core/set-known.ts'
import { refuseMistakes, type SetLines } from '../core/set-lines.ts'
import type { EntryType } from '../core/entry.ts'
import type { Placed } from '../core/weighing.ts'
import { findHoldings } from '../storage/read/holdings.ts'
import { findRegister } from '../storage/read/register.ts'
import { logSize } from '../storage/read/entries.ts'
import { append } from '../storage/write/append.ts'
import { longestFacts } from './assure-certifiable.ts'
import { againIfOvertaken, stamp, type Parts } from './parts.ts'

/** What an import works with: it signs nothing, so it needs no keys, and the clock of the host publishes it. */
export type ImportParts = Pick<Parts, 'db' | 'address' | 'craft' | 'clock' | 'chance'>

/**
 * Puts on the register what a set says and the register does not, all of it or nothing; gives back how many entries that
 * took. A repeat finds everything there and writes nothing: every line is held against the register.
 */
export async function importSet(parts: ImportParts, set: SetLines): Promise<number> {
  return againIfOvertaken(parts, async () => {
    // The length comes first: whatever changes while we read makes the decision void.
    const size = await logSize(parts.db)
    const drafts = await decideImport(parts, set)
    if (drafts.length > 0) await append(parts.db, { key: `import:${stamp(parts).id()}`, size, drafts })
    return drafts.length
  })
}

/** What an import would add, each with the line that says so; refuses what an import would. Nothing is written. */
export async function rehearseImport(
  parts: ImportParts,
  set: SetLines,
): Promise<readonly { place: string; type: EntryType }[]> {
  return (await decideImport(parts, set)).map(({ place, entry }) => ({ place, type: entry.type }))
}

async function decideImport(parts: ImportParts, set: SetLines): Promise<readonly Placed[]> {
  const held = await findHoldings(parts.db)
  if (!held) throw new Refusal('not-open', 'There is no register here yet. Open one first: npm run open')
  const drafts = decideSet(set, held, stamp(parts))
  await assureCertifiable(parts, set, new Set(drafts.map(({ place }) => place)))
  return drafts
}

/** What a certificate could not show exactly is refused while it can still be spelt otherwise: on the lines that add something. */
async function assureCertifiable(
  parts: ImportParts,
  { instruments, bodies, editions, signings }: SetLines,
  adding: ReadonlySet<string>,
): Promise<void> {
  const register = await findRegister(parts.db)
  if (!register) throw new Error('a set was decided for a register that is not open')
  const face = parts.craft.faces.regular
  const shown = [
    ...instruments.map(({ place, name }) => ({ place, text: name })),
    ...editions.map(({ place, label }) => ({ place, text: label })),
    ...bodies.flatMap(({ place, name, former_names: { first = '', later } }) =>
      [name, first, ...later.map(({ what }) => what)].map((text) => ({ place, text })),
    ),
    ...signings.map(({ place, signed_by: role = '' }) => ({ place, text: role })),
  ]
  const unsettable = shown.flatMap(({ place, text }): Mistake[] => {
    if (!adding.has(place)) return []
    const missing = findUnsettable(text, face)
    return missing.length > 0 ? [{ field: place, words: `The certificate cannot show ${missing.join(' ')}` }] : []
  })
  refuseMistakes(unsettable)
  const numbered = new Map(bodies.map(({ number = 0, name }) => [formatNumber(number), name]))
  const long = signings.filter(
    ({ place, body, edition, attested_on: attestedOn, signed_by: role }) =>
      adding.has(place) &&
      !fitsOnePage(
        {
          ...longestFacts(parts, register),
          body: numbered.get(body) ?? body,
          instrument: edition,
          edition: '',
          signatures: [{ role, attestedOn }],
          method: 'historic',
          checks: ['source-cited'],
          domains: [],
        },
        parts.craft,
      ),
  )
  refuseMistakes(long.map(({ place }) => ({ field: place, words: 'This is too long for one page of a certificate' })))
}
