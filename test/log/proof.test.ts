import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parseBase64 } from '../../src/encoding/base64.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { verifyConsistency, verifyInclusion } from '../../src/log/proof.ts'
import { proofOver, subtreesForConsistency, subtreesForInclusion, tilesUnder } from '../../src/log/prove.ts'
import { hashesAmong } from '../../src/log/stored-hashes.ts'
import { emptyRoot, nodeHash } from '../../src/log/tree.ts'
import { listVectors, vectorsPresent } from '../support/vectors.ts'
import { readKnown } from './known.ts'
import { leavesOf, loaded, naiveHashes, naiveTree } from './naive.ts'

const hashes = v.nullish(v.array(v.string()), [])
const inclusionVector = v.object({
  leafIdx: v.number(),
  treeSize: v.number(),
  root: v.nullable(v.string()),
  leafHash: v.nullable(v.string()),
  proof: hashes,
  wantErr: v.boolean(),
})
const consistencyVector = v.object({
  size1: v.number(),
  size2: v.number(),
  root1: v.nullable(v.string()),
  root2: v.nullable(v.string()),
  proof: hashes,
  wantErr: v.boolean(),
})

describe.runIf(vectorsPresent)('transparency-dev/merkle', () => {
  const list = (folder: string) => (vectorsPresent ? listVectors(folder) : [])
  const bytes = (base64: string | null) => parseBase64(base64 ?? '')

  it('has 98 and 98 vectors', () => {
    expect([list('merkle/inclusion').length, list('merkle/consistency').length]).toEqual([98, 98])
  })

  it.each(list('merkle/inclusion'))('%s', (path) => {
    const { leafIdx: index, treeSize: size, root, leafHash, proof, wantErr } = readKnown(path, inclusionVector)
    const claim = { leaf: bytes(leafHash), index, size, proof: proof.map(bytes), root: bytes(root) }
    expect(verifyInclusion(sha256, claim)).toBe(!wantErr)
  })

  it.each(list('merkle/consistency'))('%s', (path) => {
    const { size1, size2, root1, root2, proof, wantErr } = readKnown(path, consistencyVector)
    const [from, to] = [
      { size: size1, root: bytes(root1) },
      { size: size2, root: bytes(root2) },
    ]
    expect(verifyConsistency(sha256, { from, to, proof: proof.map(bytes) })).toBe(!wantErr)
  })
})

const large = 70_000
const leaves = leavesOf(large)
const mth = naiveTree(leaves)
const stored = naiveHashes(leaves, large)
const every = hashesAmong(stored)
const headOf = (size: number) => ({ size, root: mth(0, size) })
const inclusionOf = (index: number, size: number) => ({
  ...headOf(size),
  leaf: leaves[index]!,
  index,
  proof: proofOver(sha256, subtreesForInclusion(index, size), every),
})
const consistencyOf = (from: number, to: number) => ({
  from: headOf(from),
  to: headOf(to),
  proof: proofOver(sha256, subtreesForConsistency(from, to), every),
})
const edges = [255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, large]

