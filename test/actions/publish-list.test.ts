import { compactVerify, importJWK } from 'jose'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { stamp } from '../../src/actions/parts.ts'
import { performAct } from '../../src/actions/perform-act.ts'
import { publish } from '../../src/actions/publish.ts'
import { publishList } from '../../src/actions/publish-list.ts'
import { proveList } from '../../src/actions/prove-list.ts'
import { formatBareList } from '../../src/core/bare-list.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { digestOf, parseDisclosure } from '../../src/core/disclosure.ts'
import { parseLeaf } from '../../src/core/entry.ts'
import { listLines } from '../../src/core/signatory-list.ts'
import { formatBase64Url, parseBase64 } from '../../src/encoding/base64.ts'
import { parseCanonicalJson } from '../../src/encoding/canonical-json.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { parseTlogProof } from '../../src/log/tlog-proof.ts'
import { listRecorded, logSize } from '../../src/storage/read/entries.ts'
import { findSignedList } from '../../src/storage/read/lists.ts'
import { findPublished } from '../../src/storage/read/log.ts'
import { loadPast } from '../../src/storage/read/past.ts'
import { findPublication } from '../../src/storage/read/publications.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { append } from '../../src/storage/write/append.ts'
import { historyOf } from '../support/history.ts'
import { faults, openRegister, type Register } from '../support/register.ts'

const files = ['signatories.ndjson', 'signatories.json', 'signatories.csv'] as const
const day = 86_400_000

describe('a list that is published', () => {
  it('is signed, file by file, by the key that the register shows, as a detached JWS without a line end', async () => {
    const register = await signed()
    const { publicKey, kid } = register.parts.keys.joses[0]
    for (const name of files) {
      const file = await bytesOf(register, name)
      const jws = parseUtf8(await bytesOf(register, `${name}.jws`))
      expect(jws).toMatch(/^[\w-]+\.\.[\w-]{86}$/)
      const whole = jws.replace('..', `.${formatBase64Url(file)}.`)
      const { protectedHeader } = await compactVerify(whole, await importJWK(publicKey, 'ES256'))
      expect(protectedHeader).toEqual({ alg: 'ES256', kid, typ: 'signatory-list+jws' })
      const other = jws.replace('..', `.${formatBase64Url(formatUtf8('x'))}.`)
      await expect(compactVerify(other, await importJWK(publicKey, 'ES256'))).rejects.toThrow('signature')
    }
  })

  it('is in the log: its proof is of the entry that has the digest of its bare lines', async () => {
    const register = await signed()
    const { head } = await recordOf(register)
    const proof = parseTlogProof(parseUtf8(await proveList(register.parts.db, 'signatories.json')))
    const entry = parseLeaf(proof.extra ?? new Uint8Array())
    const { rows } = await loadPast(register.parts.db, head.log.size)
    const asAt = parseFullDay('2026-03-04')
    const root = parseBase64(head.log.root)
    const bare = formatBareList({ asAt, lines: listLines(rows, asAt) }, { size: head.log.size, root })
    expect(entry).toMatchObject({ type: 'list.published', asAt, size: head.log.size, bare: formatHex(sha256(bare)) })
  })

  it('has canonical lines, and under each the disclosures behind what it shows, which the log knows', async () => {
    const register = await signed()
    const { head } = await recordOf(register)
    const line = await lineOf(register)
    expect(head).toMatchObject({ asAt: '2026-03-04', sequence: 2, total: 1, nextUpdate: '2026-03-05T22:15:00Z' })
    expect(line).toMatchObject({
      body: { name: 'Example Vale Parish Council', slug: 'example-vale-parish-council', id: expect.any(String) },
      standing: 'in-force',
      certificate: expect.stringContaining('/certificates/'),
    })
    const { disclosed, body, instrument } = line
    const known = (await listRecorded(register.parts.db)).flatMap(({ entry }) => entry.sd ?? [])
    expect(known).toEqual(
      expect.arrayContaining([disclosed.body.name, disclosed.instrument, disclosed.edition].map(digestOf)),
    )
    expect(parseDisclosure(disclosed.body.name).value).toBe(body.name)
    expect(parseDisclosure(disclosed.instrument).value).toBe(instrument)
  })

  it('on another day is the same list under the next number, and not logged again', async () => {
    const register = await signed()
    const before = await recordOf(register)
    const size = await logSize(register.parts.db)
    register.clock.now += day
    await register.publish()
    const promise = { sequence: 3, nextUpdate: '2026-03-06T22:15:00Z' }
    expect(await recordOf(register)).toEqual({ head: { ...before.head, ...promise }, lines: before.lines })
    expect(await logSize(register.parts.db)).toBe(size)
    await register.check()
  })

  it('is another one on the day on which a line changes though nothing is entered', async () => {
    const register = await signed()
    const { parts } = register
    const [signing] = await listSignings(parts.db)
    const [coordinator] = await listCoordinators(parts.db)
    if (!signing || !coordinator) throw new Error('nobody signed, or nobody is at the desk')
    const on = parseFullDay('2026-03-06')
    const withdrawal = { act: 'withdraw-signing', signing: signing.id, on, evidence: 'A letter' } as const
    await performAct(parts, withdrawal, coordinator, stamp(parts).id())
    await register.publish()
    expect(await lineOf(register)).toMatchObject({ standing: 'in-force' })
    register.clock.now += 2 * day
    await register.publish()
    const { head } = await recordOf(register)
    expect([head.asAt, (await lineOf(register)).standing]).toEqual(['2026-03-06', 'withdrawn'])
    await register.check()
  })

  it('does not feed itself: what publishing adds to the log makes no new list', async () => {
    const register = await signed()
    const size = await logSize(register.parts.db)
    const list = await findSignedList(register.parts.db)
    for (let n = 0; n < 5; n += 1) await register.publish()
    expect(await logSize(register.parts.db)).toBe(size)
    expect(await findSignedList(register.parts.db)).toEqual(list)
  })

  it('stays where something is entered that changes none of its lines, and is not looked at again for it', async () => {
    const register = await signed()
    const { db } = register.parts
    const before = await findSignedList(db)
    const newcomer = historyOf([]).find(({ entry }) => entry.type === 'body.registered')
    await append(db, { key: 'newcomer', size: await logSize(db), drafts: newcomer ? [newcomer] : [] })
    await register.publish()
    expect(await findSignedList(db)).toEqual({ ...before, seen: await logSize(db) })
    await register.check()
  })
})

