import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkpoint } from '../../src/actions/checkpoint.ts'
import { now, type Parts } from '../../src/actions/parts.ts'
import { publish } from '../../src/actions/publish.ts'
import { findSpareKey, retireLogKey, rotateKey, type Rotatable } from '../../src/actions/rotate-key.ts'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { parseZip } from '../../src/encoding/zip.ts'
import type { Source } from '../../src/log/audit.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { findPapers, findTrust } from '../../src/verify/bundle.ts'
import { verifyCertificate } from '../../src/verify/certificate-verdict.ts'
import { fetchFiles } from '../../src/verify/register-files.ts'
import { importKeys, parseStoredKeys, type StoredKeys } from '../../src/keys/key-ring.ts'
import { withNewKey } from '../../src/keys/make-keys.ts'
import { verifyCheckpoint } from '../../src/log/checkpoint.ts'
import { parseNote } from '../../src/log/note.ts'
import { parsePolicy } from '../../src/log/policy.ts'
import { noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { markInFile } from '../../src/storage/mark-file.ts'
import { findEntryAt, logSize } from '../../src/storage/read/entries.ts'
import { checkpoints } from '../../src/storage/schema.ts'
import { appOf } from '../support/app.ts'
import { faults, openRegister, testKeys, type Register } from '../support/register.ts'

const year = 365 * 86_400_000

describe('a new key of the log', () => {
  it('is named in a checkpoint of the older one, signs beside it for a year, and then alone', async () => {
    const register = await openRegister()
    await register.publish()
    const parts = await withSpare(register, 'log')
    const [older, newer] = parts.keys.logs.map(({ vkey }) => vkey)
    const named = await logSize(parts.db)
    expect(await rotateKey(parts, 'log', 'routine')).toBe(newer)
    await publish(parts)
    await expect(retireLogKey(parts)).rejects.toMatchObject({ kind: 'already-done' })
    register.clock.now += year
    expect(await retireLogKey(parts)).toBe(older)
    const retired = await logSize(parts.db)
    await publish(parts)

    const signed = await listNotes(parts)
    const sizes = signed.map(({ size }) => size)
    expect(sizes).toContain(named + 1)
    for (const { size, note } of signed) {
      const expected = [...(size > named + 1 ? [newer] : []), ...(size < retired ? [older] : [])]
      expect([size, signersOf(note, parts)]).toEqual([size, expected])
      for (const vkey of expected)
        expect(verifyCheckpoint(note, [noteVerifier(parseVkey(vkey ?? ''))]).valid).toBe(true)
    }
    expect(await follow(parts, older ?? '')).toBe(signed.length)
    expect(await read(parts, '/log/vkey')).toBe(`${newer}\n`)
    expect(await read(parts, '/log/vkeys')).toBe(`${newer} ${named}\n${older} 0\n`)
    expect(parsePolicy(await read(parts, '/log/policy')).logs.map(({ key }) => key)).toEqual([parseVkey(newer ?? '')])
    await register.check()
  })

  it('signs the same notes on every instance, whenever each of them comes', async () => {
    const register = await openRegister()
    await register.publish()
    const parts = await withSpare(register, 'log')
    const slow = await copyOf(register, parts, 'slow')
    await rotateKey(parts, 'log', 'routine')
    await register.signUp()
    await register.accept()
    await Promise.allSettled([register.settle(), checkpoint(parts), checkpoint(parts)])
    await publish(parts)
    // The same entries, checkpointed in one go by somebody who slept.
    await slow.copyEntries()
    await Promise.all([checkpoint(slow.parts), checkpoint(slow.parts)])
    const others = new Map((await listNotes(slow.parts)).map(({ size, note }) => [size, note]))
    const common = (await listNotes(parts)).filter(({ size }) => others.has(size))
    expect(common.length).toBeGreaterThan(2)
    for (const { size, note } of common) expect(others.get(size)).toBe(note)
  })

  it('is waited for by a host that does not hold it, which publishes nothing until it is started again', async () => {
    const register = await openRegister()
    await register.publish()
    const parts = await withSpare(register, 'log')
    await rotateKey(parts, 'log', 'compromised')
    const before = await listNotes(register.parts)
    await expect(publish(register.parts)).rejects.toMatchObject({ kind: 'not-published-yet' })
    expect(register.events.at(-1)).toEqual({ kind: 'key-missing' })
    const after = await listNotes(register.parts)
    // The checkpoint that the older key owes it is the last one.
    expect(after.slice(before.length).map(({ note }) => signersOf(note, parts))).toEqual([[parts.keys.logs[0].vkey]])
    await publish(parts)
    expect(signersOf((await listNotes(parts)).at(-1)?.note ?? '', parts)).toHaveLength(2)
    await register.check()
  })
})

describe('a rotation', () => {
  it.each(faults)('whose write %s is made good by doing it again', async (fault) => {
    const register = await openRegister()
    const parts = await withSpare(register, 'log')
    register.breakNextWrite(fault)
    await expect(rotateKey(parts, 'log', 'routine')).rejects.toThrow('went dead')
    // Both starts are sound: with the key that was kept, before and after the log names it.
    await publish(parts)
    if (await findSpareKey(parts, 'log')) await rotateKey(parts, 'log', 'routine')
    await expect(rotateKey(parts, 'log', 'routine')).rejects.toMatchObject({ kind: 'already-done' })
    await publish(parts)
    await register.check()
  })

  it('leaves a certificate that was sealed before it genuine, with the papers of today', async () => {
    const register = await openRegister()
    await register.signUp()
    await register.accept()
    await register.settle()
    await register.publish()
    const [signing] = await listSignings(register.parts.db)
    const certificate = `/certificates/${signing?.reference}.pdf`
    const pdf = new Uint8Array(await (await appOf(register.parts).request(certificate)).arrayBuffer())
    const parts = await withSpare(register, 'log')
    await rotateKey(parts, 'log', 'routine')
    await publish(parts)
    const ask: Source = async (path) => {
      const answer = await appOf(parts).request(`/${path}`)
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
    }
    const { files } = await fetchFiles(ask, pdf)
    const { authentic, logged, current } = await verifyCertificate(
      findPapers(files) ?? { pdf },
      findTrust(files),
      now(parts),
    )
    expect([authentic.answer, logged.answer, current.answer]).toEqual(['yes', 'yes', 'yes'])
    const zip = parseZip(
      new Uint8Array(await (await appOf(parts).request(certificate.replace('.pdf', '.zip'))).arrayBuffer()),
      1e8,
    )
    const bundled = await verifyCertificate(findPapers(zip) ?? { pdf }, findTrust(zip), now(parts))
    expect([bundled.authentic.answer, bundled.logged.answer, bundled.current.answer]).toEqual(['yes', 'yes', 'yes'])
  })

  it('of the key of lists leaves what the older one signed verifiable', async () => {
    const register = await openRegister()
    await register.signUp()
    await register.accept()
    await register.settle()
    await register.publish()
    const kidOf = async () => headerOf(await read(register.parts, '/signatories.json.jws')).kid
    const first = await kidOf()
    const parts = await withSpare(register, 'jose')
    const second = await rotateKey(parts, 'jose', 'routine')
    register.clock.now += 86_400_000
    await publish(parts)
    expect([first, headerOf(await read(parts, '/signatories.json.jws')).kid]).toEqual([parts.keys.joses[0].kid, second])
    const jwks: { keys: { kid: string; d?: string }[] } = JSON.parse(await read(parts, '/.well-known/jwks.json'))
    expect(jwks.keys.map(({ kid, d }) => [kid, d])).toEqual([
      [second, undefined],
      [first, undefined],
    ])
    await register.check()
  })
})

/** The parts of a host that was started with one more key. */
async function withSpare({ parts }: Register, use: Exclude<Rotatable, 'seal'>): Promise<Parts> {
  const stored: StoredKeys = await withNewKey(parseStoredKeys(await testKeys()), use)
  return { ...parts, keys: await importKeys(stored) }
}

async function listNotes({ db }: Parts) {
  return (await db.select().from(checkpoints)).toSorted((a, b) => a.size - b.size)
}

/** The vkeys of a note's lines, in their order. */
function signersOf(note: string, { keys }: Parts): readonly (string | undefined)[] {
  return parseNote(note).signatures.map(({ keyId }) => {
    const key = keys.logs.find(({ signer }) => Buffer.from(signer.keyId).equals(keyId))
    return key?.vkey
  })
}

/** Goes from checkpoint to checkpoint knowing nothing but a first key, and believes a new one when a believed one signed for it. */
async function follow(parts: Parts, first: string): Promise<number> {
  const believed = [first]
  let from = 0
  let followed = 0
  for (const { size, note } of await listNotes(parts)) {
    const keys = believed.map((vkey) => noteVerifier(parseVkey(vkey)))
    if (!verifyCheckpoint(note, keys).valid) return followed
    for (; from < size; from += 1) {
      const found = await findEntryAt(parts.db, from)
      if (found?.entry.type === 'key.rotated' && found.entry.use === 'log') believed.push(found.entry.key)
    }
    followed += 1
  }
  return followed
}

async function read(parts: Parts, path: string): Promise<string> {
  return (await appOf(parts).request(path)).text()
}

function headerOf(jws: string): { kid: string } {
  return JSON.parse(parseUtf8(Buffer.from(jws.split('.')[0] ?? '', 'base64url')))
}

/** A second database of the same register, to which the entries of the first can be brought. */
async function copyOf({ folder }: Register, parts: Parts, name: string) {
  const file = join(folder, `${name}.db`)
  await parts.db.$client.execute(`VACUUM INTO '${file}'`)
  const db = await openDatabase({ url: `file:${file}` })
  const copy: Parts = { ...parts, db, mark: markInFile(join(folder, `mark-${name}`)) }
  const held = await parts.mark.read()
  if (held) await copy.mark.advance(held)
  const copyEntries = async () => {
    const tables = ['entries', 'rotations']
    const found = await parts.db.$client.batch(tables.map((table) => `SELECT * FROM ${table} ORDER BY position`))
    const inserts = found.flatMap(({ rows, columns }, n) =>
      rows.map((row) => ({
        sql: `INSERT INTO ${tables[n]} SELECT ${columns.map((_name, at) => `?${at + 1}`).join(', ')}
          WHERE NOT EXISTS (SELECT 1 FROM ${tables[n]} WHERE position = ?1 AND ${columns[1]} = ?2)`,
        args: Array.from(row),
      })),
    )
    await db.$client.batch(inserts, 'write')
  }
  return { parts: copy, copyEntries }
}
