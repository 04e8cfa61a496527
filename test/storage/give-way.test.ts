import { expect, it } from 'vitest'
import { logSize } from '../../src/storage/read/entries.ts'
import { loadPast } from '../../src/storage/read/past.ts'
import { rebuildViews } from '../../src/storage/write/rebuild.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'

/** How often somebody who waits gets a turn while something is done. */
async function turnsDuring(act: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let waiting = true
  const wait = () => {
    turns += 1
    if (waiting) setImmediate(wait)
  }
  setImmediate(wait)
  await act()
  waiting = false
  return turns
}

it('others get their turn while much is written, or read one after the other', async () => {
  const { parts } = await openRegister()
  const bodies = inventBodies(600)
  expect(await turnsDuring(async () => registerBodies(parts, bodies))).toBeGreaterThanOrEqual(6)
  const size = await logSize(parts.db)
  expect(await turnsDuring(async () => loadPast(parts.db, size))).toBeGreaterThanOrEqual(1)
  expect(await turnsDuring(async () => rebuildViews(parts.db))).toBeGreaterThanOrEqual(1)
})
