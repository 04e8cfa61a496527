import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { addDays, formatInstant, londonDay, type FullDay } from '../../src/core/day.ts'
import { pointer } from '../support/hands.ts'
import { findBody, invitationOf, nameContact, noteCall } from './walk-of-campaign.ts'
import { withPasskeys } from './walk-of-door.ts'
import { chooseFiles, download } from './walk-of-files.ts'
import { enterDesk, heading, nameSigner, openRequests, pressSign, type Walk } from './walk.ts'

/** Somebody else with a browser of their own. */
export type Others = () => Promise<Walk>

const [compact, memorandum] = ['Shropshire Compact 2014', 'Compact Memorandum of Understanding'] as const
const [alder, birch, cedar, damson] = [
  'Alder Parish Council',
  'Birch Parish Council',
  'Cedar Singers',
  'Damson Parish Council',
] as const
const people = {
  [alder]: { name: 'Ada Alder', address: 'ada@week.example' },
  [birch]: { name: 'Bea Birch', address: 'bea@week.example' },
  // Nobody has a mailbox under .invalid.
  [cedar]: { name: 'Ciara Cedar', address: 'ciara@week.invalid' },
  [damson]: { name: 'Dai Damson', address: 'dai@week.example' },
}
const repaired = 'ciara@week.example'

/** The week of a coordinator, from coming in on Monday to handing over. Gives what was in the archive. */
export async function walkOfWeek(walk: Walk, others: Others): Promise<Readonly<Record<string, string>>> {
  const { page, hands, look } = walk
  const campaign = await prepareTheWeek(walk)
  await page.goto('/desk/session')
  await look('week-door')
  await enterByPasskey(walk)

  await expect.poll(async () => readDesk(page)).toContain('Contacts to put right (1)')
  expect(await readDesk(page)).toContain('2 things wait for you')
  await look('week-desk')
  await hands.follow(cedar)
  expect(await page.getByRole('main').innerText()).toContain('The last email to ciara@week.invalid came back')
  await look('week-contact')
  await nameContact(hands, people[cedar].name, repaired)
  await hands.press('Send the invitation again')
  expect(await readDesk(page)).toContain('One thing waits for you')
  await hands.follow('Renewal of the week')
  await hands.press(/^Invite 3 organisations/)
  await look('week-sent')
  await page.goto(`${campaign}/bodies`)
  await findBody({ page, hands, body: birch })
  await noteCall(hands, 'The clerk is back on Monday, and will ask the chair.')
  await look('week-called')

  await signInvited(await others(), alder, people[alder].address)
  await signInvited(await others(), cedar, repaired)
  await page.goto('/desk')
  expect(await readDesk(page)).toContain('Sign-ups to check (2)')
  await look('week-to-check')
  for (const body of [alder, cedar]) {
    await page.goto('/desk')
    await hands.follow(body)
    await hands.tick(/^I phoned back/)
    await hands.press('Accept onto the register')
    expect(await page.getByRole('link', { name: /^EX-/ }).count()).toBe(1)
  }

  await suspend(walk, await others())
  await page.goto(`${campaign}/progress`)
  // What is suspended is left out of the campaign.
  expect(await page.getByRole('main').innerText()).not.toContain(damson)
  await look('week-progress')
  await page.goto(campaign)
  await look('week-campaign')
  await hands.press('Close the campaign')
  await page.goto(`${campaign}/closing`)
  const told = await page.getByRole('main').innerText()
  expect(told).toMatch(/Signed\s+2 of 3/)
  expect(told).toMatch(/Left out\s+1/)
  await look('week-closing')
  await page.goto('/desk')
  await hands.follow('Hand over the desk')
  await look('week-handover')
  return download(page, /^Download the archive/)
}

