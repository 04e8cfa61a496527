import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/encoding/sha256.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { formatBundle, parseBundle } from '../../src/log/bundle.ts'
import { formatCheckpoint, verifyCheckpoint } from '../../src/log/checkpoint.ts'
import { signNote } from '../../src/log/note.ts'
import { planCheckpoint } from '../../src/log/plan.ts'
import { hashesAmong } from '../../src/log/stored-hashes.ts'
import { bundlesOf, formatTile, hashTilesOf } from '../../src/log/tile.ts'
import { leafHash, rootOf } from '../../src/log/tree.ts'
import { formatVkey, noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { listVectors, readVectorBytes, readVectorText, vectorsPresent } from '../support/vectors.ts'
import { readKnown } from './known.ts'
import { keyOfGoText } from './signing.ts'

describe.runIf(vectorsPresent)("Tessera's test log", () => {
  const sizes = Array.from({ length: 16 }, (_, size) => size)
  const read = () => {
    const entries = readKnown('tessera-log/entries.json', v.array(v.string())).map(formatUtf8)
    const { key, signer } = keyOfGoText(readVectorText('tessera-log/private-key.txt'))
    return { entries, leaves: entries.map((entry) => leafHash(sha256, entry)), key, signer }
  }

  it('has the key of its private key', () => {
    expect(formatVkey(read().key)).toBe(readVectorText('tessera-log/vkey.txt').trim())
  })

  it.each(sizes)('is signed byte for byte the same at size %i', async (size) => {
    const { leaves, key, signer } = read()
    const root = rootOf(sha256, leaves.slice(0, size))
    const note = await signNote(formatCheckpoint({ origin: key.name, size, root }), [signer])
    expect(note).toBe(readVectorText(`tessera-log/checkpoint.${size}`))
    const log = noteVerifier(parseVkey(readVectorText('tessera-log/vkey.txt').trim()))
    expect(verifyCheckpoint(note, [log])).toMatchObject({ valid: true, checkpoint: { size, root } })

    const rows = leaves.map((hash, position) => ({ level: 0, position, hash }))
    expect(planCheckpoint(sha256, undefined, size, hashesAmong(rows))).toEqual({ valid: true, root, tileHashes: [] })
  })

  it('ends in the checkpoint of fifteen entries', () => {
    expect(readVectorText('tessera-log/checkpoint')).toBe(readVectorText('tessera-log/checkpoint.15'))
  })

  it('has the same tiles and bundles, byte for byte, and no others', () => {
    const { entries, leaves } = read()
    const written = new Set<string>()
    for (const size of sizes) {
      for (const tile of hashTilesOf(size)) {
        const path = formatTile(tile)
        written.add(`tessera-log/${path}`)
        expect(concatBytes(...leaves.slice(0, size))).toEqual(readVectorBytes(`tessera-log/${path}`))
      }
      for (const tile of bundlesOf(size)) {
        const path = formatTile(tile)
        written.add(`tessera-log/${path}`)
        const bundle = readVectorBytes(`tessera-log/${path}`)
        expect(formatBundle(entries.slice(0, size))).toEqual(bundle)
        expect(parseBundle(bundle, tile.width).map(parseUtf8)).toEqual(entries.slice(0, size).map(parseUtf8))
      }
    }
    expect([...written].toSorted()).toEqual(listVectors('tessera-log/tile').toSorted())
  })
})
