import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sendMails } from '../../src/actions/send-mails.ts'
import { sendWave } from '../../src/actions/send-wave.ts'
import { tellProgress } from '../../src/actions/tell-progress.ts'
import { addDays, startOfLondonDay } from '../../src/core/day.ts'
import { embeddedParts, findKeys, prepareFolder } from '../../src/embedded.ts'
import { readSettings } from '../../src/env.ts'
import { startClock } from '../../src/jobs/schedule.ts'
import { listCampaigns, type Campaign } from '../../src/storage/read/campaigns.ts'
import { act, type People } from '../crowd/people.ts'
import { campaignDays, outage, scriptOf, waveDays } from '../crowd/script.ts'
import { carryInto, openWorld } from '../crowd/world.ts'

// A register, its coordinator and a crowd, from the first day of a campaign to the last, or from the day on which the process
// before this one was killed: a day that was not finished is lived again, from a later hour.
const [folder = ''] = process.argv.slice(2)
const file = (name: string) => join(folder, name)
const settings = readSettings({ DATA_DIR: folder, MAILS_PER_DAY: '1000' })
const db = await prepareFolder(settings, join(import.meta.dirname, '../../drizzle'))
const campaign = await theCampaign()
const slugs: readonly string[] = JSON.parse(readFileSync(file('slugs.json'), 'utf8'))
const dayOf = (day: number) => addDays(campaign.opensOn, day)
const crowd = slugs.map((slug, n): People => ({ slug, script: scriptOf(n), dayOf }))
const world = openWorld(folder)
let day = existsSync(file('day')) ? Number(readFileSync(file('day'), 'utf8')) : 0
let begun = 0
let minutes = 0
const working: Promise<unknown>[] = []
const host = {
  later: (work: Promise<unknown>) => void working.push(work),
  report: (event: { kind: string }) => {
    if (event.kind === 'defect' || event.kind === 'log-stopped') console.error(event)
  },
  clock: () => Date.parse(startOfLondonDay(dayOf(day))) + (9 * 60 + begun + minutes) * 60_000,
}
const keys = (await findKeys(settings)) ?? ''
const parts = {
  ...(await embeddedParts(settings, db, host, keys)),
  post: carryInto(world.deliver),
}
const tick = startClock(parts)

for (; day < campaignDays; day += 1) {
  if (day < outage.from || day > outage.to) await live()
  writeFileSync(file('day'), String(day + 1))
}
await Promise.all(working)
console.log('lived')

async function live(): Promise<void> {
  // What was claimed by somebody who then died has to be free again.
  begun = 40 * livesOf(day)
  appendFileSync(file('lives'), `${day}\n`)
  minutes = 0
  await tick()
  // What somebody had claimed who died is free again.
  minutes = 10
  await tick()
  const wave = waveDays.findIndex((on) => on === day)
  if (wave !== -1) await sendWave(parts, campaign.id, wave + 1)
  await sendMails(parts)
  for (const people of crowd) await act(parts, world, people, day)
  minutes = 30
  await tick()
  await Promise.all(working.splice(0))
  const { signed, forecast } = await tellProgress(parts, campaign.id)
  appendFileSync(file('progress.jsonl'), `${JSON.stringify({ day, signed, forecast })}\n`)
}

/** How often a day was begun that was not finished. */
function livesOf(wanted: number): number {
  const days = existsSync(file('lives')) ? readFileSync(file('lives'), 'utf8').split('\n') : []
  return days.filter((one) => one === String(wanted)).length
}

async function theCampaign(): Promise<Campaign> {
  const [only] = await listCampaigns(db)
  if (!only) throw new Error('there is no campaign')
  return only
}
