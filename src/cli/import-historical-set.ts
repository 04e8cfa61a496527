import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assureMark } from '../actions/guard.ts'
import { importSet } from '../actions/import-set.ts'
import { Refusal } from '../core/refusal.ts'
import { readSet } from '../core/set-lines.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { markOfFolder } from '../embedded.ts'
import type { Settings } from '../env.ts'
import { buildCraft, outside } from '../parts.ts'
import { formatEvent } from '../report.ts'
import type { Database } from '../storage/database.ts'
import { findRegister } from '../storage/read/register.ts'

/** What an import is told: from where, and into which database. */
export type Importing = { place: string; settings: Settings; isRemote: boolean; open: () => Promise<Database> }

/** Adds what a folder of CSV files says and the register does not. */
export async function importHistoricalSet({ place, settings, isRemote, open }: Importing): Promise<void> {
  const { invented, ...lines } = readSet(await readFolder(place))
  for (const [what, { length }] of Object.entries(lines)) console.log(`Read ${length} ${what}.`)
  const db = await open()
  const report = (event: Parameters<typeof formatEvent>[0]) => console.error(formatEvent(event))
  // A process looks at the mark before it first writes; that of a Worker is looked at by the Worker.
  if (!isRemote && (await findRegister(db))) await assureMark({ db, mark: markOfFolder(settings), report, ...outside })
  console.log('Holding every line against the register …')
  const parts = { db, address: settings.origin, craft: await buildCraft(settings.local), ...outside }
  const entries = await importSet(parts, { invented, ...lines })
  console.log(
    entries === 0
      ? 'Everything is there already. Nothing was written.'
      : `Wrote ${entries} ${entries === 1 ? 'entry' : 'entries'}, all at once. The register publishes them within a minute of running.`,
  )
}

async function readFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.csv')).toSorted()
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const bytes = new Uint8Array(await readFile(join(folder, file)))
        const text = unlessMalformed(() => parseUtf8(bytes))
        if (text === undefined) throw new Refusal('field-invalid', 'Save it as “CSV UTF-8”.', file)
        return [file, text] as const
      }),
    ),
  )
}
