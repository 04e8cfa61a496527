import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, it } from 'vitest'
import { renewCalendar } from '../../src/actions/calendar.ts'
import { endOffice } from '../../src/actions/desk-seats.ts'
import { eraseOld } from '../../src/actions/erase-old.ts'
import { erasePerson } from '../../src/actions/erase-person.ts'
import { stamp } from '../../src/actions/parts.ts'
import { tellPerson } from '../../src/actions/tell-person.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { scrub } from '../../src/storage/database.ts'
import * as campaignTables from '../../src/storage/campaign-schema.ts'
import * as eventTables from '../../src/storage/event-schema.ts'
import * as privateTables from '../../src/storage/private-schema.ts'
import { addCampaignAbout, telephone } from '../support/campaign-rows.ts'
import { exported, newFolder } from '../support/export.ts'
import { openRegister, type Register } from '../support/register.ts'
import { filesOfFolder, findTraces, unpacked } from '../support/traces.ts'

const day = 86_400_000
const gwen = { name: 'Gwenllian Ŵyn-Dafydd', role: 'Warden of the Peartree', address: 'gwen@vale.example' }

/** How many rows each private table has. */
async function countRows({ parts }: Register, names: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const counted = await parts.db.$client.batch(names.map((name) => `SELECT count(*) AS n FROM ${name}`))
  return Object.fromEntries(counted.map(({ rows }, n) => [names[n], rows[0]?.['n']]))
}

const ofCampaigns = ['campaigns', 'waves', 'invitations', 'notes', 'prospects', 'trail']

it('a campaign goes with its notes two years after it was over, and what was done at the desk two years after', async () => {
  const register = await openRegister()
  const { parts, clock } = register
  await addCampaignAbout(register, gwen)
  clock.now += 730 * day
  await eraseOld(parts)
  expect(await countRows(register, [...ofCampaigns, 'challenges'])).toEqual({
    campaigns: 1,
    waves: 1,
    invitations: 1,
    notes: 2,
    prospects: 1,
    trail: 1,
    challenges: 0,
  })
  clock.now += 1000
  await eraseOld(parts)
  expect(await countRows(register, ['prospects', 'trail', 'notes', 'campaigns'])).toEqual({
    prospects: 0,
    trail: 0,
    notes: 1,
    campaigns: 1,
  })
  clock.now += 32 * day
  await eraseOld(parts)
  expect(await countRows(register, [...ofCampaigns, 'contacts'])).toEqual({
    ...Object.fromEntries(ofCampaigns.map((name) => [name, 0])),
    contacts: 1,
  })
  await register.check()
})

it('one that was closed early goes two years after that', async () => {
  const register = await openRegister()
  await addCampaignAbout(register, gwen)
  await register.parts.db.$client.execute(`UPDATE campaigns SET closed_at = '2026-03-04T10:15:00Z'`)
  register.clock.now += 730 * day + 1000
  await eraseOld(register.parts)
  expect(await countRows(register, ['campaigns', 'invitations'])).toEqual({ campaigns: 0, invitations: 0 })
})

it('a contact whose place somebody else took goes with the mails, one that nobody heard of with the evidence', async () => {
  const register = await openRegister()
  const { parts, clock } = register
  await addCampaignAbout(register, gwen)
  await addReplaced(register)
  clock.now += 90 * day + 1000
  await eraseOld(parts)
  expect(await contactsOf(register)).toEqual([gwen.name])
  // As long as there is a campaign that names them, they stay.
  clock.now += 2101 * day
  await parts.db.$client.execute(`UPDATE campaigns SET closes_on = '2032-01-01'`)
  await eraseOld(parts)
  expect(await contactsOf(register)).toEqual([gwen.name])
  await parts.db.$client.execute(`UPDATE campaigns SET closes_on = '2026-04-03'`)
  clock.now += 2 * day
  await eraseOld(parts)
  await eraseOld(parts)
  expect(await contactsOf(register)).toEqual([])
})

it('in the end nothing private is left but who ran the desk, and what says nothing of anybody', async () => {
  const register = await openRegister()
  await addCampaignAbout(register, gwen)
  await register.signUp()
  register.clock.now += 10 * 365 * day
  for (let n = 0; n < 2; n += 1) await eraseOld(register.parts)
  const names = Object.values({ ...privateTables, ...campaignTables, ...eventTables })
    .filter((table) => is(table, SQLiteTable))
    .map((table) => getTableName(table))
  const left = Object.entries(await countRows(register, names)).filter(([, count]) => count !== 0)
  expect(left).toEqual([
    ['coordinators', 2],
    // Those of whoever still sits there.
    ['passkeys', 1],
    ['campaign_changes', 1],
  ])
})

