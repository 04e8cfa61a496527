import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { checkBody } from '../../src/actions/check-body.ts'
import { now } from '../../src/actions/parts.ts'
import { progressOf } from '../../src/core/campaign.ts'
import { addDays, londonDay, parseInstant, startOfLondonDay } from '../../src/core/day.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import type { Campaign } from '../../src/storage/read/campaigns.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { contactOf } from '../crowd/people.ts'
import { campaignDays, lettersOf, scriptOf, waveDays, type Script } from '../crowd/script.ts'
import { readWorld, type Delivered } from '../crowd/world.ts'
import { beginCampaign, invitationsOf } from '../support/campaigns.ts'
import { checkRegister } from '../support/check-register.ts'
import { copyOf, startHere } from '../support/copied-folder.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { bundleFault, runMortal } from '../support/mortal.ts'
import { openRegister, testKeys } from '../support/register.ts'

// The whole of it, 500 bodies and 100 kills, takes minutes: BODIES=500 KILLS=100.
const bodies = Number(process.env['BODIES'] ?? 100)
const kills = Number(process.env['KILLS'] ?? 15)
const target = Math.floor(bodies * 0.52)

const Told = v.object({
  day: v.number(),
  signed: v.number(),
  forecast: v.looseObject({ kind: v.string(), on: v.optional(v.string()) }),
})

it(
  `a campaign of ${bodies} bodies goes as they answer, killed ${kills} times or never`,
  { timeout: 1_800_000 },
  async () => {
    const { whole, campaign } = await prepare()
    const program = await bundleFault('campaign-worker')
    const live = async (folder: string, beforeStep?: number) =>
      runMortal([program, folder], beforeStep === undefined ? {} : { death: { beforeStep } })

    const calm = copyOf(whole)
    const ended = await live(calm)
    expect([ended.code, ended.said]).toEqual([0, expect.stringContaining('lived')])
    const lived = await outcomeOf(calm, campaign, 0)

    const stormy = copyOf(whole)
    let died = 0
    for (let left = kills; left > 0; left -= 1) {
      const { killed, said } = await live(stormy, 1 + Math.floor(Math.random() * ((2 * ended.steps) / kills)))
      expect(killed ? 'lived' : said).toContain('lived')
      died += killed ? 1 : 0
    }
    expect((await live(stormy)).said).toContain('lived')
    expect(died).toBeGreaterThanOrEqual(kills / 2)
    expect(await outcomeOf(stormy, campaign, died)).toEqual(lived)
    rmSync(calm, { recursive: true })
    rmSync(stormy, { recursive: true })
  },
)

/** A register on which everybody has signed the edition before, looked at by its coordinator. */
async function prepare() {
  const { parts, folder, settle } = await openRegister()
  writeFileSync(join(folder, 'keys.json'), await testKeys())
  await registerBodies(parts, inventBodies(bodies), 1)
  const campaign = await beginCampaign(parts, { target, closesOn: addDays(londonDay(now(parts)), campaignDays) })
  const [coordinator] = await listCoordinators(parts.db)
  const invitations = await invitationsOf(parts, campaign)
  for (const [n, { invitation, body }] of invitations.entries()) {
    const script = scriptOf(n)
    const words = { name: 'Cleo Clerk', role: 'Clerk', phone: null, language: 'en' } as const
    const contact = { ...words, address: parseMailAddress(contactOf({ slug: body.slug, script })) }
    await checkBody(
      parts,
      invitation.id,
      script.does === 'be left out' ? { leftOut: 'by-hand' } : { contact },
      coordinator!,
    )
  }
  writeFileSync(join(folder, 'slugs.json'), JSON.stringify(invitations.map(({ body }) => body.slug)))
  await settle()
  parts.db.$client.close()
  return { whole: folder, campaign }
}

/** What came of the campaign, after holding it against what the scripts say. */
async function outcomeOf(folder: string, campaign: Campaign, died: number) {
  const dayOf = (day: number) => addDays(campaign.opensOn, day)
  const last = dayOf(campaignDays - 1)
  const { parts, stop } = await startHere(folder, Date.parse(startOfLondonDay(last)) + 20 * 3_600_000)
  const invitations = await invitationsOf(parts, campaign)
  // A mail that arrives twice is one mail: it has one name.
  const delivered = Map.groupBy(readWorld(folder), ({ id }) => id)
  const letters = [...delivered.values()].flatMap(([first]) => (first && isLetter(first) ? [first] : []))
  const lettersTo = Map.groupBy(letters, ({ address }) => address.replace(/^(gone|new)-/, ''))
  const outcome = invitations.map(({ invitation, facts, body }, n) => {
    const script = scriptOf(n)
    const written = (lettersTo.get(`${body.slug}@vale.example`) ?? [])
      .map(({ at }) => londonDay(parseInstant(at)))
      .toSorted()
    // Nobody gets a letter twice, nobody one who must not, and everybody theirs.
    expect([body.slug, script, written]).toEqual([
      body.slug,
      script,
      lettersOf(script, waveDays[invitation.wave - 1] ?? 0, campaign.chase).map(dayOf),
    ])
    expect([body.slug, facts.signed]).toEqual([body.slug, signsBy(script) < campaignDays])
    return [body.slug, progressOf(facts, campaign.chase, last), invitation.reminders, written]
  })

  const again = [...delivered.values()].reduce((sum, same) => sum + same.length - 1, 0)
  expect(again).toBeLessThanOrEqual(died)

  const told = readToldDays(folder)
  const reached = [...told.values()].find(({ signed }) => signed >= target)?.day ?? Number.NaN
  const half = told.get(Math.floor(reached / 2))
  const { kind, on } = half?.forecast ?? { kind: 'nothing' }
  const left = reached - Math.floor(reached / 2)
  // No day is said where it would be a guess.
  const off = on === undefined ? 0 : Math.abs(daysBetween(dayOf(reached), on))
  expect(off).toBeLessThanOrEqual(0.2 * left)
  await checkRegister(parts)
  stop()
  return { outcome, reached, forecast: kind }
}

/** Whether a mail is about an invitation, and none that a press of somebody asked for. */
function isLetter({ text }: Delivered): boolean {
  return text.includes('/sign/invitations/')
}

/** The day on which a body signs. */
function signsBy(script: Script): number {
  if (script.does === 'sign') return script.on
  return 'signs' in script ? script.signs : Infinity
}

function readToldDays(folder: string): ReadonlyMap<number, v.InferOutput<typeof Told>> {
  const file = join(folder, 'progress.jsonl')
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  return new Map(lines.map((line) => v.parse(Told, JSON.parse(line))).map((one) => [one.day, one]))
}

function daysBetween(a: string, b: string): number {
  return (Date.parse(a) - Date.parse(b)) / 86_400_000
}
