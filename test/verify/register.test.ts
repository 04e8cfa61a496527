import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { erasePerson } from '../../src/actions/erase-person.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { publish } from '../../src/actions/publish.ts'
import { tellPerson } from '../../src/actions/tell-person.ts'
import { parseFile } from '../../src/certificate/read-file.ts'
import { freeNumber, reviseFile } from '../../src/certificate/revise-file.ts'
import { fastSha256 } from '../../src/cli/fast-sha256.ts'
import { parseInstant } from '../../src/core/day.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { makeUuid } from '../../src/core/uuid.ts'
import { parseCanonicalJson, formatCanonicalJson, type Json } from '../../src/encoding/canonical-json.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { parseBundle } from '../../src/log/bundle.ts'
import { signNote, type NoteSigner } from '../../src/log/note.ts'
import { formatVkey } from '../../src/log/vkey.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { append } from '../../src/storage/write/append.ts'
import { parseKnownCheckpoint } from '../../src/verify/known-checkpoint.ts'
import { auditRegister, type RegisterAuditing } from '../../src/verify/register.ts'
import { keyOf } from '../log/signing.ts'
import { happenings, historyOf } from '../support/history.ts'
import { filesOfLog } from '../support/log-files.ts'
import { openRegister, prepareRegister } from '../support/register.ts'
import { keeping, sourceOf } from '../support/served.ts'

type Files = ReadonlyMap<string, Uint8Array>

const now = parseInstant('2026-03-04T10:15:00Z')
const audit = (files: Files, more: Partial<RegisterAuditing> = {}) =>
  auditRegister(async (path) => files.get(path), { hash: fastSha256, now, ...more })

/** What does not hold, in words. */
async function objections(files: Files, more: Partial<RegisterAuditing> = {}): Promise<readonly string[]> {
  const { findings } = await audit(files, more)
  return findings.filter(({ holds }) => holds !== 'yes').map(({ holds, words }) => `${holds}: ${words}`)
}

async function filesOf(parts: Parts): Promise<Map<string, Uint8Array>> {
  const kept = keeping(sourceOf(parts))
  await auditRegister(kept.read, { hash: fastSha256, now })
  return kept.files
}

const tidying: (() => void)[] = []
let parts: Parts
let files: Files
let older: Files
beforeAll(async () => {
  const register = await openRegister(undefined, (tidy) => tidying.push(tidy))
  parts = register.parts
  const sign = async (name: string, address: string) => {
    await register.signUp({ body: { name }, signatories: [{ address }] })
    await register.accept()
    await register.settle()
    await register.publish()
  }
  await sign('Example Vale Parish Council', 'ffion@vale.example')
  older = await filesOf(parts)
  await sign('Upper Vale Town Council', 'gwen@upper.example')
  const asker = { address: parseMailAddress('ffion@vale.example'), name: 'Ffion Tŷ' }
  const digests = (await tellPerson(parts, asker)).disclosures.map(({ digest }) => digest)
  const key = makeUuid(Date.parse(now), new Uint8Array(10))
  await erasePerson(parts, { ...asker, digests, kept: false, ground: 'objection', key })
  await register.settle()
  await register.publish()
  files = await filesOf(parts)
}, 30_000)
afterAll(() => {
  for (const tidy of tidying) tidy()
})

const changed = (path: string, bytes: Uint8Array | string | undefined): Files => {
  const rest = [...files].filter(([name]) => name !== path)
  if (bytes === undefined) return new Map(rest)
  return new Map([...rest, [path, typeof bytes === 'string' ? formatUtf8(bytes) : bytes]])
}

