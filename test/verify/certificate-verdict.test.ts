import fc from 'fast-check'
import { generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseInstant } from '../../src/core/day.ts'
import { formatPem } from '../../src/encoding/pem.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import type { Files } from '../../src/encoding/zip.ts'
import { formatPolicy, parsePolicy } from '../../src/log/policy.ts'
import { formatTlogProof, parseTlogProof } from '../../src/log/tlog-proof.ts'
import { bundleFiles, findPapers, findTrust } from '../../src/verify/bundle.ts'
import { verifyCertificate, type CertificateVerdict } from '../../src/verify/certificate-verdict.ts'
import { sayVerdict, tellVerdict } from '../../src/verify/words.ts'
import {
  certificateFiles,
  cosigned,
  signDetached,
  signedList,
  witnessedAt,
  witnesses,
} from '../support/certificate-files.ts'
import { prolong, type Stages } from '../support/prolonged.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import { openTimeAuthority } from '../support/time-authority.ts'

const today = parseInstant('2026-03-05T12:00:00Z')
const endings: (() => void)[] = []
let made: Awaited<ReturnType<typeof certificateFiles>>
beforeAll(async () => {
  made = await certificateFiles((tidy) => endings.push(tidy))
}, 60_000)
afterAll(() => endings.forEach((tidy) => tidy()))

const judge = async (files: Files, at = today): Promise<CertificateVerdict> => {
  const papers = findPapers(files)
  if (!papers) throw new Error('there is no certificate')
  return verifyCertificate(papers, findTrust(files), at)
}
type Change = () => readonly (readonly [string, Uint8Array | undefined])[] | Promise<[string, Uint8Array | undefined][]>
const changed = async (change: Change): Promise<Files> => {
  const files = new Map(made.files)
  for (const [name, bytes] of await change()) {
    if (bytes) files.set(name, bytes)
    else files.delete(name)
  }
  return files
}
const answers = ({ authentic, logged, current }: CertificateVerdict) =>
  [authentic, logged, current].map((one) => ('because' in one ? `${one.answer}: ${one.because}` : one.answer))

const bytesOf = (part: keyof typeof bundleFiles) => made.files.get(bundleFiles[part]) ?? new Uint8Array()
const foreign = (part: keyof typeof bundleFiles) => made.other.get(bundleFiles[part]) ?? new Uint8Array()
const proof = () => parseTlogProof(parseUtf8(bytesOf('proof')))
const proofWith = (change: (text: string) => string) => formatUtf8(change(parseUtf8(bytesOf('proof'))))
const line = () => made.list.lines[0] ?? {}
const listed = (change: object) => signedList({ ...made.list, lines: [{ ...line(), ...change }] })
const headed = (change: object) => signedList({ ...made.list, head: { ...made.list.head, ...change } })

describe('a certificate with all that belongs to it', () => {
  it('is authentic, publicly logged and current', async () => {
    const verdict = await judge(made.files)
    expect(answers(verdict)).toEqual(['yes', 'yes', 'yes'])
    expect(verdict).toMatchObject({
      title: expect.stringContaining('EX-00001: Example Vale Parish Council'),
      facts: { method: 'online', checks: ['mailbox', 'phone-back'], signatures: [{ name: 'Ffion Tŷ', role: 'Clerk' }] },
      line: { body: { name: 'Example Vale Parish Council' }, reference: 'EX-00001' },
      logged: { witnessed: witnesses.map(({ name }) => ({ witness: name, time: witnessedAt })), asOf: witnessedAt },
      current: { asAt: '2026-03-04', until: '2026-03-06' },
    })
    expect(sayVerdict(verdict)).toBe('Genuine and publicly logged, and in force')
    expect(tellVerdict(verdict).map(({ because }) => because)).toEqual([
      'The register sealed this file on 4 March 2026 by its own clock, and not a byte of it has changed since.',
      expect.stringMatching(/witnessed by north on 4 March 2026 and by south on 4 March 2026\.$/),
      'The register’s signed list says so, as at 4 March 2026; the list is good until 6 March 2026.',
    ])
  })

  it('is all that without the files that lie beside the PDF twice, and without the proof of its issue', async () => {
    const files = await changed(() => [
      [bundleFiles.leaf, undefined],
      [bundleFiles.disclosures, undefined],
      [bundleFiles.issued, undefined],
    ])
    expect(answers(await judge(files))).toEqual(['yes', 'yes', 'yes'])
  })

  it('is so by its root alone where nobody knows which keys the log names, and says so', async () => {
    const verdict = await judge(await changed(() => [[bundleFiles.sealKeys, undefined]]))
    expect(verdict.authentic).toMatchObject({ answer: 'yes' })
    expect(tellVerdict(verdict)[0].because).toContain('Whether the log names the key of the seal could not be checked')
  })

  it('is logged on the register’s word alone where its policy asks for no witness, and says so', async () => {
    const policy = formatUtf8(formatPolicy({ ...made.policy, witnesses: [], groups: [], quorum: 'none' }))
    const verdict = await judge(await changed(() => [[bundleFiles.policy, policy]]))
    expect(answers(verdict)).toEqual(['yes', 'yes', 'yes'])
    expect(verdict.logged).not.toHaveProperty('asOf')
    expect(tellVerdict(verdict)[1].because).toContain('on the register’s word alone')
  })
})

