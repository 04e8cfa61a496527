import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { exportRegister } from '../actions/export-set.ts'
import { importSet, rehearseImport } from '../actions/import-set.ts'
import { Refusal } from '../core/refusal.ts'
import { readSet, setFiles } from '../core/set-lines.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { listFiles, readForm, typedText } from '../http/parse.ts'
import { signedIn } from './desk-visit.ts'
import { ImportedPage, ImportPage, RehearsalPage } from './pages/desk-import.tsx'
import { formatArchive } from './set-archive.ts'
import type { Site, Visit } from './site.ts'

/** The files of a long set. They are sent twice: to be looked at, and with the press that imports them. */
const largestSet = 10_000_000

/** A set of CSV files, looked at line by line before anything is written; and the register as such a set. */
export const deskImportPages = new Hono<Site>()
  .get('/desk/import', async (c) => {
    await signedIn(c)
    return c.html(<ImportPage shell={c.var.shell} mistakes={[]} />)
  })
  .get('/desk/export.zip', async (c) => {
    await signedIn(c)
    return c.body(formatArchive(await exportRegister(c.var.parts)), 200, {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="register-csv.zip"',
    })
  })
  .use('/desk/import/*', bodyLimit({ maxSize: largestSet, onError: refuseLarge }))
  .post('/desk/import/check', async (c) => {
    await signedIn(c)
    startAgain(c)
    const files = await readTexts(c)
    const { invented: _invented, ...lines } = readSet(files)
    const added = await rehearseImport(c.var.parts, readSet(files))
    const count = Object.values(lines).reduce((sum, { length }) => sum + length, 0)
    return c.html(<RehearsalPage shell={c.var.shell} files={files} lines={count} added={added} />)
  })
  .post('/desk/import/acceptance', async (c) => {
    await signedIn(c)
    startAgain(c)
    const typed = await readForm(c)
    const files = new Map(setFiles.filter((file) => file in typed).map((file) => [file, typedText(typed, file)]))
    const entries = await importSet(c.var.parts, readSet(files))
    return c.html(<ImportedPage shell={c.var.shell} entries={entries} />)
  })

/** Whatever is wrong leads back to the files: they are put right in a spreadsheet, and chosen again. */
function startAgain(c: Visit): void {
  c.set('again', (mistakes) => {
    const told = mistakes.map(({ field, words }) => {
      return { field: 'files', words: field.includes('.csv') ? `${field}: ${words}` : words }
    })
    return <ImportPage shell={c.var.shell} mistakes={told} />
  })
}

async function readTexts(c: Visit): Promise<ReadonlyMap<string, string>> {
  const files = await listFiles(c, 'files')
  if (files.length === 0) throw new Refusal('field-invalid', 'Choose the CSV files of the set', 'files')
  const texts = files.map(async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const text = unlessMalformed(() => parseUtf8(bytes))
    if (text === undefined) throw new Refusal('field-invalid', 'Save it as “CSV UTF-8”', file.name)
    return [file.name, text] as const
  })
  return new Map(await Promise.all(texts))
}

function refuseLarge(): never {
  throw new Refusal('field-invalid', 'A set of 10 MB or more is imported on the command line: npm run import', 'files')
}