describe('instances that publish a list at once', () => {
  it('give each number once, and every file goes with its signature', async () => {
    const register = await openRegister()
    const instances = await register.instances(4)
    for (const name of ['One', 'Two', 'Three']) {
      const id = await register.signUp({ body: { name }, signatories: [{ address: `${name}@vale.example` }] })
      await register.accept(id)
      register.clock.now += day
      await Promise.all(instances.map(async (parts) => publish(parts)))
      await register.settle()
      await verifyFiles(register)
    }
    const logged = (await listRecorded(register.parts.db)).filter(({ entry }) => entry.type === 'list.published')
    const keys = logged.map(({ entry }) => entry.type === 'list.published' && `${entry.size} ${entry.asAt}`)
    expect(new Set(keys).size).toBe(logged.length)
    await register.check()
  })
})

describe.each(faults)('a list whose write %s', (fault) => {
  it('is published by the next run, and logged once', async () => {
    const register = await openRegister()
    const logged = async () =>
      (await listRecorded(register.parts.db)).filter(({ entry }) => entry.type === 'list.published').length
    // The first three writes are those of the checkpoint and of showing it.
    register.breakNextWrite(fault, 2)
    await expect(register.publish()).rejects.toThrow('went dead')
    expect(await logged()).toBe(fault === 'failed but was kept' ? 1 : 0)
    await register.publish()
    expect([await logged(), (await findSignedList(register.parts.db))?.sequence]).toEqual([1, 1])
    await verifyFiles(register)
    await register.check()
  })
})

it('a list does not wait until nobody appends: it is made of what is published while the views run ahead', async () => {
  const register = await signed()
  const { parts } = register
  const published = await findPublished(parts.db)
  if (!published) throw new Error('nothing is published')
  const ahead = await register.signUp({ body: { name: 'Ahead' }, signatories: [{ address: 'ahead@vale.example' }] })
  register.clock.now += day
  await register.accept(ahead)
  await publishList(parts, published)
  const { head, lines } = await recordOf(register)
  expect([head.sequence, lines.length]).toEqual([3, 1])
  await register.settle()
  expect((await recordOf(register)).head.total).toBe(2)
  await register.check()
})

const Head = v.looseObject({
  asAt: v.string(),
  sequence: v.number(),
  nextUpdate: v.string(),
  total: v.number(),
  log: v.object({ origin: v.string(), size: v.number(), root: v.string() }),
})
const Line = v.looseObject({
  body: v.looseObject({ id: v.string(), name: v.string(), slug: v.string() }),
  instrument: v.string(),
  standing: v.string(),
  disclosed: v.object({
    body: v.object({ name: v.string(), identifiers: v.array(v.string()) }),
    instrument: v.string(),
    edition: v.string(),
  }),
})

async function recordOf(register: Register) {
  const text = parseUtf8(await bytesOf(register, 'signatories.ndjson'))
  expect(text.endsWith('\n')).toBe(true)
  const [head, ...lines] = text
    .slice(0, -1)
    .split('\n')
    .map((line) => parseCanonicalJson(formatUtf8(line)))
  return { head: v.parse(Head, head), lines: v.parse(v.array(Line), lines) }
}

async function lineOf(register: Register) {
  const [line] = (await recordOf(register)).lines
  if (!line) throw new Error('nobody is on the list')
  return line
}

async function bytesOf({ parts }: Register, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const found = await findPublication(parts.db, name)
  if (!found) throw new Error(`${name} is not published`)
  return found.bytes
}

async function verifyFiles(register: Register): Promise<void> {
  const key = await importJWK(register.parts.keys.joses[0].publicKey, 'ES256')
  for (const name of files) {
    const jws = parseUtf8(await bytesOf(register, `${name}.jws`))
    await compactVerify(jws.replace('..', `.${formatBase64Url(await bytesOf(register, name))}.`), key)
  }
}

/** A register with one signing, published. */
async function signed(): Promise<Register> {
  const register = await openRegister()
  await register.publish()
  await register.signUp()
  await register.accept()
  await register.settle()
  return register
}
