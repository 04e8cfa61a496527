import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/core/day.ts'
import { parseEditionText, type EditionText } from '../../src/core/edition-text.ts'
import { formatLeaf, parseLeaf } from '../../src/core/entry.ts'
import { decideEdition, decideInstrument, decideOpening, type Opening } from '../../src/core/opening.ts'
import { demonstration } from '../../src/demonstration.ts'
import { idOf, stampAt } from './given.ts'

const opening: Opening = {
  origin: 'register.example.org/log',
  demonstration: false,
  name: 'Register of signatories',
  custodian: 'Vale Council',
  prefix: 'SC',
  keys: { log: `register.example.org/log+01234567+${'A'.repeat(44)}`, seal: '0'.repeat(64), jose: 'A'.repeat(43) },
}

describe('a register is opened', () => {
  it('by an entry that says nothing of what was typed but in disclosures, all of them public', () => {
    const { entry, disclosures } = decideOpening(opening, stampAt())
    expect(entry).toMatchObject({ type: 'register.opened', origin: opening.origin, keys: opening.keys })
    expect(disclosures.every((one) => one.public)).toBe(true)
    expect(Object.fromEntries(disclosures.map(({ name, value }) => [name, value]))).toEqual({
      custodian: 'Vale Council',
      name: 'Register of signatories',
      prefix: 'SC',
    })
    expect(parseLeaf(formatLeaf(entry))).toEqual(entry)
  })

  it('as a demonstration, or silent about it', () => {
    expect(decideOpening({ ...opening, demonstration: true }, stampAt()).entry).toHaveProperty('demonstration', true)
    expect(decideOpening(opening, stampAt()).entry).not.toHaveProperty('demonstration')
  })

  it.each(['S', 'SC', 'ABCDEFG8'])('with the prefix %s', (prefix) => {
    expect(() => decideOpening({ ...opening, prefix }, stampAt())).not.toThrow()
  })

  it.each(['', 's', 'sc', '1S', 'ABCDEFGH9', 'S-C', 'S C', 'SC\n'])('but not with the prefix %j', (prefix) => {
    const refusal = { kind: 'field-invalid', fields: [expect.objectContaining({ field: 'prefix' })] }
    expect(() => decideOpening({ ...opening, prefix }, stampAt())).toThrow(expect.objectContaining(refusal))
  })
})

describe('an instrument', () => {
  it('binds its parties in one order, however they are given', () => {
    const { entry } = decideInstrument({ name: 'Compact', area: 'Vale', binds: ['vcs', 'public-sector'] }, stampAt())
    expect(entry.binds).toEqual(['public-sector', 'vcs'])
  })
})

describe('an edition', () => {
  const source = demonstration.instruments[0]?.editions[0]?.texts[0] ?? ''
  const english = { text: parseEditionText(source), sha256: 'a'.repeat(64) }
  const welsh = { text: { ...english.text, language: 'cy' }, sha256: 'b'.repeat(64) }
  const plan = { instrument: idOf(5), replaces: [], inForceFrom: parseDay('2014') }
  const decide = (texts: readonly { text: EditionText; sha256: string }[], demo = true) =>
    decideEdition({ ...plan, texts }, demo, stampAt())

  it('has its texts by language, and the first that is given is the reference', () => {
    expect(decide([english, welsh]).entry).toMatchObject({
      reference: 'en',
      texts: [
        { language: 'cy', sha256: welsh.sha256 },
        { language: 'en', sha256: english.sha256 },
      ],
    })
    expect(decide([welsh, english]).entry.reference).toBe('cy')
  })

  it('that we wrote ourselves is published in a demonstration only', () => {
    const ours = { ...english, text: { ...english.text, illustrative: true } }
    expect(decide([ours]).entry.illustrative).toBe(true)
    expect(() => decide([ours], false)).toThrow(expect.objectContaining({ kind: 'edition-not-signable' }))
    expect(decide([{ ...english, text: { ...english.text, illustrative: false } }], false).entry).not.toHaveProperty(
      'illustrative',
    )
  })

  it('whose text is not held is on record under a label, and not without one', () => {
    const { entry, disclosures } = decideEdition({ ...plan, label: '2009', texts: [] }, false, stampAt())
    expect(entry).not.toHaveProperty('texts')
    expect(disclosures[0]).toMatchObject({ name: 'label', value: '2009', public: true })
    expect(() => decide([])).toThrow(expect.objectContaining({ kind: 'incomplete' }))
  })

  it('names what it replaces in one order', () => {
    const [a, b] = [idOf(1), idOf(2)]
    expect(decideEdition({ ...plan, replaces: [b, a], texts: [english] }, true, stampAt()).entry.replaces).toEqual([
      a,
      b,
    ])
  })
})
