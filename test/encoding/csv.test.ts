import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCsv, parseCsv } from '../../src/encoding/csv.ts'

const cells = (text: string) => parseCsv(text).map((record) => record.cells)

describe('a CSV text is read as spreadsheets write it', () => {
  it.each([
    ['with a byte order mark', '\uFEFFname,kind\r\n', [['name', 'kind']]],
    [
      'with lines that end in LF',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'without a line end at the end',
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['with an empty cell at the very end', 'a,', [['a', '']]],
    ['with quotation marks, commas and line ends in a cell', '"say ""x"", y\r\nz",b', [['say "x", y\r\nz', 'b']]],
    [
      'with rows that nobody filled in',
      'a,b\r\n,\r\n\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['with an apostrophe that keeps a formula from running', "'=1+1,'plain", [['=1+1', "'plain"]]],
    ['that has nothing in it', '', []],
  ])('%s', (_how, text, expected) => {
    expect(cells(text)).toEqual(expected)
  })

  it('with the line on which each record begins', () => {
    expect(parseCsv('a\r\n"b\r\nb"\r\n\r\nc\r\n').map(({ line }) => line)).toEqual([1, 2, 5])
  })
})

it.each([
  ['opens and is never closed', 'a,"b'],
  ['closes before the end of its cell', 'a\n"b"c'],
  ['stands in the middle of a cell', 'a\nb"c'],
])('a quotation mark that %s is malformed', (_how, text) => {
  expect(() => parseCsv(text)).toThrow('out of place')
})

it('whatever is written comes back as it was', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', "'", '=', '-', 'ŷ', ' ') })
  const records = fc.array(
    fc.array(text, { minLength: 1, maxLength: 4 }).filter((row) => row.some((one) => one !== '')),
  )
  fc.assert(
    fc.property(records, (rows) => {
      expect(cells(formatCsv(rows))).toEqual(rows)
    }),
  )
})
