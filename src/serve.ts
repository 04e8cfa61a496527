import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { Parts } from './actions/parts.ts'
import { presentPolicy } from './actions/policy.ts'
import { makeApp } from './app.ts'
import { demonstration } from './demonstration.ts'
import {
  backupsOfFolder,
  embeddedParts,
  filesOf,
  findKeys,
  openSite,
  openWithKeys,
  prepareFolder,
  siteOf,
  type Surrounding,
} from './embedded.ts'
import { assureCarrier, isLoopback, SettingRefused, type Settings } from './env.ts'
import { caching } from './http/caching.ts'
import { keepAnswers } from './http/kept-answers.ts'
import { startClock } from './jobs/schedule.ts'
import { formatEvent, formatStop } from './report.ts'
import type { Database } from './storage/database.ts'
import { prepareVersion } from './storage/prepared-version.ts'
import { listHalts } from './storage/read/halts.ts'
import { findRegister } from './storage/read/register.ts'
import { linesPerTurn, oncePerTurn } from './turn.ts'

const unwitnessed =
  'No witness sees this log. Set back together with its mark, as by a snapshot of the whole disk, it would go on unnoticed.'

/** Between two looks at what is to be published. */
const tick = 5000

/** Runs the register in the folder of the settings until it is asked to stop. `top` is where the program is installed. */
export async function serveRegister(settings: Settings, top: string): Promise<void> {
  assureCarrier(settings)
  const db = await prepareFolder(settings, join(top, 'drizzle'))
  const say = linesPerTurn((text) => process.stdout.write(text))
  const working = new Set<Promise<unknown>>()
  const host = {
    backups: backupsOfFolder(settings),
    later: (work: Promise<unknown>) => {
      const watched = work.catch((error: unknown) => host.report({ kind: 'defect', reference: 'later', error }))
      working.add(watched)
      void watched.finally(() => working.delete(watched))
    },
    report: (event: Parameters<typeof formatEvent>[0]) => say(formatEvent(event)),
  }

  const parts = await partsOf(settings, db, host)
  for (const halt of await listHalts(db)) console.log(formatStop(halt))
  if ((await presentPolicy(parts)).witnesses.length === 0) console.log(unwitnessed)
  const clock = startClock(parts)
  // It looks at the mark, before anybody can write. Nobody waits for the rest.
  await clock(['publish'])
  host.later(clock())

  const version = prepareVersion(filesOf(settings).database)
  const house = {
    parts,
    ...(await openSite(top)),
    kept: keepAnswers(128 * 1024 * 1024),
    version: oncePerTurn(version.find),
  }
  const app = makeApp(async () => house)
  const styles = new Hono().use(
    serveStatic({
      root: siteOf(top),
      onFound: (_path, c) => c.header('cache-control', caching.forever['cache-control']),
    }),
  )
  // As on the edge, the site's own files are not the register's to answer for.
  const fetch = (request: Request) =>
    new URL(request.url).pathname.startsWith('/assets/') ? styles.fetch(request) : app.fetch(request)
  const server = serve({ fetch, port: settings.port }, () => {
    console.log(`The register listens at ${settings.origin}`)
    if (settings.mail.carrier === 'mailbox') console.log(`Every mail it would send is at ${settings.origin}/mailbox`)
  })
  const ticking = setInterval(() => host.later(clock()), tick)

  const stop = () => {
    clearInterval(ticking)
    server.close(async () => {
      await Promise.all(working)
      version.close()
      db.$client.close()
      process.exit(0)
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

/** The parts of the register in the folder; on this machine alone, an empty folder becomes a demonstration. */
async function partsOf(settings: Settings, db: Database, host: Surrounding): Promise<Parts> {
  const files = filesOf(settings)
  if (await findRegister(db)) {
    const keys = await findKeys(settings)
    if (keys) return embeddedParts(settings, db, host, keys)
    throw new SettingRefused(
      `${files.keys} is missing. Put the keys of this register back: it cannot go on with others.`,
    )
  }
  if (!isLoopback(settings.origin)) {
    throw new SettingRefused(`There is no register in ${settings.dataDir}. Open one first: npm run open`)
  }
  const parts = await openWithKeys(settings, db, host, demonstration)
  console.log(
    `Opened a demonstration register in ${settings.dataDir}. The coordinator's one-time link is in ${files.link}.`,
  )
  // A log is read by more people than a screen.
  if (process.stdout.isTTY) console.log(readFileSync(files.link, 'utf8').trim())
  return parts
}
