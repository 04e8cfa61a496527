import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Malformed } from '../../src/encoding/malformed.ts'
import { formatPolicy, parsePolicy } from '../../src/log/policy.ts'
import { formatVkey, type VerifierKey } from '../../src/log/vkey.ts'
import { vectorsPresent } from '../support/vectors.ts'
import { knownCases } from './known.ts'
import { manglingsOf, reprinted } from './manglings.ts'

const known = v.object({ why: v.string(), text: v.string() })

describe.runIf(vectorsPresent)('tlog-policy vectors', () => {
  const [accepted, refused] = ['accepted', 'refused'].map((member) =>
    knownCases('tlog-policy/policies.json', member, known),
  )

  it('are 6 and 15', () => expect([accepted?.length, refused?.length]).toEqual([6, 15]))

  it.each(accepted ?? [])('$why is read, and means the same as we write it', ({ text }) => {
    const policy = parsePolicy(text)
    expect(parsePolicy(formatPolicy(policy))).toEqual(policy)
  })

  it.each(refused ?? [])('$why is refused', ({ text }) => {
    expect(() => parsePolicy(text)).toThrow(Malformed)
  })
})

const keyOfNumber = (type: VerifierKey['type'], name: string, n: number): VerifierKey => ({
  name,
  type,
  publicKey: new Uint8Array(type === 'mlDsaCosignature' ? 1312 : 32).fill(n),
})
const log = keyOfNumber('ed25519', 'example.org/log', 1)
const [a, b, c] = [2, 3, 4].map((n) => formatVkey(keyOfNumber('cosignature', `w${n}.example/witness`, n)))
const witnesses = `witness a ${a}\nwitness b ${b}\nwitness c ${c}\n`

describe('a policy', () => {
  it('prints as it was read, as we write it', () => {
    const text = `log ${formatVkey(log)} https://example.org/log\n${witnesses}group two 2 a b\ngroup top any two c\nquorum top\n`
    expect(formatPolicy(parsePolicy(text))).toBe(text)
    expect(parsePolicy(text)).toMatchObject({
      logs: [{ key: log, url: 'https://example.org/log' }],
      witnesses: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
      groups: [
        { name: 'two', threshold: 2, members: ['a', 'b'] },
        { name: 'top', threshold: 'any', members: ['two', 'c'] },
      ],
      quorum: 'top',
    })
  })

  it('reads back as it was written, with any number of witnesses in any group', () => {
    // What parts words elsewhere does not part them here.
    const letters = fc.constantFrom('a', 'A', '#', '+', '7', '~', '\u00a0', '\u2003', 'é', 'e\u0301', '例', '😀')
    const word = fc.string({ minLength: 1, maxLength: 6, unit: letters })
    const names = fc.uniqueArray(
      word.filter((name) => name !== 'none'),
      { minLength: 2, maxLength: 33, size: 'max' },
    )
    fc.assert(
      fc.property(names, fc.nat(), fc.option(word), ([group = '', ...members], n, url) => {
        const policy = {
          logs: [{ key: log, ...(url === null ? {} : { url }) }],
          witnesses: members.map((name, at) => ({ name, key: keyOfNumber('cosignature', 'w', at + 2) })),
          groups: [{ name: group, threshold: (n % members.length) + 1, members }],
          quorum: group,
        }
        expect(parsePolicy(formatPolicy(policy))).toEqual(policy)
      }),
    )
  })

  it('that was mangled is refused, or reads as it then prints', () => {
    const text = `log ${formatVkey(log)} https://example.org/log\nwitness a ${a}\nwitness é ${b}\ngroup g 1 a é\nquorum g\n`
    let read = 0
    for (const mangled of manglingsOf(text)) {
      const printed = reprinted(mangled, (some) => {
        read += 1
        const policy = parsePolicy(some)
        const again = formatPolicy(policy)
        expect(parsePolicy(again)).toEqual(policy)
        return some
      })
      expect(printed).toBe(mangled)
    }
    expect(read).toBeGreaterThan(10_000)
  })

  it('has its quorum line anywhere after what it names', () => {
    expect(parsePolicy(`quorum none\n${witnesses}`)).toMatchObject({ quorum: 'none', witnesses: { length: 3 } })
    expect(() => parsePolicy(`quorum a\n${witnesses}`)).toThrow(Malformed)
  })

  it('takes a log that changed its key, and a witness of ML-DSA-44', () => {
    const next = keyOfNumber('ed25519', log.name, 9)
    const postQuantum = keyOfNumber('mlDsaCosignature', 'w.example', 9)
    const text = `log ${formatVkey(log)}\nlog ${formatVkey(next)}\nwitness w ${formatVkey(postQuantum)}\nquorum w\n`
    expect(formatPolicy(parsePolicy(text))).toBe(text)
  })

  it('has names that are bytes: a Kelvin sign is no K, and one spelt in two characters is another', () => {
    const text = `witness K ${a}\nwitness \u212a ${b}\nwitness \u00e9 ${c}\nquorum \u212a\n`
    expect(formatPolicy(parsePolicy(text))).toBe(text)
    expect(() => parsePolicy(text.replace('quorum \u212a', 'quorum e\u0301'))).toThrow(Malformed)
  })

  it.each([
    ['no final newline', 'quorum none'],
    ['nothing', ''],
    ['a no-break space between words', 'quorum\u00a0none\n'],
    ['a vertical tab', 'quorum\vnone\n'],
    ['a delete character', '# \u007f\nquorum none\n'],
    ['a lone surrogate', '# \ud800\nquorum none\n'],
    ['a byte order mark', '\ufeffquorum none\n'],
    ['a word after the quorum', 'quorum none none\n'],
    ['a quorum of nobody', 'quorum\n'],
    ['another case', 'Quorum none\n'],
    ['a word after the address of a log', `log ${formatVkey(log)} https://example.org x\nquorum none\n`],
    ['a word after the address of a witness', `witness a ${a} https://example.org x\nquorum none\n`],
    ['a log with the key of a witness', `log ${a}\nquorum none\n`],
    ['a witness called none', `witness none ${a}\nquorum none\n`],
    ['a group called none', `${witnesses}group none any a\nquorum none\n`],
    ['a group called as a witness', `${witnesses}group a any b\nquorum a\n`],
    ['a group that is its own member', `${witnesses}group g any g\nquorum g\n`],
    ['a member twice', `${witnesses}group g 2 a a\nquorum g\n`],
    ['a threshold with a leading zero', `${witnesses}group g 02 a b\nquorum g\n`],
    ['a threshold with a sign', `${witnesses}group g +1 a b\nquorum g\n`],
    ['a threshold in other digits', `${witnesses}group g ٢ a b\nquorum g\n`],
    [
      'the same key under another name',
      `${witnesses}witness d ${formatVkey(keyOfNumber('cosignature', 'd', 2))}\nquorum a\n`,
    ],
  ])('with %s is refused', (_what, text) => expect(() => parsePolicy(text)).toThrow(Malformed))
})
