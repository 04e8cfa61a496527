import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entryTypes, formatLeaf, leafLimit, parseLeaf, type Entry } from '../../src/core/entry.ts'
import { formatCanonicalJson, type Json } from '../../src/encoding/canonical-json.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { isRefused, reprinted } from '../log/manglings.ts'
// These bytes never change: they are in logs that other people keep. A new member is a new `v`, beside them.
import golden from '../support/golden/entries.json' with { type: 'json' }

describe('the golden leaves', () => {
  it('are of every type', () => {
    const types = golden.map((text) => parseLeaf(formatUtf8(text)).type)
    expect([...new Set(types)].toSorted()).toEqual([...entryTypes].toSorted())
  })

  it.each(golden)('print as they were read: %s', (text) => {
    expect(formatLeaf(parseLeaf(formatUtf8(text)))).toEqual(formatUtf8(text))
  })

  it('lose a member and are refused, or are something else that prints as itself', () => {
    const poorer = golden.flatMap((text) =>
      Object.keys(membersOf(text)).map((name) => changed(text, { [name]: undefined })),
    )
    expect(poorer.filter((leaf) => !isLawful(leaf))).toEqual([])
  })

  it('gain a member of another name and are refused', () => {
    for (const text of golden) expect(isRefused(() => parseLeaf(changed(text, { note: 'x' })))).toBe(true)
  })

  it('have no member that is null', () => {
    for (const text of golden) {
      for (const name of Object.keys(membersOf(text))) {
        expect(isRefused(() => parseLeaf(changed(text, { [name]: null })))).toBe(true)
      }
    }
  })

  it('cut short or bumped by one are refused, or are something else that prints as itself', () => {
    const mangled = golden
      .map(formatUtf8)
      .flatMap((leaf) => [
        ...Array.from(leaf.keys(), (end) => leaf.slice(0, end)),
        ...Array.from(leaf.keys(), (start) => leaf.slice(start + 1)),
        ...Array.from(leaf.entries(), ([at, byte]) => leaf.with(at, (byte + 1) % 256)),
      ])
    expect(mangled.filter((leaf) => !isLawful(leaf))).toEqual([])
  })
})

