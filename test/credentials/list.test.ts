import { describe, expect, it } from 'vitest'
import { certificateAddress, formatListCsv, formatListJson } from '../../src/credentials/list.ts'
import { parseDay, parseFullDay } from '../../src/core/day.ts'
import type { SignatoryLine } from '../../src/core/signatory-list.ts'
import { idOf } from '../core/given.ts'

const log = { origin: 'localhost:8787/log', size: 42, root: new Uint8Array(32) }
const address = 'https://register.example.org'
const asAt = parseFullDay('2026-03-04')

function lineOf(name = 'Vale Council'): SignatoryLine {
  return {
    body: {
      id: idOf(1),
      slug: 'vale-council',
      name,
      sector: 'public-sector',
      kind: 'town-or-parish-council',
      identifiers: ['EX-body-00001', 'GB-LAE-SHR'],
    },
    instrument: { id: idOf(2), name: 'Shropshire Compact' },
    edition: { id: idOf(3), slug: 'shropshire-compact-2014', label: '2014' },
    standing: 'in-force',
    signedOn: parseDay('2014-06'),
    decidedOn: null,
    entry: 7,
    reference: 'EX-00001',
  }
}

const csvOf = (...lines: readonly SignatoryLine[]) => formatListCsv({ asAt, lines }, log, address)
const jsonOf = (...lines: readonly SignatoryLine[]): unknown =>
  JSON.parse(formatListJson({ asAt, lines }, log, address))

describe('the list as JSON', () => {
  it('has the members that other people’s programs rely on, in every row and beside the rows', () => {
    expect(jsonOf(lineOf())).toEqual({
      asAt: '2026-03-04',
      licence: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
      log: { origin: 'localhost:8787/log', size: 42, root: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
      total: 1,
      signatories: [
        {
          body: {
            id: idOf(1),
            slug: 'vale-council',
            name: 'Vale Council',
            sector: 'public-sector',
            kind: 'town-or-parish-council',
            identifiers: ['EX-body-00001', 'GB-LAE-SHR'],
          },
          instrument: 'Shropshire Compact',
          edition: 'shropshire-compact-2014',
          standing: 'in-force',
          signedOn: '2014-06',
          decidedOn: null,
          entry: 7,
          reference: 'EX-00001',
          certificate: 'https://register.example.org/certificates/EX-00001',
        },
      ],
    })
  })

  it('of nobody is a list all the same', () => {
    expect(jsonOf()).toMatchObject({ total: 0, signatories: [] })
  })

  it('ends in one line end and keeps letters as they are', () => {
    const text = formatListJson({ asAt, lines: [lineOf('Tŷ Gwyn')] }, log, address)
    expect(text).toContain('Tŷ Gwyn')
    expect(text.indexOf('\n')).toBe(text.length - 1)
  })
})

describe('the list as CSV', () => {
  it('begins with the names of its columns, and has as many in every row', () => {
    expect(csvOf(lineOf())).toBe(
      [
        'body,slug,sector,kind,identifiers,instrument,edition,standing,signed_on,decided_on,entry,reference,certificate,as_at,log_size',
        'Vale Council,vale-council,public-sector,town-or-parish-council,EX-body-00001 GB-LAE-SHR,Shropshire Compact,shropshire-compact-2014,in-force,2014-06,,7,EX-00001,https://register.example.org/certificates/EX-00001,2026-03-04,42',
        '',
      ].join('\r\n'),
    )
  })

  it.each([
    ['a comma', 'Vale, Upper', '"Vale, Upper"'],
    ['quotation marks', 'The "Vale"', '"The ""Vale"""'],
    ['a line end', 'Vale\nUpper', '"Vale\nUpper"'],
    ['a carriage return', 'Vale\rUpper', '"Vale\rUpper"'],
    ['letters of any script', 'Tŷ Gwyn 共同', 'Tŷ Gwyn 共同'],
    ['an equals sign before it', '=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['a plus sign before it', '+44', `'+44`],
    ['a minus sign before it', '-Vale', `'-Vale`],
    ['an at sign before it', '@SUM(A1)', `'@SUM(A1)`],
    ['a tab before it', '\t=1', `'\t=1`],
    ['a carriage return before it', '\r=1', `"'\r=1"`],
    ['an equals sign within it', 'Vale=Upper', 'Vale=Upper'],
  ])('writes a name with %s so that it is that name and no formula', (_case, name, cell) => {
    expect(csvOf(lineOf(name))).toContain(`\r\n${cell},vale-council,`)
  })
})

it('a certificate is found under its reference', () => {
  expect(certificateAddress(address, 'EX-00042')).toBe('https://register.example.org/certificates/EX-00042')
})
