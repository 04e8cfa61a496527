import { readFileSync, statSync } from 'node:fs'
import { restoreLog, type Restoration } from '../actions/restore-log.ts'
import { seatCoordinators } from '../actions/seat-coordinators.ts'
import { embeddedParts, filesOf, findKeys, markOfFolder, writePrivate } from '../embedded.ts'
import { readKeys, SettingRefused } from '../env.ts'
import { Refusal } from '../core/refusal.ts'
import type { Source } from '../log/audit.ts'
import { formatEvent } from '../report.ts'
import { formatMarkLine } from '../storage/mark.ts'
import { listCoordinators } from '../storage/read/register.ts'
import { fastSha256 } from './fast-sha256.ts'
import type { Importing } from './import-historical-set.ts'
import { readOpeningPlan } from './opening-plan.ts'
import { sourceAt, sourceIn } from './source.ts'

/** Brings a database up to a published copy of its register, or holds it against one of its checkpoints. */
export async function importCopy({ place, settings, isRemote, open }: Importing, plan?: string): Promise<void> {
  const keys = readKeys(process.env) ?? (await findKeys(settings))
  if (!keys) {
    throw new SettingRefused(
      `The keys of the register are neither in ${filesOf(settings).keys} nor in REGISTER_KEYS. Put them there: it cannot go on with others.`,
    )
  }
  const read = sourceOf(place)
  const db = await open()
  const host = {
    later: () => undefined,
    report: (event: Parameters<typeof formatEvent>[0]) => console.error(formatEvent(event)),
  }
  const parts = await embeddedParts(settings, db, host, keys)
  const mark = isRemote ? undefined : markOfFolder(settings)
  const restored = await restoreLog({ ...parts, mark, read, hash: fastSha256, tell: (words) => console.log(words) })
  const line = formatMarkLine(restored.signed).trimEnd()
  for (const words of sayRestoration(restored)) console.log(words)
  if (isRemote) {
    console.log('The Worker holds the database against its own mark before it writes again. If that is lost:')
    console.log(`  echo '${line}' | npx wrangler r2 object put compact-register-mark/mark --pipe --remote`)
  }
  if ((await listCoordinators(db)).length > 0) return

  if (!plan) {
    console.log(
      `Nobody runs the desk: who did is not public. Name them: npm run import -- ${place} opening.json, with the plan that it was opened with.`,
    )
    return
  }
  const link = await seatCoordinators(parts, (await readOpeningPlan(plan)).coordinators)
  await writePrivate(filesOf(settings).link, `${link}\n`)
  console.log(`The coordinator's one-time link is in ${filesOf(settings).link}.`)
}

/** A published copy, at an address or in a folder, or one of its checkpoints alone. */
function sourceOf(place: string): Source {
  if (/^https?:\/\//.test(place)) return sourceAt(place.replace(/\/+$/, ''))
  if (statSync(place).isDirectory()) return sourceIn(place)
  return async (path) => (path === 'log/checkpoint' ? readFileSync(place) : undefined)
}

function sayRestoration({ size, returned, lost, short }: Restoration): readonly string[] {
  const count = (number: number) => number.toLocaleString('en-GB')
  if (short > 0) {
    throw new Refusal(
      'log-stopped',
      [
        `The register stays stopped: its log has ${count(size)} entries now, and it has had ${count(size + short)}.`,
        'Look for a newer copy: another export, another backup, whoever keeps a mirror.',
        'If there is none, this log is over. Never sign under its name again: open another register, whose plan says under “continues” which log it follows, and tell everyone.',
      ].join('\n'),
    )
  }
  return [
    returned === 0
      ? `The database holds everything that is there. Its log has ${count(size)} entries.`
      : `Brought back ${count(returned)} entries. The log has ${count(size)} now, and nothing that was published is missing.`,
    ...(lost > 0
      ? [
          `${count(lost)} details of them were not public and are lost. The desk says so, and pages show them as withheld.`,
        ]
      : []),
    'The register may be started.',
  ]
}
