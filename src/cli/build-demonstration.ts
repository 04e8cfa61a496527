import { existsSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Event } from '../actions/parts.ts'
import { noteReceipt } from '../actions/note-receipt.ts'
import { makeApp } from '../app.ts'
import { formatInstant, londonDay } from '../core/day.ts'
import { acts, playStory } from '../demo/story.ts'
import { exampleVale } from '../demonstration.ts'
import { filesOf, openWithKeys, prepareFolder, openSite } from '../embedded.ts'
import { SettingRefused, type Settings } from '../env.ts'
import { keepAnswers } from '../http/kept-answers.ts'
import { startClock } from '../jobs/schedule.ts'
import { formatEvent } from '../report.ts'
import { listMails } from '../storage/read/access.ts'

const day = 86_400_000

/**
 * Builds Example Vale in a folder beside the one it is for, which takes its name when all is done. Die before that: what
 * lies there is unfinished, is ours by its name, and the next run begins anew.
 */
export async function buildDemonstration(settings: Settings, top: string): Promise<void> {
  if (existsSync(settings.dataDir) && (await readdir(settings.dataDir)).length > 0) {
    throw new SettingRefused(`${settings.dataDir} holds something else. Choose another folder as DATA_DIR.`)
  }
  const unfinished = `${settings.dataDir.replace(/\/+$/, '')}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  const end = Date.now()
  const begun = performance.now()
  console.log(`Building Example Vale in ${settings.dataDir}; this takes a minute at most.`)

  let time = end - (acts.first + acts.second + 1) * day
  const working: Promise<unknown>[] = []
  const failures: unknown[] = []
  const report = (event: Event) => {
    if (event.kind === 'defect' || event.kind === 'log-stopped') failures.push(formatEvent(event))
  }
  const host = {
    clock: () => time,
    later: (work: Promise<unknown>) => working.push(work),
    report,
  }
  const within = { ...settings, dataDir: unfinished }
  const db = await prepareFolder(within, join(top, 'drizzle'))
  const dayOf = (moment: number) => londonDay(formatInstant(moment))
  const plan = exampleVale({ succession: dayOf(end - acts.second * day), transitionEnds: dayOf(end - 20 * day) })
  const parts = await openWithKeys(within, db, host, plan)
  const clock = startClock(parts)
  await clock()

  const house = { parts, ...(await openSite(top)), kept: keepAnswers() }
  const app = makeApp(async () => house)
  const settle = async () => {
    while (working.length > 0) await Promise.all(working.splice(0))
    await clock()
    if (failures.length > 0) throw new Error('the demonstration cannot be built', { cause: failures[0] })
  }
  const stage = {
    door: (request: Request) => app.fetch(request),
    address: settings.origin,
    now: () => time,
    moveTo: (moment: number) => {
      time = Math.max(time, moment)
    },
    settle,
    tell: (words: string) => console.log(words),
    // The mailbox of a demonstration hands nothing on, so nothing comes back by itself.
    returned: async (to: string) => {
      const last = (await listMails(db, 200)).find(({ mail }) => mail.address === to)?.mail
      await noteReceipt(parts, {
        outcome: 'permanent-failure',
        mail: last?.id ?? null,
        carriedAs: `told-${last?.id}`,
        at: null,
      })
    },
  }
  await playStory(stage, end)
  db.$client.close()
  // It has run out in the meantime; whoever comes to the desk asks for a code.
  await rm(filesOf(within).link)
  await rename(unfinished, settings.dataDir)
  console.log(`Built in ${Math.round((performance.now() - begun) / 1000)} seconds.`)
}
