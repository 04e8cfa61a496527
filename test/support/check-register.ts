import { expect } from 'vitest'
import type { Parts } from '../../src/actions/parts.ts'
import { proveEntry } from '../../src/actions/prove-entry.ts'
import { digestOf, parseDisclosure } from '../../src/core/disclosure.ts'
import { formatLeaf, parseLeaf, type Entry } from '../../src/core/entry.ts'
import { signingKeys } from '../../src/core/key-history.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { verifyCheckpoint } from '../../src/log/checkpoint.ts'
import { planCheckpoint } from '../../src/log/plan.ts'
import { verifyConsistency, verifyInclusion } from '../../src/log/proof.ts'
import { proofOver, subtreesForConsistency } from '../../src/log/prove.ts'
import { hashesAmong } from '../../src/log/stored-hashes.ts'
import { parseTlogProof } from '../../src/log/tlog-proof.ts'
import { leafHash, rootOf } from '../../src/log/tree.ts'
import { noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { bytesOf } from '../../src/storage/read/entries.ts'
import { listRotations } from '../../src/storage/read/rotations.ts'
import { findPublished } from '../../src/storage/read/log.ts'
import { signUps } from '../../src/storage/private-schema.ts'
import { checkpoints, disclosures, entries, tileHashes } from '../../src/storage/schema.ts'
import { certificates, publications } from '../../src/storage/served-schema.ts'
import { rebuildViews } from '../../src/storage/write/rebuild.ts'
import { dumpViews } from './dump.ts'

type Kept = { key: string; entry: Entry; leaf: Uint8Array }

/** Derives anew everything that is public, from the bytes of the log, and holds what is stored against it. */
export async function checkRegister({ db }: Parts): Promise<void> {
  const rows = (await db.select().from(entries)).toSorted((a, b) => a.position - b.position)
  const kept = rows.map((row, n): Kept => {
    const leaf = bytesOf(row.leaf)
    const entry = parseLeaf(leaf)
    expect(formatLeaf(entry)).toEqual(leaf)
    expect(row).toMatchObject({ position: n, id: entry.id })
    expect(bytesOf(row.leafHash)).toEqual(leafHash(sha256, leaf))
    return { key: row.key, entry, leaf }
  })
  await checkDisclosures(db, kept)
  await checkTree(db, kept)
  await checkCertificates(db, kept)
  await checkSignUps(db, kept)

  const live = await dumpViews(db)
  await rebuildViews(db)
  expect(await dumpViews(db)).toEqual(live)
  const [broken, sound] = await db.$client.batch(['PRAGMA foreign_key_check', 'PRAGMA integrity_check'])
  expect([broken?.rows.length, sound?.rows[0]?.['integrity_check']]).toEqual([0, 'ok'])
}

async function checkDisclosures(db: Parts['db'], kept: readonly Kept[]): Promise<void> {
  const erased = new Set(kept.flatMap(({ entry }) => (entry.type === 'disclosure.erased' ? entry.digests : [])))
  const told = await db.select().from(disclosures)
  for (const { digest, text, name } of told) {
    expect(digestOf(text)).toBe(digest)
    expect(parseDisclosure(text).name).toBe(name)
  }
  const held = Map.groupBy(told, ({ position }) => position)
  for (const [position, { key, entry }] of kept.entries()) {
    const digests = (held.get(position) ?? []).map(({ digest }) => digest).toSorted()
    const promised = (entry.sd ?? []).filter((digest) => !erased.has(digest))
    // What came back from a published copy came without what is not public.
    if (key.startsWith('restored:')) expect(promised).toEqual(expect.arrayContaining(digests))
    else expect(digests).toEqual(promised)
  }
  expect(held.size).toBeLessThanOrEqual(kept.length)
}

async function checkTree(db: Parts['db'], kept: readonly Kept[]): Promise<void> {
  const [first] = kept
  const stored = (await db.select().from(checkpoints)).toSorted((a, b) => a.size - b.size)
  const last = stored.at(-1)
  if (first?.entry.type !== 'register.opened') throw new Error('a log begins with the opening of its register')
  const history = await listRotations(db)
  expect(history.filter(({ use }) => use === 'log').map(({ key }) => key)).toEqual([
    first.entry.keys.log,
    ...kept.flatMap(({ entry }) => (entry.type === 'key.rotated' && entry.use === 'log' ? [entry.key] : [])),
  ])
  const hashes = kept.map(({ leaf }) => leafHash(sha256, leaf))
  for (const { size, root, note } of stored) {
    expect(size).toBeLessThanOrEqual(kept.length)
    expect(bytesOf(root)).toEqual(rootOf(sha256, hashes.slice(0, size)))
    const signers = signingKeys(history, size).map((vkey) => noteVerifier(parseVkey(vkey)))
    expect(verifyCheckpoint(note, signers)).toMatchObject({
      valid: true,
      checkpoint: { origin: first.entry.origin, size, root: bytesOf(root) },
      signatures: signers.map(({ keyId }) => ({ keyId })),
    })
  }

  const leaves = hashes.map((hash, position) => ({ level: 0, position, hash }))
  const plan = planCheckpoint(sha256, undefined, last?.size ?? 0, hashesAmong(leaves))
  const tiles = plan.valid ? plan.tileHashes : []
  const key = ({ level, position, hash }: (typeof tiles)[number]) => `${level}/${position} ${formatHex(bytesOf(hash))}`
  expect((await db.select().from(tileHashes)).map(key).toSorted()).toEqual(tiles.map(key).toSorted())

  const known = hashesAmong([...leaves, ...tiles])
  for (const [n, from] of stored.entries()) {
    const to = stored[n + 1]
    if (to) {
      const proof = proofOver(sha256, subtreesForConsistency(from.size, to.size), known)
      expect(verifyConsistency(sha256, { from: head(from), to: head(to), proof })).toBe(true)
    }
  }
  for (const { name, size, bytes } of await db.select().from(publications)) {
    expect(size).toBeLessThanOrEqual(last?.size ?? 0)
    if (!name.endsWith('.json')) continue
    const { log }: { log: unknown } = JSON.parse(parseUtf8(bytesOf(bytes)))
    const root = rootOf(sha256, hashes.slice(0, size))
    expect(log).toEqual({ origin: first.entry.origin, size, root: Buffer.from(root).toString('base64') })
  }
  const shown = await findPublished(db)
  if (!shown) return
  for (const index of kept.slice(0, shown.size).keys()) {
    const proof = parseTlogProof(parseUtf8(await proveEntry(db, index)))
    expect(proof).toMatchObject({ index, extra: kept[index]?.leaf, checkpoint: shown.note })
    const leaf = leafHash(sha256, proof.extra ?? new Uint8Array())
    expect(verifyInclusion(sha256, { leaf, index, proof: proof.hashes, ...head(shown) })).toBe(true)
  }
}

async function checkCertificates(db: Parts['db'], kept: readonly Kept[]): Promise<void> {
  const issued = kept.flatMap(({ key, entry }) => (entry.type === 'certificate.issued' ? [{ key, ...entry }] : []))
  const firsts = issued.filter(({ replaces }) => !replaces).map(({ signing }) => signing)
  expect(new Set(firsts).size).toBe(firsts.length)
  const signings = new Set(kept.flatMap(({ entry }) => (entry.type === 'signing.recorded' ? [entry.id] : [])))
  const files = await db.select().from(certificates)
  // One that showed what was erased since is replaced, and its bytes are gone.
  const served = [...new Map(issued.map((one) => [one.signing, one])).values()]
  expect(files.length).toBe(served.length)
  for (const { key, signing, pdf } of served) {
    expect(signings).toContain(signing)
    const file = files.find((one) => one.signing === signing && key === `certificate:${signing}:${one.number}:0`)
    expect(file).toMatchObject({ signing, sha256: pdf })
    expect(formatHex(sha256(bytesOf(file?.pdf ?? new Uint8Array())))).toBe(pdf)
  }
}

/** A sign-up is closed as accepted only where the log says so; one that the log accepted may have been erased since. */
async function checkSignUps(db: Parts['db'], kept: readonly Kept[]): Promise<void> {
  const accepted = (await db.select().from(signUps)).filter(({ outcome }) => outcome === 'accepted')
  const recorded = new Set(
    kept.map(({ key }) => /^acceptance:([^:]*):\d+$/.exec(key)?.[1]).filter((id) => id !== undefined),
  )
  const held = (await db.select().from(signUps)).map(({ id }): string => id).filter((id) => recorded.has(id))
  expect(new Set(accepted.map(({ id }): string => id))).toEqual(new Set(held))
}

function head({ size, root }: { size: number; root: Uint8Array }) {
  return { size, root: bytesOf(root) }
}
