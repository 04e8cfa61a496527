import { globSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parts } from '../../src/actions/parts.ts'
import { exportSite, type Exporting } from '../../src/cli/export-site.ts'
import { publicFolder } from '../../src/cli/public-folder.ts'
import { formatInstant, londonDay } from '../../src/core/day.ts'
import { appOf } from './app.ts'

/** A folder of its own for a copy of a site. */
export const newFolder = () => mkdtempSync(join(tmpdir(), 'export-'))

/** What an export of a register of a test works with. */
export function exportingOf(parts: Parts, folder: string): Exporting {
  const app = appOf(parts, { copy: londonDay(formatInstant(parts.clock())) })
  return {
    ask: (path) => app.request(path),
    db: parts.db,
    address: parts.address,
    folder: publicFolder(folder),
    own: new Map([['/assets/register.css', async () => new Uint8Array()]]),
    tell: () => undefined,
  }
}

/** The public site of a register as files in a folder. */
export async function exported(parts: Parts, folder = newFolder()): Promise<string> {
  await exportSite(exportingOf(parts, folder))
  return folder
}

/** The bytes of every file of a folder, by its path. */
export function readFiles(folder: string): ReadonlyMap<string, Buffer> {
  const paths = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile())
  const named = paths.map((entry) => join(entry.parentPath, entry.name))
  const hidden = globSync('.well-known/*', { cwd: folder }).map((path) => join(folder, path))
  return new Map(
    [...new Set([...named, ...hidden])].toSorted().map((path) => [path.slice(folder.length), readFileSync(path)]),
  )
}
