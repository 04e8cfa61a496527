import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Malformed } from '../../src/encoding/malformed.ts'
import { formatPem } from '../../src/encoding/pem.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { bundleFiles, findPapers, findTrust } from '../../src/verify/bundle.ts'
import { embedFiles, parseEmbedded } from '../../src/verify/embedded-files.ts'
import { formatInstructions } from '../../src/verify/instructions.ts'

const page = '<p>before</p><template id="files">{}</template><p>after</p>'
const anyFiles = fc
  .array(fc.tuple(fc.string(), fc.uint8Array({ maxLength: 300 })), { maxLength: 5 })
  .map((files) => new Map(files.filter(([name]) => name !== '__proto__')))

describe('files in a page', () => {
  it('come out as they went in, and leave the rest of the page alone', () => {
    fc.assert(
      fc.property(anyFiles, (files) => {
        const whole = embedFiles(page, files)
        const [before, text = '', after] = whole.split(/<template id="files">|<\/template>/)
        expect([before, after]).toEqual(['<p>before</p>', '<p>after</p>'])
        const names = (map: ReadonlyMap<string, Uint8Array>) => [...map.keys()].toSorted()
        const found = parseEmbedded(text.replaceAll('&lt;', '<'))
        expect(names(found)).toEqual(names(files))
        for (const [name, bytes] of files) expect(found.get(name)).toEqual(bytes)
      }),
    )
  })

  it('have one place, and are one object of base64', () => {
    expect(() => embedFiles('<p>', new Map())).toThrow('no place')
    for (const bad of ['[]', 'null', '1', '{"a":1}', '{"a":"="}', '{'])
      expect(() => parseEmbedded(bad)).toThrow(Malformed)
  })
})

describe('what a set of files brings', () => {
  it('is a certificate only where its PDF is there, and a list only with its signature', () => {
    const pdf = formatUtf8('%PDF-')
    expect(findPapers(new Map([[bundleFiles.leaf, pdf]]))).toBeUndefined()
    const files = [
      [bundleFiles.pdf, pdf],
      [bundleFiles.list, pdf],
    ] as const
    expect(findPapers(new Map(files))).not.toHaveProperty('list')
    expect(findPapers(new Map([...files, [bundleFiles.jws, pdf]]))).toHaveProperty('list')
  })

  it('is whom it trusts for time, and says nothing of that where there is no such file', () => {
    const anchors = (text: string) => findTrust(new Map([[bundleFiles.authorities, formatUtf8(text)]])).anchors
    expect(anchors(formatPem([{ title: 'tsa.example', der: formatUtf8('root') }]))).toEqual([formatUtf8('root')])
    expect(anchors('')).toEqual([])
    expect(findTrust(new Map())).not.toHaveProperty('anchors', [])
  })

  it('is not believed where it cannot be read', () => {
    const nonsense = new Map(
      [bundleFiles.policy, bundleFiles.keys, bundleFiles.authorities].map((name) => [name, Uint8Array.of(0xff)]),
    )
    expect(findTrust(nonsense)).toEqual({ root: undefined, policy: undefined, keys: undefined })
  })
})

it('instructions name both keys, and speak of a list and of time-stamps only where there are any', () => {
  const about = {
    reference: 'EX-00001',
    register: 'Example register',
    address: 'https://register.example',
    sealedAt: 1_772_620_000,
    root: 'ab'.repeat(32),
    vkey: 'register.example/log+00000000+AAAA',
  }
  const [alone, listed] = [false, true].map((has) => formatInstructions({ ...about, listed: has, stamped: has }))
  for (const words of [about.root, about.vkey, 'https://register.example/certificates/EX-00001', 'does not certify'])
    expect(alone).toContain(words)
  expect([alone?.includes('signatories'), listed?.includes('signatories')]).toEqual([false, true])
  expect([alone?.includes('authorities.pem'), listed?.includes('authorities.pem')]).toEqual([false, true])
  expect(Array.from(alone?.matchAll(/^(\d)\. /gm) ?? [], ([, n]) => n)).toEqual(['1', '2', '3', '4', '5', '6'])
  expect(alone).toContain('revoked.crl is the list of seal keys that are not to be trusted any more')
})