describe('a certificate that was prolonged since', () => {
  const authority = openTimeAuthority()
  const later = parseInstant('2033-01-01T12:00:00Z')
  const judgeLater = async (stage: keyof Stages, anchors?: readonly Uint8Array[], at = later) => {
    const stages = await prolong(bytesOf('pdf'), made.seal, authority)
    const authorities = anchors && formatUtf8(formatPem(anchors.map((der) => ({ title: 'tsa.example', der }))))
    const files: Change = () => [
      [bundleFiles.pdf, stages[stage].bytes],
      [bundleFiles.authorities, authorities],
    ]
    return judge(await changed(files), at)
  }

  it('is what the log says was issued, and says when an authority saw it', async () => {
    const verdict = await judgeLater('lasting', [authority.root])
    expect(answers(verdict).slice(0, 2)).toEqual(['yes', 'yes'])
    expect(verdict.authentic).toMatchObject({ level: 'B-LTA', sealedAt: '2026-03-04T10:15:00Z' })
    expect(tellVerdict(verdict)[0].because).toMatch(/time-stamp shows that it was there on .*is in the file\.$/)
    const stamped = tellVerdict(await judgeLater('stamped', [authority.root]))[0].because
    expect(stamped).toMatch(/time-stamp shows that it was there on [^.]*\.$/)
  })

  it.each([
    ['nobody is trusted for time', 'unknown: no-anchors', undefined, later],
    ['only others are trusted for time', 'no: authority-unknown', [], later],
    ['it is earlier than its time-stamp', 'unknown: later-than-now', [authority.root], today],
  ] as const)('is not called authentic where %s', async (_why, answer, anchors, at) => {
    expect(answers(await judgeLater('lasting', anchors, at))).toEqual([answer, unknown, unknown])
  })
})

