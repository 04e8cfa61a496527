import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBareList } from '../../src/core/bare-list.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { beginReplay, replay } from '../../src/core/replay.ts'
import { listLines } from '../../src/core/signatory-list.ts'
import { parseCanonicalJson } from '../../src/encoding/canonical-json.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { anyDay, happenings, historyOf, recordedOf } from '../support/history.ts'

const log = { size: 42, root: new Uint8Array(32) }

describe('a replay', () => {
  it('of a beginning of the log and then the rest has the rows of the whole, and of the beginning before', () => {
    fc.assert(
      fc.property(happenings, fc.nat(), (happened, at) => {
        const recorded = recordedOf(historyOf(happened))
        const cut = at % (recorded.length + 1)
        const begun = beginReplay()
        for (const one of recorded.slice(0, cut)) begun.add(one)
        expect(begun.rows).toEqual(replay(recorded.slice(0, cut)))
        for (const one of recorded.slice(cut)) begun.add(one)
        expect(begun.rows).toEqual(replay(recorded))
      }),
    )
  })

  it('refuses a log that makes one thing twice', () => {
    const [opened, ...rest] = recordedOf(historyOf([]))
    const twice = [opened, ...rest, ...rest].filter((one) => one !== undefined)
    expect(() => replay(twice)).toThrow(Malformed)
  })
})

describe('the bare list', () => {
  it('is the same whatever has been erased or withheld, and names nobody', () => {
    fc.assert(
      fc.property(happenings, anyDay, (happened, asAt) => {
        const recorded = recordedOf(historyOf(happened))
        const bareOf = (disclosures: boolean) => {
          const told = recorded.map((one) => (disclosures ? one : { ...one, disclosures: [] }))
          return parseUtf8(formatBareList({ asAt, lines: listLines(replay(told), asAt) }, log))
        }
        expect(bareOf(true)).toBe(bareOf(false))
        expect(bareOf(true)).not.toMatch(/vale|gwyn|共同/i)
      }),
    )
  })

  it('is canonical JSON, one value a line, in the order of entries, under the day and the log', () => {
    fc.assert(
      fc.property(happenings, anyDay, (happened, asAt) => {
        const lines = listLines(replay(recordedOf(historyOf(happened))), asAt)
        const text = parseUtf8(formatBareList({ asAt, lines }, log))
        const [head, ...told] = text
          .slice(0, -1)
          .split('\n')
          .map((line) => parseCanonicalJson(formatUtf8(line)))
        expect(head).toEqual({ asAt, log: { size: 42, root: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' } })
        const entries = lines.map(({ entry }) => entry)
        expect(entries).toEqual(entries.toSorted((a, b) => a - b))
        expect(told).toEqual(
          lines.map(({ body, instrument, edition, standing, signedOn, decidedOn, entry }) => ({
            body: { id: body.id },
            instrument: instrument.id,
            edition: edition.id,
            standing,
            signedOn,
            decidedOn,
            entry,
          })),
        )
      }),
    )
  })

  it('has these bytes for ever', () => {
    const recorded = recordedOf(historyOf([], 'golden'))
    const asAt = parseFullDay('2026-03-05')
    expect(parseUtf8(formatBareList({ asAt, lines: listLines(replay(recorded), asAt) }, log)).split('\n')).toEqual([
      '{"asAt":"2026-03-05","log":{"root":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","size":42}}',
      '{"body":{"id":"019cb857-fca4-7d1f-bfce-048bdc6d8b2a"},"decidedOn":null,"edition":"019cb857-fca3-71a9-92aa-8c78db4d4cf0","entry":4,"instrument":"019cb857-fca2-79bb-825f-656cf6c4ad6a","signedOn":"2026-03-04","standing":"in-force"}',
      '',
    ])
  })
})
