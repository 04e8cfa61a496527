import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { listVectors, vectorsPresent } from '../support/vectors.ts'
import { knownCases } from './known.ts'

// A table that is missing or empty would pass by having nothing to fail.
describe.runIf(vectorsPresent)("other people's known answers are all there", () => {
  it.each([
    ['signed-note/notes.json', 'cases', 21],
    ['signed-note/notes.json', 'bytes', 2],
    ['signed-note/notes.json', 'alsoVerifies', 3],
    ['signed-note/vkeys.json', 'keys', 9],
    ['signed-note/vkeys.json', 'refused', 6],
    ['signed-note/checkpoint-texts.json', 'accepted', 4],
    ['signed-note/checkpoint-texts.json', 'refused', 18],
    ['tlog-policy/policies.json', 'accepted', 6],
    ['tlog-policy/policies.json', 'refused', 15],
    ['tlog-proof/proofs.json', 'accepted', 3],
    ['tlog-proof/proofs.json', 'refused', 13],
    ['tlog-tiles/tiles.json', 'paths', 6],
    ['tlog-tiles/tiles.json', 'refusedPaths', 18],
    ['tlog-tiles/tiles.json', 'trees', 9],
    ['tlog-tiles/tiles.json', 'bundles', 3],
    ['tlog-tiles/tiles.json', 'refusedBundlesHex', 4],
    ['witness/monkeys.json', 'cases', 15],
    ['witness/monkeys.json', 'cosignatures', 2],
    ['witness/litewitness.json', 'steps', 9],
    ['witness/sigsum-witness.json', 'steps', 5],
  ])('%s has of %s %i', (file, member, count) => {
    expect(knownCases(file, member, v.unknown())).toHaveLength(count)
  })

  it.each([
    ['merkle/inclusion', 98],
    ['merkle/consistency', 98],
    ['tessera-log', 50],
  ])('%s has %i files', (folder, count) => {
    expect(listVectors(folder)).toHaveLength(count)
  })
})
