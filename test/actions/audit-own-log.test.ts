import { describe, expect, it } from 'vitest'
import { auditOwnLog } from '../../src/actions/audit-own-log.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { leafHash } from '../../src/log/tree.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { listLeaves } from '../../src/storage/read/log.ts'
import { findAudited, findLastAudit } from '../../src/storage/read/audits.ts'
import { appOf } from '../support/app.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister, type Register } from '../support/register.ts'

const day = 24 * 60 * 60 * 1000

/** A register with some whole tiles. */
async function grown(): Promise<Register> {
  const register = await openRegister()
  await registerBodies(register.parts, inventBodies(600))
  await register.publish()
  return register
}

/** Does what the database forbids, as somebody would who has the file. */
async function meddle({ parts }: Register, trigger: string, sql: string): Promise<void> {
  await parts.db.$client.batch([`DROP TRIGGER IF EXISTS ${trigger}`, sql], 'write')
}

describe('the register reads its own log', () => {
  it('once a day, and says on its health page when all of it held', async () => {
    const register = await grown()
    const { parts } = register
    await auditOwnLog(parts)
    const first = await findAudited(parts.db)
    expect(first).toBe('2026-03-04T10:15:00Z')
    register.clock.now += 60_000
    await auditOwnLog(parts)
    expect(await findAudited(parts.db)).toBe(first)
    register.clock.now += day
    await auditOwnLog(parts)
    expect(await findAudited(parts.db)).toBe('2026-03-05T10:16:00Z')
    const health: unknown = await (await appOf(parts).request('/health')).json()
    expect(health).toMatchObject({ log: { audited: '2026-03-05T10:16:00Z' } })
    expect(register.events.filter(({ kind }) => kind === 'log-stopped')).toEqual([])
  }, 30_000)

  it('a slice at a run, and goes on where it was', async () => {
    const { parts } = await grown()
    const positions: (number | undefined)[] = []
    while (!(await findAudited(parts.db))) {
      await auditOwnLog(parts, 250)
      positions.push((await findLastAudit(parts.db))?.position)
    }
    expect(positions).toEqual([250, 500, positions.at(-1)])
  }, 60_000)

  it.each([
    [
      'leaf',
      'entries_fixed',
      `UPDATE entries SET leaf = CAST(replace(leaf, 'registered', 'Registered') AS BLOB) WHERE position = 300`,
    ],
    ['leaf hash', 'entries_fixed', 'UPDATE entries SET leaf_hash = zeroblob(32) WHERE position = 5'],
    [
      'hash of a tile',
      'tile_hashes_fixed',
      'UPDATE tile_hashes SET hash = zeroblob(32) WHERE level = 1 AND position = 0',
    ],
  ])(
    'and stops, and says so, over a changed %s',
    async (_what, trigger, sql) => {
      const register = await grown()
      await meddle(register, trigger, sql)
      await expect(auditOwnLog(register.parts)).rejects.toThrow('has stopped')
      expect(register.events).toContainEqual({ kind: 'log-stopped', halt: { reason: 'tables-changed' } })
      expect((await appOf(register.parts).request('/health')).status).toBe(503)
    },
    30_000,
  )

  it('and stops over an entry that was changed with its hash, because the root was signed', async () => {
    const register = await grown()
    const { parts } = register
    const position = (await logSize(parts.db)) - 1
    const [leaf] = await listLeaves(parts.db, position, position + 1)
    const other = formatUtf8(parseUtf8(leaf!).replace('"v":1', '"v":2'))
    const hex = (bytes: Uint8Array) => `x'${formatHex(bytes)}'`
    const sql = `UPDATE entries SET leaf = ${hex(other)}, leaf_hash = ${hex(leafHash(sha256, other))} WHERE position = ${position}`
    await meddle(register, 'entries_fixed', sql)
    await expect(auditOwnLog(parts)).rejects.toThrow('has stopped')
  }, 30_000)
})
