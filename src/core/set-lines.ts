import * as v from 'valibot'
import { parseCsv } from '../encoding/csv.ts'
import { orSay, unlessMalformed } from '../encoding/malformed.ts'
import { kinds, parties, sectors } from './body-kind.ts'
import { parseDay } from './day.ts'
import { parseFormattedIdentifier } from './identifier.ts'
import { Refusal, type Mistake } from './refusal.ts'

// A set is a folder of CSV files that a coordinator keeps in a spreadsheet. An empty cell says nothing, and `note` is for
// whoever reads the files.

const typed = v.pipe(
  v.string(),
  v.transform((text) => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()),
  v.maxLength(300, 'Use 300 characters or fewer'),
)
const needed = (advice: string) => v.pipe(typed, v.minLength(1, advice))
const blank = v.pipe(
  v.literal(''),
  v.transform(() => undefined),
)
const perhaps = v.pipe(
  typed,
  v.transform((text) => (text === '' ? undefined : text)),
)
const listOf = (separator: string) =>
  v.pipe(
    typed,
    v.transform((text) => text.split(separator).flatMap((part) => part.trim() || [])),
  )
const oneOf = <const Names extends readonly string[]>(names: Names) =>
  v.picklist(names, `Use one of ${names.join(', ')}`)
const perhapsOneOf = <const Names extends readonly string[]>(names: Names) =>
  v.pipe(typed, v.union([blank, v.picklist(names)], `Use one of ${names.join(', ')}, or leave it empty`))

const dayWords = 'Write a day as 2014-06-14, or 2014-06 or 2014 where no more is known'
const perhapsDay = v.pipe(
  typed,
  // British spreadsheets turn a day round as they save it.
  v.transform((text) => text.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1')),
  v.check((text) => text === '' || unlessMalformed(() => parseDay(text)) !== undefined, dayWords),
  v.transform((text) => (text === '' ? undefined : parseDay(text))),
)
const neededDay = v.nonOptional(perhapsDay, dayWords)

const identifier = v.pipe(
  v.string(),
  v.check(
    (text) => unlessMalformed(() => parseFormattedIdentifier(text)) !== undefined,
    'Write a number with its list before it, like GB-CHC-1173575, GB-COH-04652487 or GB-NHS-05N',
  ),
)
const relations = ['successor', 'functions-to', 'continued-by'] as const
const successor = v.pipe(
  v.string(),
  v.transform((text) => /^(?<relation>[a-z-]+): *(?<name>.+)$/.exec(text)?.groups),
  v.object(
    { relation: v.picklist(relations), name: v.string() },
    `Write ${relations.join(', ')}, a colon and a name, with a semicolon between two`,
  ),
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
  replaces: listOf(';'),
  source: perhaps,
  note: v.string(),
})
const bodyRow = v.object({
  name: needed('Give the name of the organisation'),
  sector: perhapsOneOf(sectors),
  kind: oneOf(kinds),
  identifiers: v.pipe(listOf(' '), v.array(identifier)),
  started_on: perhapsDay,
  ended_on: perhapsDay,
  end_reason: perhapsOneOf(['abolished', 'merged', 'split', 'wound-up']),
  successors: v.pipe(listOf(';'), v.array(successor)),
  end_source: perhaps,
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
    v.transform((text) => (text.toLowerCase() === 'not recorded' ? undefined : text)),
  ),
  source: needed('Cite the source that says so'),
  note: v.string(),
})

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

/** The files that a set may have; the first one it must. */
export const setFiles = ['set.csv', 'instruments.csv', 'editions.csv', 'bodies.csv', 'signings.csv'] as const

/** Reads the files of a set by their names, and refuses with every mistake in them. A file that is not there has no lines. */
export function readSet(files: ReadonlyMap<string, string>): SetLines {
  const mistakes: Mistake[] = [...files.keys()]
    .filter((file) => !setFiles.some((known) => known === file))
    .map((file) => ({ field: file, words: `Nothing reads this file; a set has ${setFiles.join(', ')}` }))
  const read = <Row extends CsvRow>(file: (typeof setFiles)[number], row: Row) =>
    readLines(row, file, files.get(file) ?? '', mistakes)
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
