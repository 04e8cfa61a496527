import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/encoding/sha256.ts'
import { planCheckpoint, rangesForPlan } from '../../src/log/plan.ts'
import { hashesAmong, type HashAt, type StoredHash } from '../../src/log/stored-hashes.ts'
import { emptyRoot } from '../../src/log/tree.ts'
import { leavesOf, loaded, naiveHashes, naiveTree } from './naive.ts'

const large = 70_000
const leaves = leavesOf(large)
const mth = naiveTree(leaves)
const stored = naiveHashes(leaves, large)

/** The tables at the moment of planning: all the leaves, and above them what the last checkpoint left. */
const tablesAt = (last: number): StoredHash[] =>
  stored.filter(({ level, position }) => level === 0 || (position + 1) * 256 ** level <= last)
const headOf = (size: number) => (size === 0 ? undefined : { size, root: mth(0, size) })
const planFrom = (last: number, size: number) =>
  planCheckpoint(sha256, headOf(last), size, loaded(tablesAt(last), rangesForPlan(last, size)))
const filledBetween = (last: number, size: number) =>
  stored.filter(({ level, position }) => {
    const end = (position + 1) * 256 ** level
    return level > 0 && last < end && end <= size
  })

describe('the plan of a checkpoint', () => {
  it.each([
    [0, 1],
    [0, 255],
    [0, 256],
    [0, 600],
    [0, 65_536],
    [0, large],
    [1, 1],
    [1, 2],
    [255, 256],
    [255, 257],
    [256, 256],
    [256, 257],
    [257, 512],
    [600, large],
    [65_535, 65_536],
    [65_535, 65_537],
    [65_536, 65_536],
    [65_536, 65_537],
    [65_537, large],
    [69_999, large],
  ])('from %i to %i has the root and the tile hashes of the definition', (last, size) => {
    expect(planFrom(last, size)).toEqual({ valid: true, root: mth(0, size), tileHashes: filledBetween(last, size) })
  })

  it('does so between any two sizes', () => {
    const small = fc.integer({ min: 0, max: 1500 })
    fc.assert(
      fc.property(small, small, (a, b) => {
        const [last, size] = [Math.min(a, b), Math.max(a, b)]
        expect(planFrom(last, size)).toEqual({ valid: true, root: mth(0, size), tileHashes: filledBetween(last, size) })
      }),
      { numRuns: 40 },
    )
  }, 30_000)

  it('loads at most 255 hashes a level, and the leaves from the start of their tile', () => {
    for (const last of [0, 1, 255, 256, 300, 65_535, 65_536, 69_999]) {
      const [first, ...above] = rangesForPlan(last, large)
      expect(first).toEqual({ level: 0, from: Math.floor(last / 256) * 256, to: large })
      for (const { level, from, to } of above) {
        expect([to - from <= 255, from % 256, to]).toEqual([true, 0, Math.floor(last / 256 ** level)])
      }
    }
    expect(rangesForPlan(256, 256)).toEqual([{ level: 1, from: 0, to: 1 }])
    expect(rangesForPlan(0, 0)).toEqual([])
  })

  it('comes to the same in steps', () => {
    const tables: StoredHash[] = stored.filter(({ level }) => level === 0)
    let head: { size: number; root: Uint8Array } | undefined
    for (const size of [1000, 20_000, 65_535, 65_536, large]) {
      const plan = planCheckpoint(sha256, head, size, loaded(tables, rangesForPlan(head?.size ?? 0, size)))
      if (!plan.valid) throw new Error(plan.reason)
      tables.push(...plan.tileHashes)
      head = { size, root: plan.root }
    }
    expect(head?.root).toEqual(mth(0, large))
    expect(tables.length).toBe(stored.length)
  })

  it('of nothing is the empty root, and nothing to store', () => {
    const empty = { size: 0, root: emptyRoot(sha256) }
    expect(planCheckpoint(sha256, undefined, 0, hashesAmong([]))).toEqual({
      valid: true,
      root: empty.root,
      tileHashes: [],
    })
    expect(planCheckpoint(sha256, empty, 3, hashesAmong(stored.slice(0, 3)))).toMatchObject({ root: mth(0, 3) })
  })

  it('is refused where a stored hash was changed', () => {
    const last = 65_537 + 300
    const ranges = rangesForPlan(last, large)
    const tables = tablesAt(last)
    for (const range of ranges) {
      const changed = tables.map((row) =>
        row.level === range.level && row.position === range.from
          ? { ...row, hash: row.hash.with(7, row.hash[7]! ^ 1) }
          : row,
      )
      expect(planCheckpoint(sha256, headOf(last), large, loaded(changed, ranges))).toEqual({
        valid: false,
        reason: 'root-differs',
      })
    }
  })

  it('is refused where the last root is not ours', () => {
    const last = { size: 300, root: mth(0, 299) }
    expect(planCheckpoint(sha256, last, 600, hashesAmong(tablesAt(300)))).toEqual({
      valid: false,
      reason: 'root-differs',
    })
  })

  it('is refused where a hash is missing or cut short', () => {
    const ranges = rangesForPlan(300, 600)
    for (const range of ranges) {
      const isHit = ({ level, position }: StoredHash) => level === range.level && position === range.to - 1
      const without = tablesAt(300).filter((row) => !isHit(row))
      const short = tablesAt(300).map((row) => (isHit(row) ? { ...row, hash: row.hash.subarray(1) } : row))
      for (const tables of [without, short]) {
        expect(planCheckpoint(sha256, headOf(300), 600, hashesAmong(tables))).toEqual({
          valid: false,
          reason: 'hash-missing',
        })
      }
    }
  })

  it('is refused where the tables change while it is made', () => {
    let asked = 0
    const stored300 = hashesAmong(tablesAt(300))
    // The first entry of the open tile is asked for once to see that it is there, and once for the last root.
    const at: HashAt = (level, position) => {
      if (level === 0 && position === 256) asked++
      return asked > 2 && position === 256 ? leaves[0] : stored300(level, position)
    }
    expect(planCheckpoint(sha256, headOf(300), 301, at)).toEqual({ valid: false, reason: 'inconsistent' })
  })

  it('is refused where there are fewer entries than were signed', () => {
    expect(planCheckpoint(sha256, headOf(300), 299, hashesAmong(stored))).toEqual({
      valid: false,
      reason: 'entries-missing',
    })
  })
})