const unknown = 'unknown: not-authentic'
const tampered: readonly (readonly [string, readonly [string, string, string], Change])[] = [
  ['the PDF of another signing', ['no: other-papers', unknown, unknown], () => [[bundleFiles.pdf, foreign('pdf')]]],
  ['the leaf of another signing', ['no: other-papers', unknown, unknown], () => [[bundleFiles.leaf, foreign('leaf')]]],
  ['other disclosures', ['no: other-papers', unknown, unknown], () => [[bundleFiles.disclosures, formatUtf8('[]\n')]]],
  [
    'a PDF with a byte more',
    ['no: altered', unknown, unknown],
    () => [[bundleFiles.pdf, Uint8Array.of(...bytesOf('pdf'), 10)]],
  ],
  ['a file that is no PDF', ['no: not-ours', unknown, unknown], () => [[bundleFiles.pdf, formatUtf8('GIF89a')]]],
  [
    'another root',
    ['no: key-unknown', unknown, unknown],
    async () => [[bundleFiles.root, (await makeSealKeys()).root]],
  ],
  [
    'the PDF under a key that the log does not name',
    ['no: key-unlogged', unknown, unknown],
    () => [[bundleFiles.pdf, made.unlogged]],
  ],
  [
    'seal keys that cannot be read',
    ['no: key-unlogged', unknown, unknown],
    () => [[bundleFiles.sealKeys, formatUtf8('')]],
  ],
  [
    'the seal keys of another register',
    ['no: key-unlogged', unknown, unknown],
    () => [[bundleFiles.sealKeys, formatUtf8(`${'0'.repeat(64)}\n`)]],
  ],
  ['no root', ['unknown: no-root', unknown, unknown], () => [[bundleFiles.root, undefined]]],
  ['the proof of another signing', notLogged('not-in-log'), () => [[bundleFiles.proof, foreign('proof')]]],
  ['that proof without its leaf', notLogged('not-in-log'), () => [[bundleFiles.proof, withoutLeaf(foreign('proof'))]]],
  [
    'a proof of another place',
    notLogged('not-in-log'),
    () => [
      [
        bundleFiles.proof,
        proofWith((text) => text.replace(/^index (\d+)/m, (_all, index) => `index ${Number(index) + 1}`)),
      ],
    ],
  ],
  [
    'a proof with a hash less',
    notLogged('not-in-log'),
    () => [[bundleFiles.proof, formatUtf8(formatTlogProof({ ...proof(), hashes: proof().hashes.slice(1) }))]],
  ],
  [
    'no proof but the one inside, which nobody witnessed',
    notLogged('quorum-missed'),
    () => [[bundleFiles.proof, undefined]],
  ],
  ['a proof that cannot be read', notLogged('malformed'), () => [[bundleFiles.proof, formatUtf8('proof')]]],
  [
    'a checkpoint of another size',
    notLogged('bad-signature'),
    () => [
      [
        bundleFiles.proof,
        proofWith((text) => text.replace(/(\/log\n)(\d+)/, (_all, origin, size) => `${origin}${Number(size) + 1}`)),
      ],
    ],
  ],
  [
    'a checkpoint that nobody signed',
    notLogged('unsigned'),
    () => [[bundleFiles.proof, proofWith((text) => text.replace(/— localhost:8787\/log .*\n/, ''))]],
  ],
  [
    'one witness of two',
    notLogged('quorum-missed'),
    async () => [[bundleFiles.proof, await cosigned(unwitnessed(), witnesses.slice(1))]],
  ],
  [
    'a cosignature of another time',
    notLogged('bad-signature'),
    () => [[bundleFiles.proof, proofWith(bendCosignature)]],
  ],
  [
    'a policy that cannot be read',
    ['yes', 'unknown: no-policy', 'unknown: not-logged'],
    () => [[bundleFiles.policy, formatUtf8('quorum all\n')]],
  ],
  ['no policy', ['yes', 'unknown: no-policy', 'unknown: not-logged'], () => [[bundleFiles.policy, undefined]]],
  [
    'a policy of another log',
    notLogged('unsigned'),
    () => [[bundleFiles.policy, formatUtf8(formatPolicy({ ...made.policy, logs: otherLog() }))]],
  ],
  ['the proof that another PDF was issued', notLogged('other-file'), () => [[bundleFiles.issued, foreign('issued')]]],
  ['the PDF under a seal that nobody handed out', notLogged('other-file'), () => [[bundleFiles.pdf, made.resealed]]],
  [
    'a proof of issue without its leaf',
    notLogged('malformed'),
    () => [[bundleFiles.issued, withoutLeaf(bytesOf('issued'))]],
  ],
  ['a proof of issue that proves the signing', notLogged('other-file'), () => [[bundleFiles.issued, bytesOf('proof')]]],
  [
    'a proof of issue that nobody witnessed',
    notLogged('quorum-missed'),
    async () => [[bundleFiles.issued, await cosigned(unwitnessed('issued'), [])]],
  ],
  [
    'a list that somebody else signed',
    standing('unknown: list-unsigned'),
    async () => [[bundleFiles.jws, await signDetached(bytesOf('list'), (await generateKeyPair('ES256')).privateKey)]],
  ],
  [
    'a list that was changed',
    standing('unknown: list-unsigned'),
    () => [[bundleFiles.list, formatUtf8(parseUtf8(bytesOf('list')).replace('in-force', 'withdrawn'))]],
  ],
  [
    'a signature of another kind of thing',
    standing('unknown: list-unsigned'),
    async () => [[bundleFiles.jws, await signDetached(bytesOf('list'), undefined, 'vc+jwt')]],
  ],
  ['a signature that is none', standing('unknown: list-unsigned'), () => [[bundleFiles.jws, formatUtf8('a.b.c')]]],
  [
    'a signed text that is no list',
    standing('unknown: list-malformed'),
    async () => [
      [bundleFiles.list, formatUtf8('{}\n')],
      [bundleFiles.jws, await signDetached(formatUtf8('{}\n'))],
    ],
  ],
  ['no list', standing('unknown: offline'), () => [[bundleFiles.list, undefined]]],
  ['no keys', standing('unknown: no-keys'), () => [[bundleFiles.keys, undefined]]],
  ['keys that cannot be read', standing('unknown: no-keys'), () => [[bundleFiles.keys, formatUtf8('{"keys":1}')]]],
  [
    'a list of another log',
    standing('unknown: other-log'),
    () => headed({ log: { ...logOf(), origin: 'elsewhere.example/log' } }),
  ],
  ['a list of another history', standing('unknown: other-log'), () => headed({ log: { ...logOf(), root: 'AAAA' } })],
  ['a list from before the signing', standing('unknown: list-older'), () => headed({ log: { ...logOf(), size: 1 } })],
  ['a list that has run out', standing('unknown: list-stale'), () => headed({ nextUpdate: '2026-03-05T11:59:59Z' })],
  [
    'a list without the signing',
    standing('no: not-listed'),
    () => signedList({ ...made.list, lines: made.list.lines.slice(1) }),
  ],
  ['a list by which it was withdrawn', standing('no: withdrawn'), () => listed({ standing: 'withdrawn' })],
  ['a list by which it is suspended', standing('no: suspended'), () => listed({ standing: 'suspended' })],
  [
    'a list with a standing that we do not know',
    standing('unknown: list-malformed'),
    () => listed({ standing: 'fine' }),
  ],
]

