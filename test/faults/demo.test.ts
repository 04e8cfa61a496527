import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { progresses, progressOf } from '../../src/core/campaign.ts'
import { formatInstant, londonDay } from '../../src/core/day.ts'
import { kinds } from '../../src/core/body-kind.ts'
import { checks, mandates, methods, parseLeaf, type EntryOf } from '../../src/core/entry.ts'
import { signUpStates, stateOf } from '../../src/core/sign-up.ts'
import { standings as allStandings } from '../../src/core/standing.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { listCampaigns, listInvitations } from '../../src/storage/read/campaigns.ts'
import { listEvents } from '../../src/storage/read/events.ts'
import { listProspects } from '../../src/storage/read/prospects.ts'
import { signUps as signUpTable } from '../../src/storage/private-schema.ts'
import { findSignUp } from '../../src/storage/read/sign-ups.ts'
import { readLog } from '../conformance/read-log.ts'
import { enterDeskByApi, Program } from '../support/api-client.ts'
import { textOf } from '../support/client.ts'
import { findFreePort } from '../support/edge-host.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'

const program = join(import.meta.dirname, '../../.out/cli/demo.js')
const top = mkdtempSync(join(tmpdir(), 'demo-'))
const folder = join(top, 'demo')

/** Runs the command until it listens. */
async function startDemo() {
  const port = await findFreePort()
  const variables = { PATH: process.env['PATH'] ?? '', PORT: String(port), DATA_DIR: folder }
  const child = spawn(process.execPath, [program], { env: variables, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  while (!said.includes('Every mail it would send is at')) {
    if (child.exitCode !== null) throw new Error(`the demonstration did not start: ${said}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { child, said, url: `http://localhost:${port}` }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

const List = v.object({
  total: v.number(),
  signatories: v.array(
    v.looseObject({
      body: v.object({ name: v.string(), slug: v.string(), kind: v.string() }),
      edition: v.string(),
      standing: v.string(),
      reference: v.string(),
    }),
  ),
})

let demo: Awaited<ReturnType<typeof startDemo>>
let seconds: number
let entries: readonly ReturnType<typeof parseLeaf>[]
let list: v.InferOutput<typeof List>

beforeAll(async () => {
  // Somebody stopped an earlier run half way.
  mkdirSync(`${folder}.unfinished`)
  writeFileSync(join(`${folder}.unfinished`, 'register.db'), 'half')
  const begun = performance.now()
  demo = await startDemo()
  seconds = (performance.now() - begun) / 1000
  entries = (await readLog(demo.url)).leaves.map((leaf) => parseLeaf(leaf))
  list = v.parse(List, await (await fetch(`${demo.url}/signatories.json`)).json())
}, 150_000)

afterAll(async () => {
  if (demo.child.exitCode === null) await stop(demo.child)
  rmSync(top, { recursive: true })
})

const signings = () =>
  entries.flatMap((entry): EntryOf<'signing.recorded'>[] => (entry.type === 'signing.recorded' ? [entry] : []))

describe('the demonstration', () => {
  it('is built from the start within 120 seconds, and tells how far it is', () => {
    expect(seconds).toBeLessThan(120)
    expect(demo.said).toContain('Example Hospice: EV-000')
    expect(existsSync(`${folder}.unfinished`)).toBe(false)
  })

  it('has organisations of every kind, at least 30, and every name is one of examples', () => {
    const bodies = new Map(list.signatories.map(({ body }) => [body.slug, body]))
    expect(bodies.size).toBeGreaterThanOrEqual(30)
    expect(new Set([...bodies.values()].map(({ kind }) => kind))).toEqual(new Set(kinds))
    expect([...bodies.values()].filter(({ name }) => !name.includes('Example'))).toEqual([])
  })

  it('has organisations that are on the register and have not signed', async () => {
    const answer: { unsigned: { name: string }[] } = await (await fetch(`${demo.url}/api/v1/list?signed=no`)).json()
    expect(answer.unsigned.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Great Example Parish Council', 'Example Walkers', 'Example Makers CIC']),
    )
  })

  it('has signings of two editions, of which some bodies signed both', () => {
    const standings = Map.groupBy(list.signatories, ({ standing }) => standing)
    expect(standings.get('in-force')?.length).toBeGreaterThanOrEqual(20)
    expect(standings.get('earlier-edition')?.length).toBeGreaterThanOrEqual(10)
    const editions = Map.groupBy(list.signatories, ({ body }) => body.slug)
    const both = [...editions.values()].filter((lines) =>
      ['2019', '2026'].every((label) => lines.some(({ edition }) => edition === `example-vale-compact-${label}`)),
    )
    expect(both.length).toBeGreaterThanOrEqual(5)
    expect(list.signatories.some(({ edition }) => edition.includes('memorandum'))).toBe(true)
  })

  it('has one and two signatories, every mandate, names withheld, and a second approver', async () => {
    expect(new Set(signings().map(({ signatures }) => signatures.length))).toEqual(new Set([1, 2]))
    const mandatesSeen = signings().flatMap(({ signatures }) => signatures.flatMap(({ mandate }) => mandate ?? []))
    expect(new Set(mandatesSeen)).toEqual(new Set(mandates))
    expect(signings().filter(({ approvers }) => approvers === 2).length).toBeGreaterThanOrEqual(1)
    const hall = list.signatories.find(({ body }) => body.name === 'Example Village Hall')
    const certificate = await (await fetch(`${demo.url}/certificates/${hall?.reference}`)).text()
    expect(certificate).toContain('name not published')
  })

  it('has its days in order, up to now, with every certificate soon after its signing', () => {
    const days = entries.map(({ at }) => at)
    expect(days.toSorted()).toEqual(days)
    expect(Date.now() - Date.parse(days.at(-1) ?? '')).toBeLessThan(30 * 86_400_000)
    expect(Date.now() - Date.parse(days[0] ?? '')).toBeGreaterThan(180 * 86_400_000)
    const issued = new Map(
      entries.flatMap((entry) => (entry.type === 'certificate.issued' ? [[entry.signing, entry.at] as const] : [])),
    )
    for (const { id, at } of signings()) {
      expect(Date.parse(issued.get(id) ?? '') - Date.parse(at)).toBeLessThan(3_600_000)
    }
  })

  it('has sign-ups that wait, one that was sent back, and one that was half signed', async () => {
    const api = await Program.of(demo.url)
    const session = await enterDeskByApi(api)
    const { body } = await api.ask('GET', '/desk/sign-ups', { session })
    const { signUps } = v.parse(v.looseObject({ signUps: v.array(v.looseObject({ state: v.string() })) }), body)
    expect(signUps.filter(({ state }) => state === 'awaiting-check')).toHaveLength(3)
    const subjects = (await api.mails()).map(({ subject }) => subject)
    expect(subjects).toContainEqual(expect.stringMatching(/^Example Repair Café: please change/))
    expect(subjects).toContainEqual(expect.stringMatching(/^Great Example Parish Council: 1 of 2/))
  })

  it('shows every standing, on the days that it is told of', async () => {
    const day = (before: number) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10)
    const days = ['', `?as-at=${day(60)}`, `?as-at=${day(190)}`, `?as-at=${day(214)}`]
    const lists = await Promise.all(days.map(async (asked) => fetch(`${demo.url}/signatories.json${asked}`)))
    const seen = await Promise.all(lists.map(async (answer) => v.parse(List, await answer.json())))
    const standingsOf = (some: typeof seen) =>
      new Set(some.flatMap((one) => one.signatories.map((line) => line.standing)))
    expect(standingsOf(seen)).toEqual(new Set(allStandings))
    // Today all but what is still to come, and what nobody can know before a year is over.
    const today = standingsOf(seen.slice(0, 1))
    expect(allStandings.filter((one) => !today.has(one) && one !== 'not-known')).toEqual(['not-yet'])
  })

  it.each([
    ['/bodies/age-friends-of-example-vale', 'Formerly Example Age Friends'],
    ['/bodies/little-example-parish-council', 'succeeded by Example-under-Edge Parish Council'],
    ['/bodies/example-vale-police-and-crime-commissioner', 'due to be abolished in May 2028'],
    ['/bodies/example-bridge-parish-council', 'The number of the minute was mis-keyed.'],
    ['/bodies/nhs-example-vale-integrated-care-board', 'Re-affirmed on'],
    ['/bodies/north-example-district-council', 'The letters are answered now.'],
    ['/bodies/example-vale-community-health-nhs-trust', 'In force again since'],
    ['/bodies/national-example-agency', 'We no longer work in Example Vale.'],
    ['/bodies/example-hill-primary-school', 'Entered in error'],
  ])('tells on %s what became of it', async (path, words) => {
    const page = await (await fetch(`${demo.url}${path}`)).text()
    expect(textOf(page)).toContain(words)
  })

  it('has signings by every method', () => {
    expect(new Set(signings().map(({ method }) => method))).toEqual(new Set(methods))
  })

  it('has checked everything that can be checked, an introduction apart, and names the domain of a host', async () => {
    expect(new Set([...signings().flatMap(({ check }) => check), 'introduced'])).toEqual(new Set(checks))
    const page = await (await fetch(`${demo.url}/bodies/example-vale-assembly-of-voluntary-groups`)).text()
    expect(textOf(page)).toContain('Email domain checked: example-vale.gov.uk (host)')
  })

  it('has a sign-up in every state that is private, and one that came to nothing by itself', async () => {
    const db = await openDatabase({ url: `file:${join(folder, 'register.db')}` })
    const ids = await db.select({ id: signUpTable.id }).from(signUpTable)
    const held = await Promise.all(ids.map(async ({ id }) => findSignUp(db, id)))
    db.$client.close()
    const all = held.flatMap((one) => one ?? [])
    expect(new Set(all.map(stateOf))).toEqual(new Set(signUpStates))
    expect(all.filter(({ boardOn }) => boardOn !== null)).toHaveLength(1)
    expect(all.filter((one) => stateOf(one) === 'sent' && one.signatures.length === 1)).toHaveLength(2)
    // Nobody answered it for 90 days: what is left of it is nothing.
    expect(demo.said).toContain('Example Chess Club: sent')
    const names = all.flatMap(({ draft }) => (draft.body && 'name' in draft.body ? [draft.body.name] : []))
    expect(names).not.toContain('Example Chess Club')
  })

  it('has a proposal that waits, an edition that is being written, a report to answer and a sign-up that was declined', async () => {
    const api = await Program.of(demo.url)
    const session = await enterDeskByApi(api)
    const lengthOf = async (path: string, member: string) => {
      const { body } = await api.ask('GET', path, { session })
      return v.parse(v.record(v.string(), v.array(v.unknown())), body)[member]?.length
    }
    expect(await lengthOf('/desk/proposals', 'proposals')).toBe(1)
    expect(await lengthOf('/desk/drafts', 'drafts')).toBe(1)
    expect(await lengthOf('/desk/reports', 'reports')).toBe(1)
    expect(await lengthOf('/desk/declined', 'signUps')).toBe(1)
  })

  it('has a campaign in mid-flight with an organisation in every place where one can stand', async () => {
    const db = await openDatabase({ url: `file:${join(folder, 'register.db')}` })
    const [campaign] = await listCampaigns(db)
    if (!campaign) throw new Error('nobody began a campaign')
    const today = londonDay(formatInstant(Date.now()))
    const rows = await listInvitations(db, { ...campaign, today })
    const standing = new Map(rows.map(({ body, facts }) => [body.name, progressOf(facts, campaign.chase, today)]))
    const events = await listEvents(db)
    const prospects = await listProspects(db)
    db.$client.close()
    expect(new Set(standing.values())).toEqual(new Set(progresses))
    expect(standing.get('Example Brook Parish Council')).toBe('no-reply')
    expect(standing.get('Example Marsh Town Council')).toBe('one-of-two')
    expect([events.length, prospects.length]).toEqual([1, 1])
  })

  it.each([
    '/',
    '/signatories',
    '/bodies/example-hospice',
    '/certificates/EV-00001',
    '/editions/example-vale-compact-2026',
    '/verify',
    '/sign',
    '/desk/session',
    '/mailbox',
  ])('says on %s that it is one', async (path) => {
    const page = await (await fetch(`${demo.url}${path}`)).text()
    expect(page).toContain('these organisations are invented')
  })
})

describe('afterwards', () => {
  it('nothing is built again, and a copy is served elsewhere with the same log', async () => {
    await stop(demo.child)
    const again = await startDemo()
    expect(again.said).toContain('is there already')
    const { checkpoint, leaves } = await readLog(again.url)
    await stop(again.child)

    const copy = join(top, 'copy')
    cpSync(folder, copy, { recursive: true })
    const host = await startEmbeddedHost({ folder: copy })
    const copied = await readLog(host.url)
    expect(copied.checkpoint).toEqual(checkpoint)
    expect(copied.leaves).toEqual(leaves)
    const { signatories } = v.parse(List, await (await fetch(`${host.url}/signatories.json`)).json())
    expect(signatories).toHaveLength(list.total)
    await host.stop()
  })

  it('a folder that holds something else is left alone', () => {
    const other = join(top, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'letter.txt'), 'Dear all')
    const env = { PATH: process.env['PATH'] ?? '', PORT: '0', DATA_DIR: other }
    const { status, stderr } = spawnSync(process.execPath, [program], { env })
    expect([status, stderr.toString()]).toEqual([1, expect.stringContaining('holds something else')])
  })
})
