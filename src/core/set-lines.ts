import * as v from 'valibot'
import { parseCsv } from '../encoding/csv.ts'
import { orSay } from '../encoding/malformed.ts'
import { kinds, parties, sectors } from './body-kind.ts'
import { parseFullDay } from './day.ts'
import { endings, relations } from './desk-act.ts'
import { Refusal, type Mistake } from './refusal.ts'
import {
  endedIdentifiers,
  identifier,
  listed,
  listOf,
  namesInOrder,
  needed,
  neededDay,
  oneOf,
  perhaps,
  perhapsDay,
  perhapsLong,
  perhapsOneOf,
  typed,
} from './set-cells.ts'

// A set is a folder of CSV files that a coordinator keeps in a spreadsheet. A column may be absent; an empty cell says
// nothing, and `note` is for whoever reads the files.

const successor = v.pipe(
  v.string(),
  v.transform((text) => /^(?<relation>[a-z-]+): *(?<name>.+)$/.exec(text)?.groups),
  v.object(
    { relation: v.picklist(relations), name: v.string() },
    `Write ${relations.join(', ')}, a colon and a name, with a semicolon between two`,
  ),
)

const perhapsFullDay = v.pipe(
  perhapsDay,
  v.check((day) => day === undefined || day.length === 10, 'Write the whole day, as 2026-12-31'),
  v.transform((day) => (day === undefined ? undefined : parseFullDay(day))),
)
const setRow = v.object({ title: needed('Give the set a title'), organisations: oneOf(['real', 'invented']) })
const instrumentRow = v.object({
  name: needed('Give the name of the agreement'),
  area: needed('Say which area it is for'),
  binds: v.pipe(listOf(' '), v.minLength(1, 'Say whom it binds'), v.array(oneOf(parties))),
  note: v.string(),
})
const editionRow = v.object({
  instrument: needed('Give the name of the agreement'),
  label: needed('Give what tells it from other editions, like 2014'),
  in_force_from: neededDay,
  agreed_on: perhapsDay,
  replaces: listed,
  source: perhaps,
  transition_ends: perhapsFullDay,
  term_ends: perhapsFullDay,
  review_by: perhapsFullDay,
  note: v.string(),
})
const bodyRow = v.object({
  /** Tells organisations of one name apart: its number on the register, or any other that no line has yet. */
  number: v.pipe(
    typed,
    v.regex(/^([1-9]\d{0,8})?$/, 'Write a whole number, or leave it empty'),
    v.transform((text) => (text === '' ? undefined : Number(text))),
  ),
  name: needed('Give the name of the organisation'),
  welsh_name: perhaps,
  renamed_on: perhapsDay,
  former_names: namesInOrder,
  sector: perhapsOneOf(sectors),
  kind: oneOf(kinds),
  identifiers: v.pipe(listOf(' '), v.array(identifier)),
  ended_identifiers: endedIdentifiers,
  started_on: perhapsDay,
  predecessors: listed,
  announced_end: perhapsDay,
  announced_reason: perhapsOneOf(endings),
  ended_on: perhapsDay,
  end_reason: perhapsOneOf([...endings, 'registered-twice']),
  successors: v.pipe(listed, v.array(successor)),
  end_source: perhapsLong,
  website: perhaps,
  area: perhaps,
  note: v.string(),
})
const signingRow = v.object({
  body: needed('Give the name of the organisation'),
  edition: needed('Give the name of the edition and its label, as the register writes them'),
  signed_on: perhapsDay,
  attested_on: neededDay,
  signed_by: v.pipe(
    needed('Write “not recorded”, or the role of whoever signed; never a name'),
    v.transform((text) => (isRecorded(text) ? text : undefined)),
  ),
  source: needed('Cite the source that says so'),
  note: v.string(),
})

/** What stands where nobody wrote down who signed. */
export const notRecorded = 'not recorded'

/** Whether a cell says who signed. */
export function isRecorded(role: string): boolean {
  return role !== '' && role.toLowerCase() !== notRecorded
}

