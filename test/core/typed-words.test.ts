import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideAcceptance } from '../../src/core/acceptance.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { formatLeaf, leafLimit } from '../../src/core/entry.ts'
import { decideEdition, decideInstrument, decideOpening } from '../../src/core/opening.ts'
import type { Draft } from '../../src/core/stamp.ts'
import { formatBase64, formatBase64Url } from '../../src/encoding/base64.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { edition, idOf, signatoryOf, signatureOf, signUpOf, stampAt } from './given.ts'

// Long enough that no leaf has it by chance, and of any letters.
const typed = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 300 }).filter((text) => text.trim().length >= 8)

describe('what a person typed', () => {
  it('is in no leaf of an acceptance, nor any digest that guessing it would give', () => {
    fc.assert(
      fc.property(fc.array(typed, { minLength: 14, maxLength: 14 }), (words) => {
        const [name = '', website = '', area = '', one = '', two = '', ...more] = words
        const [who = '', role = '', minute = '', statement = '', evidence = '', approver = '', ...signed] = more
        const signatories = [
          signatoryOf({ name: who, role, minute, mandate: 'resolution', decidedOn: parseFullDay('2026-02-26') }),
          signatoryOf({ name: role, role: who, address: evidence, nameShown: false }),
        ]
        const drafts = decideAcceptance(
          signUpOf({
            draft: {
              body: { name, sector: 'vcs', kind: 'assembly', identifiers: [one, two], website, area },
              editions: [{ edition, language: 'en' }],
              signatories,
            },
            signatures: [
              signatureOf({ name: signed[0] ?? '', role: signed[1] ?? '', statement, evidence }),
              signatureOf({ signatory: 2, name: signed[2] ?? '', role: who, statement, evidence }),
            ],
          }),
          [{ levels: ['minute-seen'], by: { name: approver, employer: null } }],
          {
            editions: new Map(),
            bodyEndedOn: null,
            signings: [],
            signable: () => true,
            namesake: undefined,
            names: [],
            website: null,
          },
          stampAt(),
        )
        expect(drafts.map(({ entry }) => entry.type)).toEqual(['body.registered', 'signing.recorded'])
        expect(foundIn(drafts, words)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('is in no leaf of an opening', () => {
    fc.assert(
      fc.property(typed, typed, typed, typed, typed, (name, custodian, called, area, label) => {
        const keys = { log: `localhost/log+01234567+${'A'.repeat(44)}`, seal: '0'.repeat(64), jose: 'A'.repeat(43) }
        const plan = { origin: 'localhost/log', demonstration: true, name, custodian, prefix: 'EX', keys }
        const days = { inForceFrom: parseFullDay('2014-06-14') }
        const drafts = [
          decideOpening(plan, stampAt()),
          decideInstrument({ name: called, area, binds: ['vcs', 'public-sector'] }, stampAt()),
          decideEdition({ instrument: idOf(9), label, texts: [], replaces: [], ...days }, true, stampAt()),
        ]
        expect(foundIn(drafts, [name, custodian, called, area, label])).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('is found by these tests where it is', () => {
    const draft = decideInstrument({ name: 'A', area: 'B', binds: ['vcs'] }, stampAt())
    expect(foundIn([draft], ['instrument.registered'])).toEqual(['instrument.registered'])
  })
})

/** Which of the words are in a leaf, plain, escaped or hashed without a salt. */
function foundIn(drafts: readonly Draft[], words: readonly string[]): readonly string[] {
  const leaves = drafts.map(({ entry }) => formatLeaf(entry))
  expect(leaves.every((leaf) => leaf.length <= leafLimit)).toBe(true)
  const text = leaves.map(parseUtf8).join('\n')
  return words.filter((word) => {
    const said = [word, JSON.stringify(word), word.normalize('NFC'), word.trim()]
    const digests = said.map((one) => sha256(formatUtf8(one)))
    const traces = digests.flatMap((digest) => [formatHex(digest), formatBase64(digest), formatBase64Url(digest)])
    return [...said, ...traces].some((trace) => text.includes(trace))
  })
}