describe('an inclusion proof', () => {
  it('verifies for every entry of every small tree', () => {
    for (let size = 1; size <= 70; size++) {
      for (let index = 0; index < size; index++) expect(verifyInclusion(sha256, inclusionOf(index, size))).toBe(true)
    }
  })

  it('verifies at every size up to 600', () => {
    for (let size = 1; size <= 600; size++) {
      for (const index of [0, Math.floor(size / 3), Math.max(0, size - 2), size - 1]) {
        expect(verifyInclusion(sha256, inclusionOf(index, size))).toBe(true)
      }
    }
  })

  it.each(edges)('verifies around the edges of tiles at size %i', (size) => {
    for (const index of [0, 1, 255, 256, 65_535, 65_536, size - 2, size - 1].filter((n) => n < size)) {
      expect(verifyInclusion(sha256, inclusionOf(index, size))).toBe(true)
    }
  })

  it('asks beforehand for all the hashes it needs, in whole tiles', () => {
    for (const [index, size] of [
      [0, 1],
      [5, 255],
      [300, 600],
      [65_535, 65_537],
      [12_345, large],
    ] as const) {
      const ranges = tilesUnder(subtreesForInclusion(index, size), size)
      for (const { level, from, to } of ranges) {
        const end = Math.min(from + 256, Math.floor(size / 256 ** level))
        expect([from % 256, to]).toEqual([0, end])
      }
      expect(proofOver(sha256, subtreesForInclusion(index, size), loaded(stored, ranges))).toEqual(
        inclusionOf(index, size).proof,
      )
    }
    expect(tilesUnder(subtreesForInclusion(12_345, large), large).length).toBeLessThanOrEqual(5)
  })

  it.each([
    [1, 1],
    [0, 0],
    [-1, 5],
    [2 ** 53, 2 ** 53 + 2],
    [0.5, 5],
  ])('cannot be made of entry %d in %d', (index, size) => {
    expect(() => proofOver(sha256, subtreesForInclusion(index, size), every)).toThrow('no such entry')
  })

  it('is not made from hashes that were not loaded', () => {
    expect(() => proofOver(sha256, subtreesForInclusion(0, 2), () => undefined)).toThrow('was not loaded')
  })

  it('does not verify with any byte flipped, nor with a hash too many or too few', () => {
    const claim = inclusionOf(77, 300)
    const flip = (bytes: Uint8Array, at: number) => bytes.with(at, bytes[at]! ^ 0x10)
    for (let at = 0; at < 32; at++) {
      expect(verifyInclusion(sha256, { ...claim, leaf: flip(claim.leaf, at) })).toBe(false)
      expect(verifyInclusion(sha256, { ...claim, root: flip(claim.root, at) })).toBe(false)
      for (const [n, sibling] of claim.proof.entries()) {
        expect(verifyInclusion(sha256, { ...claim, proof: claim.proof.with(n, flip(sibling, at)) })).toBe(false)
      }
    }
    expect(verifyInclusion(sha256, { ...claim, proof: [...claim.proof, claim.root] })).toBe(false)
    expect(verifyInclusion(sha256, { ...claim, proof: claim.proof.slice(0, -1) })).toBe(false)
    expect(verifyInclusion(sha256, { ...claim, proof: claim.proof.slice(1) })).toBe(false)
  })

  it('does not verify at another index, nor in numbers that no log has', () => {
    const claim = inclusionOf(77, 300)
    for (let index = 0; index < 300; index++) {
      expect(verifyInclusion(sha256, { ...claim, index })).toBe(index === 77)
    }
    for (const index of [-1, 300, 77.5, Number.NaN, Infinity]) {
      expect(verifyInclusion(sha256, { ...claim, index })).toBe(false)
    }
    for (const size of [0, -1, 77, 300.5, Infinity]) expect(verifyInclusion(sha256, { ...claim, size })).toBe(false)
  })

  it('counts beyond 32 bits', () => {
    // One entry at 2^40 in a tree of 2^40 + 1: its only sibling is the whole complete subtree before it.
    const [leaf, sibling] = leaves
    const root = verifyRoot(sibling!, leaf!)
    const claim = { leaf: leaf!, index: 2 ** 40, size: 2 ** 40 + 1, proof: [sibling!], root }
    expect(verifyInclusion(sha256, claim)).toBe(true)
    expect(verifyInclusion(sha256, { ...claim, index: 0 })).toBe(false)
    // The first entry has 41 siblings there, however the root was made.
    const short = { ...claim, index: 0, root: verifyRoot(leaf!, sibling!) }
    expect(verifyInclusion(sha256, short)).toBe(false)
  })

  it('is not longer than the tree is high, even under a root made to fit', () => {
    const claim = { leaf: leaves[1]!, index: 0, size: 1, proof: [leaves[0]!], root: mth(0, 2) }
    expect(verifyInclusion(sha256, claim)).toBe(false)
  })

  const verifyRoot = (left: Uint8Array, right: Uint8Array) => naiveTree([left, right])(0, 2)
})

