import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Parts } from '../../src/actions/parts.ts'
import { stamp } from '../../src/actions/parts.ts'
import { registerBody } from '../../src/core/acceptance.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { makeSlug } from '../../src/core/slug.ts'
import { head, type Draft } from '../../src/core/stamp.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { written } from '../../src/storage/database.ts'
import { sessions } from '../../src/storage/private-schema.ts'
import { listRecorded, logSize } from '../../src/storage/read/entries.ts'
import { append } from '../../src/storage/write/append.ts'
import { insertIf } from '../../src/storage/write/insert-if.ts'
import { parseDay } from '../../src/core/day.ts'
import { idOf } from '../core/given.ts'
import { openRegister } from '../support/register.ts'

function bodyNamed(parts: Parts, name: string, kind: 'assembly' | 'faith-group' = 'assembly'): Draft {
  return registerBody({ name, sector: 'vcs', kind, identifiers: ['GB-CHC-1173575'] }, stamp(parts))
}

const counted = async (parts: Parts, table: string): Promise<number> => {
  const { rows } = await parts.db.$client.execute(`SELECT count(*) AS n FROM ${table}`)
  return Number(rows[0]?.['n'])
}

describe('the database refuses', () => {
  const leaf = `(SELECT leaf FROM entries WHERE position = 1), zeroblob(32)`
  it.each([
    ['to change an entry', `UPDATE entries SET key = 'x' WHERE position = 0`, 'entries never change'],
    [
      'to remove an entry',
      'DELETE FROM entries WHERE position = (SELECT max(position) FROM entries)',
      'entries are never removed',
    ],
    [
      'to put an entry in the place of another',
      `REPLACE INTO entries SELECT 0, 'new', 'new', ${leaf}`,
      'entry out of order',
    ],
    [
      'to put an entry in the place of one with its key',
      `INSERT OR REPLACE INTO entries SELECT max(position) + 1, 'opening:0', 'new', ${leaf} FROM entries`,
      'entry already there',
    ],
    [
      'to put an entry in the place of one with its id',
      `INSERT OR REPLACE INTO entries SELECT max(position) + 1, 'new', (SELECT id FROM entries WHERE position = 0), ${leaf} FROM entries`,
      'entry already there',
    ],
    [
      'to leave a gap',
      `INSERT INTO entries SELECT max(position) + 2, 'new', 'new', ${leaf} FROM entries`,
      'entry out of order',
    ],
    ['to begin before the first', `INSERT INTO entries SELECT -1, 'new', 'new', ${leaf}`, 'entry out of order'],
    ['to choose a place by itself', `INSERT INTO entries SELECT NULL, 'new', 'new', ${leaf}`, 'entry out of order'],
    [
      'a leaf that is too long',
      `INSERT INTO entries SELECT max(position) + 1, 'new', 'new', zeroblob(4097), zeroblob(32) FROM entries`,
      'CHECK',
    ],
    [
      'a leaf that is text',
      `INSERT INTO entries SELECT max(position) + 1, 'new', 'new', 'leaf', zeroblob(32) FROM entries`,
      'cannot store',
    ],
    [
      'a hash that is too short',
      `INSERT INTO entries SELECT max(position) + 1, 'new', 'new', (SELECT leaf FROM entries LIMIT 1), zeroblob(31) FROM entries`,
      'CHECK',
    ],
    ['to change a checkpoint', `UPDATE checkpoints SET note = 'x'`, 'checkpoints never change'],
    ['to remove a checkpoint', 'DELETE FROM checkpoints', 'checkpoints are never removed'],
    [
      'to put a checkpoint in the place of another',
      `REPLACE INTO checkpoints SELECT size, zeroblob(32), 'x', '' FROM checkpoints`,
      'checkpoint already there',
    ],
    ['a checkpoint of nothing', `INSERT INTO checkpoints VALUES (0, zeroblob(32), 'x', '')`, 'CHECK'],
    ['to change a disclosure', `UPDATE disclosures SET text = 'x'`, 'disclosures never change'],
    ['to change what a disclosure is called', `UPDATE disclosures SET public = 0`, 'disclosures never change'],
    ['a disclosure of no entry', `INSERT INTO disclosures VALUES ('d', 999, 'name', 'text', 1)`, 'FOREIGN KEY'],
    ['to change a tile hash', `UPDATE tile_hashes SET hash = zeroblob(32)`, 'tile hashes never change'],
    ['to remove a tile hash', 'DELETE FROM tile_hashes', 'tile hashes are never removed'],
    [
      'to put a tile hash in the place of another',
      `REPLACE INTO tile_hashes SELECT level, position, zeroblob(32) FROM tile_hashes`,
      'tile hash already there',
    ],
  ])('%s', async (_act, change, words) => {
    const register = await openRegister()
    await register.publish()
    await register.parts.db.$client.execute('INSERT INTO tile_hashes VALUES (1, 0, zeroblob(32))')
    const before = await listRecorded(register.parts.db)
    await expect(register.parts.db.$client.execute(change)).rejects.toThrow(words)
    expect(await listRecorded(register.parts.db)).toEqual(before)
  })

  it('none of what a disclosure is when it is erased', async () => {
    const { parts } = await openRegister()
    const held = await counted(parts, 'disclosures')
    await parts.db.$client.execute('DELETE FROM disclosures WHERE position = 0')
    expect(await counted(parts, 'disclosures')).toBeLessThan(held)
  })
})

