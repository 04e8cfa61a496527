import { formatBareList } from '../../src/core/bare-list.ts'
import { parseFullDay } from '../../src/core/day.ts'
import type { Recorded } from '../../src/core/recorded.ts'
import { replay } from '../../src/core/replay.ts'
import { listLines } from '../../src/core/signatory-list.ts'
import { disclose } from '../../src/core/disclosure.ts'
import { makeUuid } from '../../src/core/uuid.ts'
import { seededChance } from '../support/chance.ts'
import { historyOf, recordedOf } from '../support/history.ts'

/** Milliseconds, the best of three: entries to rows, and rows to the bytes of the bare list. */
export type Folded = { bodies: number; replayed: number; listed: number }

/** Makes the bare list of so many bodies, each with a name, a number and a signing, from their entries. */
export function measureList(bodies: number): Folded {
  const recorded = historyOfBodies(bodies)
  const asAt = parseFullDay('2026-03-27')
  const log = { size: recorded.length, root: new Uint8Array(32) }
  const runs = [1, 2, 3].map(() => {
    const begun = performance.now()
    const rows = replay(recorded)
    const between = performance.now()
    const bare = formatBareList({ asAt, lines: listLines(rows, asAt) }, log)
    if (bare.length < bodies * 100) throw new Error('somebody is missing from the list')
    return { replayed: between - begun, listed: performance.now() - between }
  })
  return {
    bodies,
    replayed: Math.min(...runs.map(({ replayed }) => replayed)),
    listed: Math.min(...runs.map(({ listed }) => listed)),
  }
}

function historyOfBodies(bodies: number): readonly Recorded[] {
  const opened = recordedOf(historyOf([]))
  const chance = seededChance('bench list')
  const recorded: Recorded[] = opened.slice()
  const add = (entry: Recorded['entry'], fields: readonly (readonly [string, string])[]) => {
    const id = makeUuid(1_772_619_300_000 + recorded.length, chance(10))
    const disclosures = fields.map(([name, value]) => disclose(chance(16), { name, value, public: true }))
    const sd = disclosures.map(({ digest }) => digest).toSorted()
    recorded.push({ position: recorded.length, entry: { ...entry, id, sd }, disclosures })
    return id
  }
  const registered = opened.find(({ entry }) => entry.type === 'body.registered')?.entry
  const signed = opened.find(({ entry }) => entry.type === 'signing.recorded')?.entry
  if (registered?.type !== 'body.registered' || signed?.type !== 'signing.recorded')
    throw new Error('nothing to repeat')
  for (let n = 0; n < bodies; n += 1) {
    const body = add(registered, [
      ['name.en', `Parish ${n} Council of ${n % 997}`],
      ['identifier.1', `GB-${n}`],
    ])
    add({ ...signed, body }, [
      ['signatory.1.name', `Alex Example ${n}`],
      ['signatory.1.role', 'Clerk'],
    ])
  }
  return recorded
}