/** The week before: who signed years ago is on the register, the campaign has begun, and its first mail goes nowhere. */
async function prepareTheWeek(walk: Walk): Promise<string> {
  const { page, hands } = walk
  await enterDesk({ ...walk, look: async () => undefined })
  await page.goto('/desk/import')
  const bodies = Object.keys(people)
  await chooseFiles(walk, {
    'set.csv': 'title,organisations\nWho signed years ago,invented\n',
    'bodies.csv': `name,kind\n${bodies.map((body) => `${body},${kindOf(body)}\n`).join('')}`,
    'signings.csv': `body,edition,signed_on,attested_on,signed_by,source\n${bodies
      .map((body) => `${body},${compact},2015,2021-05-11,not recorded,An invented list\n`)
      .join('')}`,
  })
  await hands.press('Import')
  await page.goto('/desk/campaigns')
  await hands.write('Name of the campaign', 'Renewal of the week')
  await hands.choose('Who is invited?', `Those who have signed the ${compact}`)
  await hands.choose('What are they invited to sign?', `${memorandum} (illustrative)`)
  await hands.press('Begin the campaign')
  const campaign = page.url()
  for (const [body, { name, address }] of Object.entries(people)) {
    await page.goto(`${campaign}/bodies`)
    await findBody({ page, hands, body })
    await nameContact(hands, name, address)
  }
  await page.goto(campaign)
  // The choir is in the last wave, and is written to first.
  await page.getByRole('button', { name: 'Invite 1 organisation of wave 3' }).click()
  await page.waitForURL(campaign)
  return campaign
}

/** A passkey is made at the end of one week and is all it takes in the next. It lives in a window that nobody inspects. */
async function enterByPasskey({ page: window }: Walk): Promise<void> {
  const page = await window.context().newPage()
  const hands = pointer(page)
  await withPasskeys(page)
  await page.goto('/desk/passkeys')
  await hands.write('Name', 'Office computer')
  await hands.press('Add a passkey')
  await page.goto('/desk')
  await hands.press('Sign out')
  await page.goto('/desk/session')
  await hands.press('Sign in with a passkey')
  expect(await heading(page)).toBe('The desk')
  await page.close()
}

/** Whoever got an invitation begins the sign-up, says who signs, and does. */
async function signInvited(walk: Walk, body: string, address: string): Promise<void> {
  const { page, hands } = walk
  await page.goto(await invitationOf(page, address))
  await hands.press('Start')
  const signer = { name: `Signatory of ${body}`, role: 'Chair', address: `chair-${address}`, mandate: [/^By office/] }
  await nameSigner(hands, signer)
  await hands.press('Send for signature')
  await openRequests(walk, signer.address)
  await hands.follow(/^Read and sign/)
  await pressSign(hands, signer.name, memorandum)
  expect(await heading(page)).toBe('You have signed')
  await page.context().close()
}

/** What a panel decided is proposed by one, and done when another one agrees. */
async function suspend({ page, hands, look }: Walk, other: Walk): Promise<void> {
  const today = londonDay(formatInstant(Date.now()))
  await page.goto('/desk')
  await hands.write('Find an organisation', damson)
  await hands.press('Find')
  await hands.follow(damson)
  await hands.follow(/^Suspend a signing/)
  await writeDay(page, 'When did the panel decide?', addDays(today, -40))
  await writeDay(page, 'When was the organisation told?', addDays(today, -40))
  await hands.write('What did the panel find?', 'Three letters of a charity were never answered.')
  await writeDay(page, 'From which day?', today)
  await writeDay(page, 'When is it looked at again?', addDays(today, 20))
  await look('week-suspend')
  await hands.press('Propose to suspend')
  expect(await heading(page)).toBe('A second coordinator has to agree')

  await enterDesk({ ...other, look: async () => undefined }, 'approver@example.org')
  await other.hands.follow(`Suspend a signing: ${damson}`)
  await other.look('week-second')
  await other.hands.press('Agree, and put it on the register')
  await other.page.context().close()
  await page.goto('/bodies/damson-parish-council')
  expect(await page.getByRole('main').innerText()).toContain('Suspended')
  await look('week-suspended')
  await page.goto('/desk')
  expect(await readDesk(page)).toContain('Reviews due (1)')
}

async function writeDay(page: Page, legend: string, day: FullDay): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-')
  const group = page.getByRole('group', { name: legend, exact: true })
  for (const [label, words] of Object.entries({ Day: date, Month: month, Year: year })) {
    await group.getByLabel(label, { exact: true }).fill(words)
  }
}

async function readDesk(page: Page): Promise<string> {
  await page.goto('/desk')
  return page.getByRole('main').innerText()
}

function kindOf(body: string): string {
  return body === cedar ? 'community-group' : 'town-or-parish-council'
}
