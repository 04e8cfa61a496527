import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { append } from '../../src/storage/write/append.ts'
import { rebuildViews } from '../../src/storage/write/rebuild.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { dumpViews } from '../support/dump.ts'
import { happenings, historyOf } from '../support/history.ts'
import { openRegister, prepareRegister } from '../support/register.ts'

describe('rebuilt views', () => {
  it('are the live ones byte for byte, after any history written one act at a time or several', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, fc.integer({ min: 1, max: 5 }), async (happened, pace) => {
        const { parts } = await prepareRegister()
        const drafts = historyOf(happened)
        for (let n = 0; n < drafts.length; n += pace) {
          await append(parts.db, { key: `act ${n}`, size: n, drafts: drafts.slice(n, n + pace) })
        }
        const live = await dumpViews(parts.db)
        expect(await rebuildViews(parts.db)).toBe(drafts.length)
        expect(await dumpViews(parts.db)).toEqual(live)
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  it('are mended: whatever somebody did to them, they are what the log says', async () => {
    const register = await openRegister()
    await register.signUp()
    await register.accept()
    await register.settle()
    const { parts } = register
    const live = await dumpViews(parts.db)
    await parts.db.$client.batch(
      ['DELETE FROM issues', `UPDATE bodies SET name = 'Forged'`, `UPDATE signings SET reference = 'EX-99999'`],
      'write',
    )
    expect(await dumpViews(parts.db)).not.toEqual(live)
    await rebuildViews(parts.db)
    expect(await dumpViews(parts.db)).toEqual(live)
  })

  it('lose nothing that is written while they are rebuilt', async () => {
    const register = await openRegister()
    const { parts } = register
    const drafts = historyOf(
      Array.from({ length: 12 }, (_, n) => ({ type: 'body.registered', pick: n, other: n, name: 'Vale' }) as const),
    ).filter(({ entry }) => entry.type === 'body.registered')
    const [rebuilder] = await register.instances(1)
    const writing = (async () => {
      for (const [n, draft] of drafts.entries())
        await append(parts.db, { key: `act ${n}`, size: await logSize(parts.db), drafts: [draft] })
    })()
    const rebuilding = (async () => {
      for (let n = 0; n < 6; n += 1) await rebuildViews(rebuilder!.db)
    })()
    await Promise.all([writing, rebuilding])
    await register.check()
    const { rows } = await parts.db.$client.execute('SELECT count(*) AS n FROM bodies')
    expect(rows[0]?.['n']).toBe(drafts.length)
  })
})