describe('a leaf is refused', () => {
  const digest = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7-0_xCfVbGnHjMkL1'
  const uuid = '019cb8a2-1f40-7001-8000-000000000001'
  const hex = '0'.repeat(64)
  const signed = { on: '2026-03-04', mandate: 'office' }
  it.each<[string, string, Change]>([
    ['of a type we do not know', 'policy.changed', { type: 'policy.forgotten' }],
    ['of another version', 'policy.changed', { v: 2 }],
    ['whose version is a text', 'policy.changed', { v: '1' }],
    ['with an id that is no UUIDv7', 'policy.changed', { id: '019cb8a2-1f40-4001-8000-000000000001' }],
    ['with an id in capitals', 'policy.changed', { id: '019CB8A2-1F40-7001-8000-000000000001' }],
    ['at a moment with a fraction', 'policy.changed', { at: '2026-03-04T10:15:00.5Z' }],
    ['at a moment of another zone', 'policy.changed', { at: '2026-03-04T10:15:00+00:00' }],
    ['with digests out of order', 'policy.changed', { sd: [`b${digest.slice(1)}`, digest] }],
    ['with a digest twice', 'policy.changed', { sd: [digest, digest] }],
    ['with no digests where absent would say so', 'policy.changed', { sd: [] }],
    ['with a digest that is too long', 'policy.changed', { sd: [`${digest}A`] }],
    ['with a file digest in capitals', 'policy.changed', { policy: 'A'.repeat(64) }],
    ['with a fraction for a count', 'list.published', { size: 1.5 }],
    ['with a negative count', 'list.published', { size: -1 }],
    ['with a count beyond what a number holds', 'list.published', { size: 2 ** 53 }],
    ['with a day that is not in the calendar', 'list.published', { asAt: '2026-02-29' }],
    ['with a day less precise than asked', 'list.published', { asAt: '2026-02' }],
    ['with an origin that is prose', 'register.opened', { origin: 'The register of Ms Example' }],
    ['with an origin that has a scheme', 'register.opened', { origin: 'https://register.example.org/log' }],
    ['with a log key that is prose', 'key.rotated', { key: 'the new key of Ms Example' }],
    ['with a flag that says no', 'edition.published', { illustrative: false }],
    [
      'with two texts in one language',
      'edition.published',
      {
        texts: [
          { language: 'en', sha256: hex },
          { language: 'en', sha256: `1${hex.slice(1)}` },
        ],
        reference: 'en',
      },
    ],
    [
      'whose reference is none of its texts',
      'edition.published',
      { texts: [{ language: 'en', sha256: hex }], reference: 'cy' },
    ],
    ['whose reference has no texts', 'edition.published', { reference: 'en' }],
    [
      'of a kind that is of the other sector',
      'body.registered',
      { sector: 'public-sector', kind: 'registered-charity' },
    ],
    [
      'whose evidence is not among its disclosures',
      'body.ended',
      { successors: [{ body: uuid, relation: 'successor', evidence: digest }] },
    ],
    [
      'with the same successor twice',
      'body.ended',
      {
        successors: [
          { body: uuid, relation: 'successor' },
          { body: uuid, relation: 'successor' },
        ],
      },
    ],
    ['of an online signing without a day', 'signing.recorded', { signatures: [{ mandate: 'office' }] }],
    ['of an online signing without a mandate', 'signing.recorded', { signatures: [{ on: '2026-03-04' }] }],
    ['of an online signing without a text', 'signing.recorded', { text: undefined, language: undefined }],
    ['of a text in no language', 'signing.recorded', { language: undefined }],
    ['of a historic signing with neither day nor source', 'signing.recorded', { method: 'historic', signatures: [{}] }],
    ['with three signatures', 'signing.recorded', { signatures: [signed, signed, signed] }],
    ['with no signature', 'signing.recorded', { signatures: [] }],
    ['with checks out of order', 'signing.recorded', { check: ['phone-back', 'mailbox'] }],
    ['accepted by three', 'signing.recorded', { approvers: 3 }],
    ['about an undertaking of no edition', 'dispute.decided', { edition: undefined, undertakings: ['2.3'] }],
    ['about an undertaking that is prose', 'dispute.decided', { undertakings: ['the third one'] }],
    ['that corrects nothing of a signing', 'signing.corrected', { decidedOn: undefined, sd: undefined }],
    [
      'that corrects nothing of a body',
      'body.corrected',
      { sector: undefined, kind: undefined, ends: undefined, sd: undefined },
    ],
    ['that moves no day', 'edition.extended', { transitionEnds: undefined, termEnds: undefined }],
  ])('%s', (_case, type, change) => {
    const text = golden.find((one) => parseLeaf(formatUtf8(one)).type === type)
    expect(text).toBeDefined()
    const leaf = changed(text ?? '', change)
    expect(isRefused(() => parseLeaf(leaf))).toBe(true)
    const entry: Entry = JSON.parse(parseUtf8(leaf))
    expect(() => formatLeaf(entry)).toThrow(/./)
  })

  it('when it is longer than 4,096 bytes, and not before', () => {
    const opening = golden[0] ?? ''
    const room = leafLimit - changed(opening, { origin: 'a/' }).length
    const longest = (more: number) => {
      // Digests are 46 bytes each in a leaf; the origin takes up what is left.
      const all = Array.from({ length: Math.floor(room / 46) }, (_, n) => digestOfNumber(n)).toSorted()
      const bare = changed(opening, { sd: all, origin: 'a/' })
      return changed(opening, { sd: all, origin: `a/${'b'.repeat(leafLimit - bare.length + more)}` })
    }
    expect(longest(0).length).toBe(leafLimit)
    expect(parseLeaf(longest(0)).type).toBe('register.opened')
    expect(isRefused(() => parseLeaf(longest(1)))).toBe(true)
    const long: Entry = JSON.parse(parseUtf8(longest(1)))
    expect(() => formatLeaf(long)).toThrow('larger than a leaf')
  })

  it.each([
    ['with white space', (text: string) => text.replace(',', ', ')],
    ['with members out of order', (text: string) => JSON.stringify({ v: 1, ...JSON.parse(text) })],
    ['with a member twice', (text: string) => text.replace('"v":1', '"v":1,"v":1')],
    ['with a number in another spelling', (text: string) => text.replace('"v":1', '"v":1.0')],
    ['with a letter written as an escape', (text: string) => text.replace('"type"', String.raw`"\u0074ype"`)],
    ['with a byte order mark', (text: string) => `\uFEFF${text}`],
    ['that is a list', (text: string) => `[${text}]`],
    ['that is nothing', () => ''],
  ])('%s', (_case, spoil) => {
    for (const text of golden) expect(isRefused(() => parseLeaf(formatUtf8(spoil(text))))).toBe(true)
  })

  it('as malformed and in no other way, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(isRefused(() => parseLeaf(Uint8Array.from(bytes)))).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isRefused(() => parseLeaf(formatUtf8(JSON.stringify(value))))).toBe(true)
      }),
    )
  })
})

type Change = Readonly<Record<string, Json | undefined>>

/** What a leaf was, with some members replaced; `undefined` takes one away. */
function changed(text: string, change: Change): Uint8Array<ArrayBuffer> {
  const members = Object.entries({ ...membersOf(text), ...change })
  return formatCanonicalJson(
    Object.fromEntries(members.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  )
}

function membersOf(text: string): Record<string, Json> {
  const value: Record<string, Json> = JSON.parse(text)
  return value
}

function digestOfNumber(n: number): string {
  return String(n).padStart(43, '0')
}

/** Whether a leaf is refused as malformed, or prints as it was read. */
function isLawful(leaf: Uint8Array<ArrayBuffer>): boolean {
  return reprinted(parseLatin(leaf), () => parseLatin(formatLeaf(parseLeaf(leaf)))) === parseLatin(leaf)
}

function parseLatin(bytes: Uint8Array): string {
  return String.fromCodePoint(...bytes)
}