describe('an act', () => {
  it('that is repeated is the first one, with nothing of the second', async () => {
    const register = await openRegister()
    const { parts } = register
    const size = await logSize(parts.db)
    const first = await append(parts.db, { key: 'act', size, drafts: [bodyNamed(parts, 'Vale Assembly')] })
    const kept = await counted(parts, 'disclosures')
    const again = await append(parts.db, { key: 'act', size, drafts: [bodyNamed(parts, 'Vale Assembly')] })
    expect(again).toEqual(first)
    expect([await logSize(parts.db), await counted(parts, 'disclosures')]).toEqual([size + 1, kept])
    await register.check()
  })

  it('that is repeated with other answers is refused', async () => {
    const { parts } = await openRegister()
    const size = await logSize(parts.db)
    await append(parts.db, { key: 'act', size, drafts: [bodyNamed(parts, 'Vale Assembly')] })
    const other = append(parts.db, { key: 'act', size, drafts: [bodyNamed(parts, 'Vale Assembly', 'faith-group')] })
    await expect(other).rejects.toMatchObject({ kind: 'different-repeat' })
  })

  it.each([
    [2, 1],
    [1, 2],
    [3, 2],
  ])('of %i entries that is repeated with %i is refused', async (first, then) => {
    const { parts } = await openRegister()
    const size = await logSize(parts.db)
    const drafts = (count: number) => Array.from({ length: count }, (_, n) => bodyNamed(parts, `Body ${n}`))
    await append(parts.db, { key: 'act', size, drafts: drafts(first) })
    const again = append(parts.db, { key: 'act', size, drafts: drafts(then) })
    await expect(again).rejects.toMatchObject({ kind: 'different-repeat' })
    expect(await logSize(parts.db)).toBe(size + first)
  })

  it('whose entries point to each other is the same when it is repeated', async () => {
    const register = await openRegister()
    const { parts } = register
    const size = await logSize(parts.db)
    const pair = (): readonly Draft[] => {
      const registered = bodyNamed(parts, 'Vale Assembly')
      const { common, disclosures } = head(stamp(parts), [])
      const announced = {
        ...common,
        type: 'champion.appointed',
        body: registered.entry.id,
        kind: 'officer',
        from: parseDay('2026'),
      } as const
      return [registered, { entry: announced, disclosures }]
    }
    const first = await append(parts.db, { key: 'act', size, drafts: pair() })
    expect(await append(parts.db, { key: 'act', size, drafts: pair() })).toEqual(first)
    await register.check()
  })

  it('decided on a shorter log is overtaken, and leaves nothing', async () => {
    const register = await openRegister()
    const { parts } = register
    const size = await logSize(parts.db)
    await append(parts.db, { key: 'first', size, drafts: [bodyNamed(parts, 'First')] })
    const draft = bodyNamed(parts, 'Late')
    const late = append(parts.db, { key: 'late', size, drafts: [draft] }, [sessionFor(parts, 1, draft)])
    await expect(late).rejects.toMatchObject({ kind: 'overtaken' })
    const counts = [await logSize(parts.db), await counted(parts, 'bodies'), await counted(parts, 'sessions')]
    expect(counts).toEqual([size + 1, 1, 0])
    await register.check()
  })

  it('of several entries is never half written, not even where the log has by chance the length of its second', async () => {
    const register = await openRegister()
    const { parts } = register
    const size = await logSize(parts.db)
    await append(parts.db, { key: 'first', size, drafts: [bodyNamed(parts, 'First')] })
    // Decided one entry ago: the first of the two is too late, the second would fit.
    const late = append(parts.db, { key: 'late', size, drafts: [bodyNamed(parts, 'A'), bodyNamed(parts, 'B')] })
    await expect(late).rejects.toMatchObject({ kind: 'overtaken' })
    expect(await logSize(parts.db)).toBe(size + 1)
    await register.check()
  })

  it('writes what belongs to it where its own entry is, and nowhere else', async () => {
    const { parts } = await openRegister()
    const size = await logSize(parts.db)
    const act = async (n: number, at: number) => {
      const draft = bodyNamed(parts, 'Vale Assembly')
      return append(parts.db, { key: 'act', size: at, drafts: [draft] }, [sessionFor(parts, n, draft)])
    }
    await act(1, size)
    await act(2, size)
    await act(3, size + 1)
    expect(await parts.db.select({ id: sessions.id }).from(sessions)).toEqual([{ id: idOf(1) }])
  })

  it('keeps the order in which people would list it: position, not time', async () => {
    const register = await openRegister()
    const { parts, clock } = register
    const names = ['C', 'A', 'B']
    for (const [n, name] of names.entries()) {
      clock.now -= n * 3_600_000
      await append(parts.db, { key: name, size: await logSize(parts.db), drafts: [bodyNamed(parts, name)] })
    }
    const recorded = await listRecorded(parts.db)
    expect(recorded.slice(-3).map(({ entry }) => entry.at)).toEqual([
      '2026-03-04T10:15:00Z',
      '2026-03-04T09:15:00Z',
      '2026-03-04T07:15:00Z',
    ])
    await register.check()
  })
})

