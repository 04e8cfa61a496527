import { formatUtf8, parseUtf8 } from '../encoding/utf8.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { Refusal } from '../core/refusal.ts'
import { askAhead } from '../log/ahead.ts'
import { parseCheckpoint } from '../log/checkpoint.ts'
import { parseNote } from '../log/note.ts'
import type { Database } from '../storage/database.ts'
import { copiedPage } from './copied-page.ts'
import type { PublicFolder } from './public-folder.ts'
import { listLog, listPaths, listSite, type Addresses } from './site-addresses.ts'

/** What an export works with. */
export type Exporting = {
  /** Answers as the register does to somebody whom it does not know. */
  ask: (path: string) => Response | Promise<Response>
  db: Database
  /** Where the register is found, for what a copy does not have. */
  address: string
  folder: PublicFolder
  /** The site's own files, by the addresses that pages give them. */
  own: ReadonlyMap<string, () => Promise<Uint8Array>>
  tell: (words: string) => void
}

/**
 * Writes the public site as files under its own addresses, with the very bytes that are served. The checkpoint is read
 * after the pages and the list, so that it covers them, and kept after everything that it implies: die before that, and
 * what lies there has no checkpoint or an older one that it still bears out. A repeat asks again only for what may change.
 */
export async function exportSite(exporting: Exporting): Promise<{ size: number; files: number }> {
  const site = await listSite(exporting.db)
  const known = new Set([...site.flatMap(({ paths }) => paths), ...exporting.own.keys(), ...listPaths, checkpointPath])
  const isCopied = (target: string) =>
    known.has(target) || known.has(`${target}.html`) || target.startsWith('/look.css')
  const copy = { ...exporting, isCopied }

  let files = await copyOwn(exporting)
  files += await copyList(copy)
  for (const group of site) files += await copyGroup(copy, group)
  const answer = await exporting.ask(checkpointPath)
  if (!answer.ok) throw new Refusal('not-published-yet', 'Nothing has been published yet: there is nothing to copy.')
  const note = new Uint8Array(await answer.arrayBuffer())
  const { size } = parseCheckpoint(parseNote(parseUtf8(note)).text)
  for (const group of await listLog(exporting.db, size)) files += await copyGroup(copy, group)
  await exporting.folder.keep(checkpointPath, note)
  return { size, files: files + 1 }
}

type Copying = Exporting & { isCopied: (target: string) => boolean }

async function copyOwn({ own, folder, tell }: Exporting): Promise<number> {
  for (const [path, read] of own) if (!folder.has(path)) await folder.keep(path, await read())
  tell(`${own.size} styles, scripts and faces`)
  return own.size
}

/** The list is several files of one publication: where the next one came in between, they are asked for again. */
async function copyList(copy: Copying): Promise<number> {
  for (;;) {
    const before = await bytesAt(copy, listPaths[0] ?? '')
    const files = await copyGroup(copy, { words: 'files of the list', paths: [...listPaths, '/look.css'] })
    const after = await bytesAt(copy, listPaths[0] ?? '')
    if (!before || !after || equalBytes(before, after)) return files
  }
}

async function copyGroup(copy: Copying, { words, paths }: Addresses): Promise<number> {
  let done = 0
  let files = 0
  // Immutable under its address: what a copy has of it, it has for good.
  const wanted = paths.filter((path) => !(path.startsWith('/log/tile/') && copy.folder.has(path)))
  for await (const kept of askAhead(wanted, 8, async (path) => copyOne(copy, path))) {
    done += 1
    if (kept) files += 1
    if (done % 1000 === 0) copy.tell(`${done} of ${wanted.length} ${words} …`)
  }
  const held = paths.length - wanted.length
  copy.tell(`${files} ${words}${held > 0 ? `, and ${held} that were there` : ''}`)
  return files + held
}

/** Keeps what is served at an address, or what it leads to; what is served no longer is not kept any more. */
async function copyOne(copy: Copying, path: string): Promise<boolean> {
  const answer = await answered(copy, path)
  // One with an ending of its own stands by itself, as it is.
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true && !path.endsWith('.html')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  if (answer.status === 404 || answer.status === 410) {
    for (const file of [path, pageFile(path)]) await copy.folder.drop(file)
    return false
  }
  if (answer.status !== 200) throw new Error(`the register answered ${answer.status} at ${path}`)
  if (isPage) {
    const page = copiedPage(parseUtf8(bytes), copy.address, copy.isCopied)
    await copy.folder.keep(pageFile(path), formatUtf8(page))
  } else await copy.folder.keep(path, bytes)
  return true
}

/** A former name leads to the present one: its file shows the same page. */
async function answered(copy: Copying, path: string): Promise<Response> {
  const answer = await copy.ask(path)
  return answer.status === 301 ? copy.ask(answer.headers.get('location') ?? '/') : answer
}

async function bytesAt(copy: Copying, path: string): Promise<Uint8Array | undefined> {
  const answer = await copy.ask(path)
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
}

/** The file that static hosts show where an address without an ending is asked for. */
const pageFile = (path: string): string => (path === '/' ? '/index.html' : `${path}.html`)
const checkpointPath = '/log/checkpoint'
