import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { disclose, type Disclosure } from '../../src/core/disclosure.ts'
import { formatLeaf, parseLeaf } from '../../src/core/entry.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { parseSigning } from '../../src/verify/signing-facts.ts'

const golden: readonly string[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../support/golden/entries.json'), 'utf8'),
)
const leaves = golden.map((leaf) => formatUtf8(leaf))
const online = leaves.map(parseLeaf).find((entry) => entry.type === 'signing.recorded' && entry.method === 'online')
const opened = leaves.find((leaf) => parseLeaf(leaf).type === 'register.opened') ?? new Uint8Array()
const told = ['name', 'role', 'secret'].map((name, n) =>
  disclose(new Uint8Array(16).fill(n), { name: `signatory.1.${name}`, value: `Ŷ ${name}`, public: true }),
)
const [name, role, secret] = told

/** A leaf with the digests of all three, and a text of some disclosures. */
const leaf = () => {
  if (online?.type !== 'signing.recorded') throw new Error('there is no signing among the golden entries')
  return formatLeaf({ ...online, sd: told.map(({ digest }) => digest).toSorted() })
}
const texts = (...shown: readonly (Disclosure | undefined)[]) =>
  formatUtf8(JSON.stringify(shown.flatMap((one) => (one ? [one.text] : []))))

describe('a signing is read from its leaf and what is told of it', () => {
  it('with names where they are told, and a count of what is not', () => {
    const facts = parseSigning(leaf(), texts(name, role))
    expect(facts).toMatchObject({ method: 'online', untold: 1 })
    expect(facts.signatures[0]).toMatchObject({ name: 'Ŷ name', role: 'Ŷ role' })
    expect(parseSigning(leaf(), texts()).signatures[0]).not.toHaveProperty('name')
  })

  it.each([
    [
      'a value that the leaf has no digest of',
      () =>
        texts(name, disclose(new Uint8Array(16), { name: 'signatory.1.name', value: 'Somebody else', public: true })),
    ],
    ['one value twice', () => texts(name, name)],
    ['what is no list of texts', () => formatUtf8('{}')],
    ['a list of something else', () => formatUtf8('[1]')],
  ])('and not with %s', (_what, disclosures) => {
    expect(() => parseSigning(leaf(), disclosures())).toThrow(Malformed)
  })

  it('and from no other entry', () => {
    expect(() => parseSigning(opened, texts())).toThrow('something else')
    expect(() => parseSigning(leaf(), texts(secret))).not.toThrow()
  })
})