describe('a consistency proof', () => {
  it('verifies between every two small sizes', () => {
    for (let to = 1; to <= 70; to++) {
      for (let from = 1; from <= to; from++) expect(verifyConsistency(sha256, consistencyOf(from, to))).toBe(true)
    }
  })

  it('verifies to every size up to 600', () => {
    for (let to = 1; to <= 600; to++) {
      for (const from of [1, Math.ceil(to / 3), Math.max(1, to - 1), to]) {
        expect(verifyConsistency(sha256, consistencyOf(from, to))).toBe(true)
      }
    }
  })

  it('verifies between all edges of tiles', () => {
    for (const [n, to] of edges.entries()) {
      for (const from of edges.slice(0, n + 1)) expect(verifyConsistency(sha256, consistencyOf(from, to))).toBe(true)
    }
  })

  it('asks beforehand for all the hashes it needs', () => {
    for (const [from, to] of [
      [1, 2],
      [255, 256],
      [300, 600],
      [65_535, 65_537],
      [12_345, large],
    ] as const) {
      const found = loaded(stored, tilesUnder(subtreesForConsistency(from, to), to))
      expect(proofOver(sha256, subtreesForConsistency(from, to), found)).toEqual(consistencyOf(from, to).proof)
    }
  })

  it('has no hash of another length, even under a root made to fit', () => {
    const [from, short] = [headOf(1), leaves[1]!.subarray(1)]
    const claim = { from, to: { size: 2, root: nodeHash(sha256, from.root, short) }, proof: [short] }
    expect(verifyConsistency(sha256, claim)).toBe(false)
  })

  it('counts beyond 32 bits', () => {
    const [from, sibling] = [{ size: 2 ** 40, root: leaves[0]! }, leaves[1]!]
    const to = { size: 2 ** 41, root: nodeHash(sha256, from.root, sibling) }
    expect(verifyConsistency(sha256, { from, to, proof: [sibling] })).toBe(true)
    expect(verifyConsistency(sha256, { from: { ...from, size: 1 }, to, proof: [sibling] })).toBe(false)
  })

  it('is empty for equal sizes, which no longer hold with a proof', () => {
    const claim = consistencyOf(256, 256)
    expect(claim.proof).toEqual([])
    expect(verifyConsistency(sha256, { ...claim, proof: [claim.to.root] })).toBe(false)
    expect(verifyConsistency(sha256, { ...claim, to: { size: 256, root: mth(0, 255) } })).toBe(false)
  })

  it.each([
    [0, 5],
    [6, 5],
    [0, 0],
  ])('from %i to %i can neither be made nor verified', (from, to) => {
    expect(() => proofOver(sha256, subtreesForConsistency(from, to), every)).toThrow('no such tree')
    const claim = { from: headOf(from), to: headOf(to), proof: [] }
    expect(verifyConsistency(sha256, claim)).toBe(false)
    expect(verifyConsistency(sha256, { ...claim, proof: [emptyRoot(sha256)] })).toBe(false)
  })

  it('does not verify with any byte flipped, nor with a hash too many or too few', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 599 }), fc.nat(31), fc.integer({ min: 1, max: 255 }), (size, at, bits) => {
        const claim = consistencyOf(size, 600)
        const flip = (bytes: Uint8Array) => bytes.with(at, bytes[at]! ^ bits)
        const isGood = (part: object) => verifyConsistency(sha256, { ...claim, ...part })
        expect(isGood({ from: { size, root: flip(claim.from.root) } })).toBe(false)
        expect(isGood({ to: { size: 600, root: flip(claim.to.root) } })).toBe(false)
        for (const [n, part] of claim.proof.entries()) {
          expect(isGood({ proof: claim.proof.with(n, flip(part)) })).toBe(false)
          expect(isGood({ proof: claim.proof.toSpliced(n, 1) })).toBe(false)
        }
        expect(isGood({ proof: [...claim.proof, claim.to.root] })).toBe(false)
        expect(isGood({ from: { size: size + 1, root: claim.from.root } })).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})