describe('a register that is as it says', () => {
  it('is sound, and stands as its entries say', async () => {
    const { conclusion, findings, register } = await audit(files)
    expect([conclusion, findings.filter(({ holds }) => holds !== 'yes')]).toEqual(['sound', []])
    expect(register?.standings).toEqual({ 'in-force': 2 })
    expect(findings.map(({ words }) => words).join('\n')).toMatch(/ (\d+) were erased, as entries say/)
  })

  it('begins with any older checkpoint of its own', async () => {
    const [one, two] = [older, files].map((each) => parseKnownCheckpoint(parseUtf8(each.get('log/checkpoint')!)))
    expect(await objections(files, { known: [one!, two!] })).toEqual([])
    expect(await objections(older, { known: [two!] })).toEqual([expect.stringContaining('no: The log is shorter')])
    const { signer } = keyOf('localhost:8787/log', new Uint8Array(32).fill(3))
    const forged = parseKnownCheckpoint(
      await signNote(parseUtf8(files.get('log/checkpoint')!).split('\n\n')[0] + '\n', [signer]),
    )
    expect(await objections(files, { known: [forged] })).toEqual([
      expect.stringContaining('unknown: No key of this log'),
    ])
  })

  it('is not called up to date when a newer list is due', async () => {
    const later = parseInstant('2026-03-06T10:15:00Z')
    expect(await objections(files, { now: later })).toEqual([expect.stringMatching(/^unknown: .*promised a newer one/)])
    expect(await audit(files, { now: later })).toMatchObject({ conclusion: 'unchecked' })
  })

  it('is never objected to, whatever happened in it', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (happened) => {
        const register = await prepareRegister(onTestFinished)
        // A certificate is published of each signing, so its names have to be ones that it can set.
        const [opened, ...rest] = historyOf(
          happened.map((one) => ({ ...one, name: one.name === '共同' ? 'Vale' : one.name })),
        )
        if (opened?.entry.type !== 'register.opened') throw new Error('a history begins with an opening')
        const {
          named,
          logs: [log],
        } = register.parts.keys
        const first = { ...opened, entry: { ...opened.entry, origin: log.signer.name, keys: named } }
        const drafts = [first, ...rest].filter(
          ({ entry }) => !['policy.changed', 'certificate.issued'].includes(entry.type),
        )
        for (const [n, draft] of drafts.entries())
          await append(register.parts.db, { key: `act ${n}`, size: n, drafts: [draft] })
        await publish(register.parts)
        const served = await filesOf(register.parts)
        // Of invented texts nobody holds the bytes.
        const { findings } = await audit(served)
        const objected = findings.filter(
          ({ holds, about }) => holds === 'no' || (holds === 'unknown' && about !== 'texts'),
        )
        expect(objected).toEqual([])
      }),
      { numRuns: 10 },
    )
  }, 60_000)
})

it('a certificate that something was added to since is still the one that the log names, and nothing else is', async () => {
  const [path, pdf] = [...files].find(([name]) => /^certificates\/.*\.pdf$/.test(name)) ?? ['', new Uint8Array()]
  const issued = { ...parseFile(pdf), bytes: Uint8Array.from(pdf) }
  const { bytes } = reviseFile(issued, new Map([[freeNumber(issued), formatUtf8('<< >>')]]))
  expect(bytes.length).toBeGreaterThan(pdf.length)
  expect(await objections(new Map([...files, [path, bytes]]))).toEqual(await objections(files))
  bytes[600] = (bytes[600] ?? 0) ^ 1
  const words = `no: ${path} is not the file that the log has the digest of.`
  expect(await objections(new Map([...files, [path, bytes]]))).toContain(words)
})

