import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { packHandover } from '../../src/actions/handover.ts'
import { tellClosing, writePressList } from '../../src/actions/tell-closing.ts'
import { parseCsv } from '../../src/encoding/csv.ts'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { parseZip } from '../../src/encoding/zip.ts'
import { now, stamp } from '../../src/actions/parts.ts'
import { write } from '../../src/storage/database.ts'
import { beginCampaign, checkBodies, invitationsOf } from '../support/campaigns.ts'
import { openRegister, testKeys } from '../support/register.ts'
import { runCampaign } from '../support/running-campaign.ts'

const texts = (zip: Uint8Array) =>
  new Map([...parseZip(zip, 100_000_000)].map(([name, bytes]) => [name, parseUtf8(bytes)]))

it('whoever runs the desk next gets contacts, cases, promises, notes and campaigns, safe to open in a spreadsheet', async () => {
  const register = await openRegister()
  const { parts } = register
  await register.signUp({ body: { name: 'Vale Council' } })
  await register.accept()
  // Of two mails the later one is the one people read.
  register.clock.now += 1000
  await register.signUp({ body: { name: 'Waiting Council' } })
  const campaign = await beginCampaign(parts)
  await checkBodies(parts, campaign)
  const [invited] = await invitationsOf(parts, campaign)
  const by = await register.coordinator()
  await write(parts.db, [
    {
      sql: `UPDATE invitations SET next_step = 'Ring the chair', next_on = '2026-03-20', board_on = '2026-03-25'`,
      args: [],
    },
    {
      sql: `INSERT INTO notes VALUES (?, ?, ?, ?, 'call', '=HYPERLINK("https://bad.example")')`,
      args: [stamp(parts).id(), invited?.invitation.id ?? '', now(parts), by.id],
    },
  ])
  const files = texts(await packHandover(parts))
  const readme = files.get('README.txt') ?? ''
  for (const name of files.keys()) expect(`${readme}campaign-1.csv README.txt`).toContain(name)
  expect(files.get('contacts.csv')).toContain('Vale Council,Cleo Clerk,Clerk,')
  expect(files.get('open-cases.csv')).toContain('sign-up,Waiting Council')
  expect(files.get('days-ahead.csv')).toContain('2026-03-20,Vale Council: Ring the chair')
  expect(files.get('days-ahead.csv')).toContain('2026-03-25,Vale Council: at its board')
  expect(files.get('campaign-1.csv')).toContain('Vale Council')
  expect(files.get('notes.csv')).toContain(`"'=HYPERLINK(`)
  const tables = [...files].filter(([name]) => name.endsWith('.csv'))
  for (const [name, text] of tables) expect(parseCsv(text, name).length).toBeGreaterThan(0)
})

it('no private key is in it, and every public one is', async () => {
  const { parts } = await openRegister()
  const all = [...texts(await packHandover(parts)).values()].join('\n')
  const secrets = [...(await testKeys()).matchAll(/"(?:privateKey|tokens|d)":"([^"]+)"/g)].map(
    ([, secret = '']) => secret,
  )
  expect(secrets.length).toBeGreaterThanOrEqual(4)
  for (const secret of secrets) expect(all).not.toContain(secret)
  const { logs, named, witness } = parts.keys
  for (const key of [...logs.map(({ vkey }) => vkey), named.seal, named.jose, witness?.vkey ?? '?']) {
    expect(all).toContain(key)
  }
})

it('names commands and pages that exist', () => {
  const words = readFileSync(new URL('../../src/actions/handover-words.ts', import.meta.url), 'utf8')
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  for (const [, name = ''] of words.matchAll(/npm run (\w+)/g)) expect(Object.keys(scripts)).toContain(name)
})

it('the closing report counts everybody once, and the list for the press names who has signed and nobody else', async () => {
  const { parts } = await openRegister()
  const { id } = await runCampaign(parts, 120)
  const told = await tellClosing(parts, id)
  expect(told.signed + told.unsigned.length).toBe(told.asked)
  const press = await writePressList(parts, id)
  const lines = new Set(press.split('\n'))
  const named = Object.values(told.signatories).flat()
  expect(named).toHaveLength(told.signed)
  for (const name of named) expect(lines).toContain(name)
  for (const { body } of told.unsigned) expect(lines).not.toContain(body)
})
