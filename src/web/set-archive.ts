import type { LeftOut, SetExport } from '../core/set-export.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { formatZip } from '../encoding/zip.ts'

/** The files of an export as one, with a word on what is not in them. */
export function formatArchive({ files, leftOut }: SetExport): Uint8Array<ArrayBuffer> {
  const sets = Object.entries(files).map(([name, text]) => [name, formatUtf8(text)] as const)
  return formatZip(new Map([['README.txt', formatUtf8(formatReadme(leftOut))], ...sets]))
}

function formatReadme({ recordedHere, changedSince, incomplete }: LeftOut): string {
  return `The CSV files beside this one say what the register says of agreements, editions,
organisations and historic signings. Imported into the same register they add
nothing. To import them, unpack them and choose the .csv files at /desk/import,
or run: npm run import -- FOLDER

These signings are not in signings.csv:

${recordedHere} made online or on paper. They are in the log, and cannot be entered as history.
${changedSince} historic, but withdrawn, suspended, removed or entered in error since.
${incomplete} historic, whose source was erased or whose day its organisation cannot have signed on.

Nor are the texts of editions, statements and pledges, names of people, former names
in Welsh, or websites, areas and kinds that have changed since.
`
}