it('who is written to, and what was written of them, is told to whoever asks, and goes when it is erased', async () => {
  const register = await openRegister()
  const { parts, folder } = register
  const { invitation } = await addCampaignAbout(register, gwen)
  const asker = { address: parseMailAddress(gwen.address), name: undefined }
  expect(await tellPerson(parts, asker)).toMatchObject({
    contacts: [gwen],
    notes: [{ words: `${gwen.name} is on leave` }, { words: `Wrote to ${gwen.address} about another` }],
    prospects: [{ nextStep: `Ask ${gwen.address}` }],
    invitations: [{ nextStep: `Call ${gwen.name} again`, declinedWords: `${gwen.name} says no` }],
  })
  expect(await scrub(parts.db)).toBe(true)
  const traces = () => findTraces([gwen.name, gwen.role, gwen.address], filesOfFolder(folder))
  expect(traces()).toHaveLength(3)

  await erasePerson(parts, { ...asker, digests: [], kept: true, ground: 'objection', key: stamp(parts).id() })
  expect(traces()).toEqual([])
  const { rows } = await parts.db.$client.execute({
    sql: 'SELECT contact, next_step, declined_words FROM invitations WHERE id = ?',
    args: [invitation],
  })
  expect(rows[0]).toMatchObject({ contact: null, next_step: null, declined_words: null })
  await register.check()
})

it('whoever left the desk is erased, and what they wrote, proposed and were to do stays without their name', async () => {
  const register = await openRegister()
  const { parts, folder } = register
  await addCampaignAbout(register, gwen)
  const { id, name, address } = await register.coordinator()
  await renewCalendar(parts, await register.coordinator())
  await parts.db.$client.execute({
    sql: `INSERT INTO proposals (id, act, proposer, at) VALUES ('proposal', '{}', ?, '2026-03-04T10:15:00Z')`,
    args: [id],
  })
  const asker = { address: parseMailAddress(address), name: undefined }
  expect(await tellPerson(parts, asker)).toMatchObject({
    links: [{ purpose: 'desk' }, { purpose: 'calendar' }],
    notes: [{ words: `${gwen.name} is on leave` }, { words: `Wrote to ${gwen.address} about another` }],
    prospects: [{ name: 'Vale Singers' }],
    invitations: [{ nextStep: `Call ${gwen.name} again` }],
  })
  await endOffice(parts, id)
  await erasePerson(parts, { ...asker, digests: [], kept: true, ground: 'objection', key: stamp(parts).id() })
  expect(await countRows(register, ['coordinators', 'notes', 'prospects', 'proposals', 'trail', 'links'])).toEqual({
    coordinators: 2,
    notes: 2,
    prospects: 1,
    proposals: 1,
    trail: 0,
    // That of the invitation is somebody else's.
    links: 1,
  })
  expect(findTraces([name, address], filesOfFolder(folder))).toEqual([])
  expect(
    Object.values(await tellPerson(parts, asker)).filter((rows) => Array.isArray(rows) && rows.length > 0),
  ).toEqual([])
  await register.check()
})

it('the address of a calendar that ran out is kept no longer than a mail', async () => {
  const register = await openRegister()
  const { parts, clock } = register
  await renewCalendar(parts, await register.coordinator())
  clock.now += 490 * day
  await eraseOld(parts)
  expect(await countRows(register, ['links'])).toEqual({ links: 1 })
  clock.now += 1000
  await eraseOld(parts)
  expect(await countRows(register, ['links'])).toEqual({ links: 0 })
})

it('nothing of a campaign or of the desk is in what the register publishes', async () => {
  const register = await openRegister()
  const { parts } = register
  await addCampaignAbout(register, gwen)
  await register.signUp()
  await register.accept()
  await register.settle()
  await register.publish()
  const copy = newFolder()
  await exported(parts, copy)
  const places = (await Promise.all(filesOfFolder(copy).map(unpacked))).flat()
  expect(places.length).toBeGreaterThan(30)
  const written = [
    ...Object.values(gwen),
    telephone,
    'Vale Singers',
    'Office laptop',
    'Renewal',
    'POST /desk/campaigns',
  ]
  expect(findTraces(written, places)).toEqual([])
})

it('of a coordinator it is told what they did and which passkeys they have, and not what opens the desk', async () => {
  const register = await openRegister()
  await addCampaignAbout(register, gwen)
  const { address } = await register.coordinator()
  const told = await tellPerson(register.parts, { address: parseMailAddress(address), name: undefined })
  expect(told).toMatchObject({ trail: [{ route: 'POST /desk/campaigns' }], passkeys: [{ name: 'Office laptop' }] })
  expect(JSON.stringify(told)).not.toContain('a-passkey')
})

async function addReplaced({ parts }: Register): Promise<void> {
  await parts.db.$client.execute(
    `INSERT INTO contacts (id, body, name, role, language, source, since, ended_at)
      SELECT 'replaced', body, 'Idris Before', role, language, source, since, since FROM contacts`,
  )
}

async function contactsOf({ parts }: Register): Promise<readonly unknown[]> {
  return (await parts.db.$client.execute('SELECT name FROM contacts ORDER BY name')).rows.map(({ name }) => name)
}