/** Where a line stands, as mistakes name it: `signings.csv line 3`. */
type Placed = { place: string }
export type InstrumentLine = v.InferOutput<typeof instrumentRow> & Placed
export type EditionLine = v.InferOutput<typeof editionRow> & Placed
export type BodyLine = v.InferOutput<typeof bodyRow> & Placed
export type SigningLine = v.InferOutput<typeof signingRow> & Placed

/** What a set says, line by line, and whether the organisations in it exist. */
export type SetLines = {
  invented: boolean
  instruments: readonly InstrumentLine[]
  editions: readonly EditionLine[]
  bodies: readonly BodyLine[]
  signings: readonly SigningLine[]
}

const rows = {
  'set.csv': setRow,
  'instruments.csv': instrumentRow,
  'editions.csv': editionRow,
  'bodies.csv': bodyRow,
  'signings.csv': signingRow,
}
export type SetFile = keyof typeof rows
export type SetColumn<File extends SetFile> = keyof (typeof rows)[File]['entries'] & string

/** The files that a set may have; the first one it must. */
export const setFiles = [
  'set.csv',
  'instruments.csv',
  'editions.csv',
  'bodies.csv',
  'signings.csv',
] as const satisfies readonly SetFile[]

/** The columns that a file may have, in their order. */
export function columnsOf(file: SetFile): readonly string[] {
  return Object.keys(rows[file].entries)
}

/** Reads the files of a set by their names, and refuses with every mistake in them. A file that is not there has no lines. */
export function readSet(files: ReadonlyMap<string, string>): SetLines {
  const mistakes: Mistake[] = [...files.keys()]
    .filter((file) => !setFiles.some((known) => known === file))
    .map((file) => ({ field: file, words: `Nothing reads this file; a set has ${setFiles.join(', ')}` }))
  const read = <Row extends CsvRow>(file: SetFile, row: Row) => readLines(row, file, files.get(file) ?? '', mistakes)
  const [set, ...more] = read('set.csv', setRow)
  const lines = {
    instruments: read('instruments.csv', instrumentRow),
    editions: read('editions.csv', editionRow),
    bodies: read('bodies.csv', bodyRow),
    signings: read('signings.csv', signingRow),
  }
  refuseMistakes(mistakes)
  if (!set || more.length > 0) {
    refuseMistakes([
      { field: 'set.csv', words: 'Say on one line what the set is, and whether its organisations are real' },
    ])
  }
  return { invented: set?.organisations === 'invented', ...lines }
}

/** Refuses a set in which something has to be put right first. */
export function refuseMistakes(mistakes: readonly Mistake[]): void {
  const words = 'Nothing was imported. Put this right and import the folder again.'
  if (mistakes.length > 0) throw new Refusal('field-invalid', words, mistakes)
}

type CsvRow = v.GenericSchema<unknown, object> & { entries: object }

function readLines<Row extends CsvRow>(
  schema: Row,
  file: string,
  text: string,
  mistakes: Mistake[],
): readonly (v.InferOutput<Row> & Placed)[] {
  const sayAt = (words: string) => new Refusal('field-invalid', words, file)
  const [head, ...records] = orSay(() => parseCsv(text, file), sayAt)
  const columns = head?.cells.map((name) => name.trim()) ?? []
  const known = Object.keys(schema.entries)
  for (const column of columns.filter((name) => !known.includes(name))) {
    mistakes.push({ field: `${file} line 1`, words: `Nothing reads the column “${column}”; use ${known.join(', ')}` })
  }
  return records.flatMap(({ line, cells }) => {
    const place = `${file} line ${line}`
    if (cells.length > columns.length) mistakes.push({ field: place, words: 'There are more cells than columns' })
    const row = Object.fromEntries(known.map((column) => [column, cells[columns.indexOf(column)] ?? '']))
    const read = v.safeParse(schema, row)
    if (read.success) return [{ ...read.output, place }]
    for (const { path, message } of read.issues)
      mistakes.push({ field: place, words: `${String(path?.[0]?.key)}: ${message}` })
    return []
  })
}
