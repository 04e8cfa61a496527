import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Malformed } from '../../src/encoding/malformed.ts'
import { formatPem, parsePem } from '../../src/encoding/pem.ts'

const titled = fc.record({
  title: fc.stringMatching(/^[a-z0-9.:-]+$/),
  der: fc.uint8Array({ minLength: 1, maxLength: 300 }),
})

it('certificates in PEM come out as they went in, in lines of at most 64 characters', () => {
  fc.assert(
    fc.property(fc.array(titled, { maxLength: 4 }), (all) => {
      const text = formatPem(all)
      expect(parsePem(text)).toEqual(all.map(({ title, der }) => ({ title, der: Uint8Array.from(der) })))
      for (const line of text.split('\n').filter((one) => !one.startsWith('#')))
        expect(line.length).toBeLessThanOrEqual(64)
    }),
  )
})

it('and nothing else is in that file', () => {
  const good = formatPem([{ title: 'tsa.example', der: new Uint8Array(100) }])
  expect(parsePem(good)).toHaveLength(1)
  for (const bad of [
    good.slice(1),
    `${good}\n`,
    good.replace('AAAA', 'AA\nAA'),
    good.replace('CERTIFICATE', 'KEY'),
    'words',
  ])
    expect(() => parsePem(bad), bad).toThrow(Malformed)
})
