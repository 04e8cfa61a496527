import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readOfferedFile, verdictPath } from '../../src/core/offered-file.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'

const pdf = (title: string) => formatUtf8(`%PDF-1.7\n…<dc:title><rdf:li>${title}</rdf:li></dc:title>\n%%EOF\n`)

describe('a file that somebody asks about', () => {
  it.each([
    ['a certificate by its own account', pdf('Certificate EX-00042: Vale, Accord 2026'), { claims: 'EX-00042' }],
    ['a PDF of somebody else', pdf('Minutes of the meeting'), {}],
    ['a PDF that speaks of a reference outside its title', formatUtf8('%PDF-1.7\nEX-00042'), {}],
    ['no PDF', formatUtf8('Certificate EX-00042'), { foreign: true }],
    ['no PDF, with a header too late', formatUtf8(`${' '.repeat(1024)}%PDF-1.7`), { foreign: true }],
    ['empty', new Uint8Array(), { foreign: true }],
  ])('is %s', (_what, bytes, found) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(readOfferedFile(bytes)).toEqual({ sha256, ...found })
  })

  it('sends nothing but its digest and what it calls itself', () => {
    const sha256 = 'ab'.repeat(32)
    expect(verdictPath({ sha256 })).toBe(`/verify?sha256=${sha256}`)
    expect(verdictPath({ sha256, claims: 'EX-1' })).toBe(`/verify?sha256=${sha256}&claims=EX-1`)
    expect(verdictPath({ sha256, foreign: true })).toBe(`/verify?sha256=${sha256}&foreign=yes`)
  })
})