describe('eight instances that write to one file', () => {
  it('leave no gap, double nothing, and all keep what they were told was kept', async () => {
    const register = await openRegister()
    const from = await logSize(register.parts.db)
    const instances = await register.instances(8)
    const keys = await Promise.all(
      instances.map(async (parts, who) => {
        const own: string[] = []
        for (let n = 0; n < 50; n += 1) {
          // Every tenth act is one that all of them do.
          const key = n % 10 === 0 ? `shared:${n}` : `own:${who}:${n}`
          const { common, disclosures } = head(stamp(parts), [{ name: 'reason', value: `${n}`, public: false }])
          const entry = { ...common, type: 'policy.changed', policy: formatHex(new Uint8Array(32).fill(n)) } as const
          const session = insertIf(parts.db, sessions, sessionRow(parts), written(entry.id))
          const [done] = await append(parts.db, { key, size: null, drafts: [{ entry, disclosures }] }, [session])
          own.push(`${done?.position} ${key}`)
        }
        return own
      }),
    )
    const acts = 8 * 45 + 5
    expect(await logSize(register.parts.db)).toBe(from + acts)
    expect(new Set(keys.flat()).size).toBe(acts)
    expect(await counted(register.parts, 'sessions')).toBe(acts)
    await register.publish()
    await register.check()
  }, 60_000)

  it('decide again when they were overtaken, and give every newcomer a slug of its own', async () => {
    const register = await openRegister()
    const instances = await register.instances(8)
    const from = await logSize(register.parts.db)
    await Promise.all(
      instances.map(async (parts, who) => {
        for (let n = 0; n < 3;) {
          const size = await logSize(parts.db)
          const act = append(parts.db, { key: `${who}:${n}`, size, drafts: [bodyNamed(parts, 'Vale Assembly')] })
          if (await isWritten(act)) n += 1
        }
      }),
    )
    const slugs = (await listRecorded(register.parts.db)).length - from
    const { rows } = await register.parts.db.$client.execute('SELECT slug FROM bodies ORDER BY position')
    const base = makeSlug('Vale Assembly')
    expect(rows.map(({ slug }) => slug)).toEqual(
      Array.from({ length: slugs }, (_, n) => (n === 0 ? base : `${base}-${n + 1}`)),
    )
    await register.check()
  }, 60_000)
})

describe('a history of acts, some of them repeated', () => {
  it('is the same as the history without the repeats', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 5 }), { maxLength: 12 }), async (acts) => {
        const register = await openRegister()
        const { parts } = register
        const from = await logSize(parts.db)
        for (const n of acts) {
          await append(parts.db, {
            key: `act ${n}`,
            size: await logSize(parts.db),
            drafts: [bodyNamed(parts, `Body ${n}`)],
          })
        }
        expect(await logSize(parts.db)).toBe(from + new Set(acts).size)
        await register.check()
      }),
      { numRuns: 5 },
    )
  })
})

/** Whether an act was written; false where another one was first. */
async function isWritten(act: Promise<unknown>): Promise<boolean> {
  try {
    await act
    return true
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'overtaken') return false
    throw error
  }
}

function sessionRow(parts: Parts, id = stamp(parts).id()) {
  const { at } = stamp(parts)
  return { id, role: 'preparer', subject: id, signatory: null, expiresAt: at, endedAt: null, begunAt: at } as const
}

function sessionFor(parts: Parts, n: number, { entry }: Draft) {
  return insertIf(parts.db, sessions, sessionRow(parts, idOf(n)), written(entry.id))
}