describe('a register that is not as it says', () => {
  it('is never sound with a bit that is another one, in any of its files', async () => {
    const flip = fc
      .constantFrom(...files.keys())
      .chain((path) => fc.record({ path: fc.constant(path), at: fc.nat(files.get(path)!.length - 1), bit: fc.nat(7) }))
    await fc.assert(
      fc.asyncProperty(flip, async ({ path, at, bit }) => {
        const bytes = Uint8Array.from(files.get(path)!)
        bytes[at]! ^= 1 << bit
        expect((await audit(changed(path, bytes))).conclusion).not.toBe('sound')
      }),
      { numRuns: 600 },
    )
  }, 120_000)

  it('is never sound with a file missing or empty', async () => {
    for (const path of files.keys()) {
      expect((await audit(changed(path, undefined))).conclusion, path).not.toBe('sound')
      expect((await audit(changed(path, new Uint8Array()))).conclusion, path).not.toBe('sound')
    }
  })

  it('is told apart from the log of another key', async () => {
    const { key, signer } = keyOf('localhost:8787/log', new Uint8Array(32).fill(3))
    const vkey = formatVkey(key)
    expect(await objections(files, { vkey })).toEqual(['no: log/checkpoint is not signed by the key of this log.'])
    const moved = await logAgain(await leaves(), signer)
    expect(await objections(new Map([...moved, ['log/vkey', formatUtf8(`${vkey}\n`)]]))).toContainEqual(
      expect.stringContaining('no: No entry names the key that signed the checkpoint'),
    )
  })

  it('is not believed of values that belong to other entries, or that are erased', async () => {
    const telling = [...files.keys()].filter((path) => path.startsWith('log/disclosures/'))
    const [one, two] = telling
    expect(await objections(changed(one!, files.get(two!)))).toContainEqual(
      `no: ${one} does not tell what its entry has the digests of.`,
    )
    const erased = telling.filter((path) => older.has(path) && !Buffer.from(older.get(path)!).equals(files.get(path)!))
    expect(erased).toHaveLength(1)
    expect(await objections(changed(erased[0]!, older.get(erased[0]!)))).toContainEqual(
      expect.stringMatching(new RegExp(`^no: ${erased[0]} still tells what entry \\d+ says is erased`)),
    )
  })

  it.each([
    ['a line left out', (text: string) => text.replace(/\n[^\n]+\n$/, '\n')],
    ['another standing', (text: string) => text.replace('"standing":"in-force"', '"standing":"withdrawn"')],
    ['another name', (text: string) => text.replace('Upper Vale', 'Lower Vale')],
    ['another root', (text: string) => text.replace(/"root":"./, '"root":"_')],
  ])('is found out by its list with %s, even if the register signs it', async (_what, change) => {
    const name = 'signatories.ndjson'
    const text = change(parseUtf8(files.get(name)!))
    const unsigned = changed(name, text)
    expect(await objections(unsigned)).toEqual([`no: ${name} is not signed by a key of this register.`])
    const jws = await parts.keys.joses[0].signDetached(formatUtf8(text), 'signatory-list+jws')
    const signed = new Map([...unsigned, [`${name}.jws`, formatUtf8(jws)]])
    expect(await objections(signed)).toEqual([
      `no: ${name} is not the list that the entries and what is told of them give.`,
    ])
  })

  it('is found out by an entry that has the digest of another list', async () => {
    const altered = (await leaves()).map((leaf) => edit(leaf, 'list.published', { bare: '0'.repeat(64) }))
    expect(await objections(await logAgain(altered))).toContainEqual(
      expect.stringMatching(/^no: Entry \d+ has the digest of a list that the entries before it do not give/),
    )
  })

  it.each<[string, (all: Uint8Array[]) => Uint8Array[], string]>([
    ['an entry twice', (all) => [...all, all[5]!], 'has the id of an earlier entry'],
    ['a second beginning', (all) => [...all, all[0]!], 'is not how a log begins and goes on'],
    ['no beginning', (all) => all.slice(1), 'is not how a log begins and goes on'],
    [
      'an entry that points to nothing',
      (all) => [all[0]!, ...all.slice(2)],
      'points to something that was not there before it',
    ],
    ['an entry that is none', (all) => [...all, formatUtf8('{}')], 'is not an entry'],
    [
      'the name of another log',
      (all) => all.map((leaf) => edit(leaf, 'register.opened', { origin: 'another.example/log' })),
      'opens another log',
    ],
    [
      'an erasure of nothing',
      (all) => all.map((leaf) => edit(leaf, 'disclosure.erased', { entry: 1 })),
      'erases what was not there',
    ],
  ])('is found out by %s, even if the register signs it', async (_what, change, words) => {
    expect(await objections(await logAgain(change(await leaves())))).toEqual([expect.stringContaining(words)])
  })

  it('says so when it is newer than this verifier, whose judgement then ends at the log', async () => {
    const newer = formatCanonicalJson({ at: now, id: makeUuid(1, new Uint8Array(10)), type: 'body.split', v: 1 })
    const { conclusion, findings } = await audit(await logAgain([...(await leaves()), newer]))
    expect([conclusion, findings.map(({ about, holds }) => `${about} ${holds}`)]).toEqual([
      'unchecked',
      ['log yes', 'entries unknown'],
    ])
    expect(findings.at(-1)?.words).toContain('older than the log')
  })

  it('is found out by a policy that the log does not say', async () => {
    const other = parseUtf8(files.get('log/policy')!).replace('quorum', '# quorum\nquorum')
    expect(await objections(changed('log/policy', other))).toEqual([
      'no: log/policy is not the policy that the log says.',
    ])
  })
})

async function leaves(): Promise<Uint8Array[]> {
  const bundle = [...files].find(([path]) => path.startsWith('log/tile/entries/'))![1]
  return parseBundle(bundle, await logSize(parts.db))
}

/** The same register over other entries, which its key signs. */
async function logAgain(
  entries: readonly Uint8Array[],
  signer: NoteSigner = parts.keys.logs[0].signer,
): Promise<Files> {
  const again = new Map([...files].filter(([path]) => !path.startsWith('log/tile/')))
  for await (const { path, bytes } of filesOfLog(entries.length, (n) => entries[n]!, signer)) again.set(path, bytes)
  return again
}

function edit(leaf: Uint8Array, type: string, members: Readonly<Record<string, Json>>): Uint8Array {
  const entry = parseCanonicalJson(leaf)
  const isIt = entry instanceof Object && 'type' in entry && entry['type'] === type
  return isIt ? formatCanonicalJson({ ...entry, ...members }) : leaf
}