describe('a bundle with', () => {
  it.each(tampered)('%s', async (_what, expected, change) => {
    const verdict = await judge(await changed(change))
    expect(answers(verdict)).toEqual(expected)
    for (const { because } of tellVerdict(verdict)) expect(because).toMatch(/^[A-Z].*\.$/)
  })

  it('any file cut short or with a bit flipped never has three times yes', async () => {
    // A key set may say things that nobody reads, and still be the same keys.
    const names = [...made.files.keys()].filter((name) => name !== bundleFiles.keys)
    const spoilt = fc.record({ name: fc.constantFrom(...names), at: fc.nat(), bit: fc.nat(8) })
    await fc.assert(
      fc.asyncProperty(spoilt, async ({ name, at, bit }) => {
        const bytes = (made.files.get(name) ?? new Uint8Array()).slice()
        const place = at % bytes.length
        bytes[place] = (bytes[place] ?? 0) ^ (1 << bit)
        const spoiled = bit === 8 ? bytes.subarray(0, place) : bytes
        const verdict = await judge(new Map([...made.files, [name, spoiled]]))
        expect(answers(verdict)).not.toEqual(['yes', 'yes', 'yes'])
      }),
      { numRuns: 500 },
    )
  }, 60_000)
})

function notLogged(because: string): readonly [string, string, string] {
  return ['yes', `no: ${because}`, 'unknown: not-logged']
}

function standing(answer: string): readonly [string, string, string] {
  return ['yes', 'yes', answer]
}

function withoutLeaf(file: Uint8Array): Uint8Array {
  const { extra: _extra, ...rest } = parseTlogProof(parseUtf8(file))
  return formatUtf8(formatTlogProof(rest))
}

/** A proof whose checkpoint has the line of its log alone. */
function unwitnessed(part: 'proof' | 'issued' = 'proof'): Uint8Array {
  return formatUtf8(parseUtf8(bytesOf(part)).replaceAll(/— (north|south).*\n/g, ''))
}

/** The line of a witness with the lowest bits of its time changed: it stands in the 12 bytes before the signature. */
function bendCosignature(text: string): string {
  return text.replace(/(— north\S* )(\S+)/, (_all, name: string, base64: string) => {
    const bytes = Buffer.from(base64, 'base64')
    bytes[11] = (bytes[11] ?? 0) ^ 1
    return name + bytes.toString('base64')
  })
}

function otherLog() {
  const [log] = parsePolicy(
    'log sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8\nquorum none\n',
  ).logs
  return log ? [log] : []
}

function logOf(): object {
  const { log } = made.list.head
  return typeof log === 'object' && log !== null ? log : {}
}
