import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { formatHex, parseHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { emptyRoot, foldPeaks, leafHash, nodeHash, rootOf } from '../../src/log/tree.ts'
import { vectorsPresent } from '../support/vectors.ts'
import { readKnown } from './known.ts'
import { leavesOf, naiveTree } from './naive.ts'

const schema = v.object({
  emptyRoot: v.string(),
  emptyLeaf: v.string(),
  leaf: v.object({ text: v.string(), hash: v.string() }),
  node: v.object({ leftText: v.string(), rightText: v.string(), hash: v.string() }),
  tree: v.object({
    leafInputs: v.array(v.string()),
    leafHashes: v.array(v.string()),
    level1: v.array(v.string()),
    level2: v.array(v.string()),
    rootsBySize: v.array(v.string()),
  }),
})

describe.runIf(vectorsPresent)('the tree of RFC 6962 §2.1', () => {
  const read = () => readKnown('rfc6962/known-answers.json', schema)

  it('has the known roots, leaves and nodes', () => {
    const known = read()
    expect(formatHex(emptyRoot(sha256))).toBe(known.emptyRoot)
    expect(formatHex(leafHash(sha256, new Uint8Array()))).toBe(known.emptyLeaf)
    expect(formatHex(leafHash(sha256, formatUtf8(known.leaf.text)))).toBe(known.leaf.hash)
    const { leftText, rightText, hash } = known.node
    expect(formatHex(nodeHash(sha256, formatUtf8(leftText), formatUtf8(rightText)))).toBe(hash)
  })

  it('has the known hashes at every height of eight leaves', () => {
    const { leafInputs, leafHashes, level1, level2, rootsBySize } = read().tree
    const leaves = leafInputs.map((input) => leafHash(sha256, parseHex(input)))
    expect(leaves.map(formatHex)).toEqual(leafHashes)
    expect([0, 2, 4, 6].map((n) => formatHex(rootOf(sha256, leaves.slice(n, n + 2))))).toEqual(level1)
    expect([0, 4].map((n) => formatHex(rootOf(sha256, leaves.slice(n, n + 4))))).toEqual(level2)
    expect(rootsBySize.map((_, size) => formatHex(rootOf(sha256, leaves.slice(0, size))))).toEqual(rootsBySize)
  })
})

describe('a root', () => {
  it('is that of the definition at every size', () => {
    const leaves = leavesOf(600)
    const mth = naiveTree(leaves)
    for (let size = 0; size <= 600; size++) {
      expect(formatHex(rootOf(sha256, leaves.slice(0, size)))).toBe(formatHex(mth(0, size)))
    }
  })

  it('is taken from leaves that come one at a time', () => {
    const leaves = leavesOf(100)
    expect(rootOf(sha256, leaves.values())).toEqual(rootOf(sha256, leaves))
  })

  it('of one leaf is the leaf, and of no peaks that of nothing', () => {
    const [leaf] = leavesOf(1)
    expect(rootOf(sha256, [leaf!])).toBe(leaf)
    expect(foldPeaks(sha256, [])).toEqual(emptyRoot(sha256))
  })
})
