import { Malformed } from './malformed.ts'

/** One record and the line of the text on which it begins, counted from 1. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] }

/**
 * The records of a CSV text (RFC 4180), as spreadsheets write it: with a byte order mark or without, lines that end in
 * CRLF or LF, and empty lines left out. What `formatCsv` writes comes back as it was. `name` is what a mistake is told of.
 */
export function parseCsv(text: string, name = 'CSV'): readonly CsvRecord[] {
  const records: CsvRecord[] = []
  let cells: string[] = []
  let line = 1
  let begun = 1
  let at = text.startsWith('\uFEFF') ? 1 : 0
  while (at < text.length) {
    const [whole = '', quoted, plain = ''] = matchAt(cell, text, at) ?? []
    at += whole.length
    line += whole.split('\n').length - 1
    cells.push(unguarded(quoted === undefined ? plain : quoted.replaceAll('""', '"')))
    const [end] = matchAt(ending, text, at) ?? []
    if (end === undefined) throw new Malformed(`malformed ${name}: a quotation mark is out of place on line ${line}`)
    at += end.length
    if (end === ',' && at < text.length) continue
    // Nothing follows the last comma, and that is a cell too.
    if (end === ',') cells.push('')
    if (cells.some((one) => one !== '')) records.push({ line: begun, cells })
    cells = []
    line += 1
    begun = line
  }
  return records
}

/** Records as CSV (RFC 4180), safe to open in a spreadsheet. */
export function formatCsv(records: readonly (readonly string[])[]): string {
  return records.map((cells) => `${cells.map(formatCell).join(',')}\r\n`).join('')
}

const cell = /"((?:[^"]|"")*)"|([^",\r\n]*)/y
const ending = /,|\r?\n|$/y

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  const here = new RegExp(pattern)
  here.lastIndex = at
  return here.exec(text)
}

// A spreadsheet would take a text that begins so for a formula. An apostrophe before it says that it is none.
const formula = /^'*[=+\-@\t\r]/

function formatCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function unguarded(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text
}
