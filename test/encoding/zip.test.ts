import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Malformed, unlessMalformed } from '../../src/encoding/malformed.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { formatZip, isZip, parseZip } from '../../src/encoding/zip.ts'
import { parseZlib } from '../../src/encoding/zlib.ts'

const plenty = 1_000_000
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,20}$/)
const files = fc
  .array(fc.tuple(name, fc.uint8Array({ maxLength: 2000 })), { maxLength: 6 })
  .map((list) => new Map(list))
const two = new Map([
  ['a.txt', formatUtf8('a'.repeat(5000))],
  ['b', formatUtf8('b')],
])

describe('a ZIP', () => {
  it('gives back its files', () => {
    fc.assert(
      fc.property(files, (given) => {
        const zip = formatZip(given)
        expect([...parseZip(zip, plenty)]).toEqual([...given])
      }),
    )
  })

  it('is known by how it begins', () => {
    expect([formatZip(two), formatUtf8('%PDF-'), new Uint8Array()].map(isZip)).toEqual([true, false, false])
  })

  it('of somebody else is refused where it is too much, has folders, or names a file twice', () => {
    expect(parseZip(formatZip(two), 5001).size).toBe(2)
    expect(() => parseZip(formatZip(two), 5000)).toThrow(Malformed)
    for (const bad of ['a/b', '../b', '/b', '.b', '', 'ü'])
      expect(() => parseZip(formatZip(new Map([[bad, formatUtf8('b')]])), plenty), bad).toThrow(Malformed)
    const twice = Buffer.from(
      formatZip(
        new Map([
          ['a', formatUtf8('1')],
          ['b', formatUtf8('2')],
        ]),
      ),
    )
    for (let at = twice.indexOf('b'); at > 0; at = twice.indexOf('b')) twice[at] = 0x61
    expect(() => parseZip(twice, plenty)).toThrow(Malformed)
  })

  it('that lies about the length of a file gives no more than it says', () => {
    const zip = Buffer.from(formatZip(two))
    // The length stands in the local header and in the directory.
    for (let at = zip.indexOf(lengthOf(5000)); at > 0; at = zip.indexOf(lengthOf(5000))) lengthOf(10).copy(zip, at)
    const parsed = unlessMalformed(() => parseZip(zip, 100))
    expect(parsed?.get('a.txt')?.length ?? 0).toBeLessThanOrEqual(10)
  })

  it('cut or bent is malformed or other files, and never a defect', () => {
    const zip = formatZip(two)
    fc.assert(
      fc.property(fc.nat(zip.length - 1), fc.nat(8), (at, bit) => {
        const bent = zip.slice()
        bent[at] = (bent[at] ?? 0) ^ (1 << bit)
        const parsed = unlessMalformed(() => parseZip(bit === 8 ? zip.subarray(0, at) : bent, plenty))
        expect([...(parsed?.values() ?? [])].every((bytes) => bytes instanceof Uint8Array)).toBe(true)
      }),
    )
  })
})

it('a ZLIB stream gives back its bytes, and what is none is malformed', () => {
  expect(parseZlib(deflateSync(formatUtf8('Ŵ'.repeat(999))))).toEqual(formatUtf8('Ŵ'.repeat(999)))
  expect(() => parseZlib(formatUtf8('no stream'))).toThrow(Malformed)
})

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes)
  return length
}
