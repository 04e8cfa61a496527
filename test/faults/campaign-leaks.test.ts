import { expect, it } from 'vitest'
import { stamp } from '../../src/actions/parts.ts'
import { planEvent } from '../../src/actions/plan-event.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { formatEvent } from '../../src/report.ts'
import { browserBefore } from '../support/app.ts'
import { beginCampaign, invitationsOf, linkOf } from '../support/campaigns.ts'
import type { Browser } from '../support/client.ts'
import { exported } from '../support/export.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister, type Register } from '../support/register.ts'
import { filesOfFolder, findTraces, unpacked, type Place } from '../support/traces.ts'
import { enterDeskByPages } from '../support/walk-pages.ts'

/** What is written down about people and bodies of a campaign, each as nobody else writes it. */
const written = {
  campaign: 'Adnewyddu Gellyg',
  contact: 'Peredur Cyswllt-Gellyg',
  role: 'Ceidwad y Berllan',
  address: 'peredur@gellyg.example',
  phone: '01632 960 077',
  next: 'Non Newydd-Gellyg',
  nextRole: 'Trysorydd y Berllan',
  nextAddress: 'non@gellyg.example',
  reason: 'The pear harvest comes first',
  note: 'Sounded tired on the telephone',
  step: 'Bring pears on Tuesday',
  prospect: 'Gellyg Glee Club',
  prospectStep: 'Sing with them once',
  event: 'An evening among pear trees',
} as const

/** Pages that are opened at most. */
const most = 800

it('nothing private of a campaign is in a public answer, an export, a leaf, an address, or a line of the host', async () => {
  const register = await openRegister()
  const { parts, events } = register
  await registerBodies(parts, inventBodies(4), 1)
  const browser = browserBefore(parts)
  const tokens = await walkCampaign(register, browser)
  await register.signUp()
  await register.accept()
  await register.settle()
  await register.publish()

  const cookies = browser.seen.flatMap(({ headers }) =>
    headers.getSetCookie().map((line) => /=([^;]*)/.exec(line)?.[1] ?? ''),
  )
  const coordinator = await register.coordinator()
  const secrets = [...Object.values(written), coordinator.name, ...tokens, ...cookies.filter((cookie) => cookie !== '')]
  // Whoever is at the desk reads all of it, so whatever is missed below was there to be found.
  const seen = browser.seen.map(({ address, bytes }) => ({ where: address.pathname, bytes }))
  const told = await findIn(Object.values(written), seen)
  expect(Object.values(written).filter((words) => !told.some((trace) => trace.endsWith(words)))).toEqual([])

  expect(await findIn(secrets, filesOfFolder(await exported(parts)))).toEqual([])
  const open = await openEverything(browserBefore(parts))
  expect(open.length).toBeGreaterThan(150)
  expect(await findIn(secrets, open)).toEqual([])

  const lines = events.map(formatEvent).join('\n')
  expect(lines).toContain('POST /sign/invitations/:token/decline')
  expect(lines).toContain('POST /desk/campaigns/:id/bodies/:invitation/notes')
  expect(lines).not.toContain('defect')
  const asked = browser.seen.flatMap(({ address, headers }) => [address.href, headers.get('location') ?? ''])
  // The one address that must hold its token is that of a link.
  const others = asked.map((address) =>
    decodeURIComponent(address).replace(/\/(sign\/invitations|calendar)\/[\w-]+/, ''),
  )
  expect(findTraces(secrets, [placeOf('lines', lines), placeOf('addresses', others.join('\n'))])).toEqual([])
})

/** The pages of a campaign from its beginning to its end, as those at the desk and those who are invited go through them. Gives the tokens of links. */
async function walkCampaign(register: Register, browser: Browser): Promise<readonly string[]> {
  const { parts, editions } = register
  await enterDeskByPages(browser)
  const campaign = await beginCampaign(parts, { name: written.campaign })
  const place = `/desk/campaigns/${campaign.id}`
  const rows = await invitationsOf(parts, campaign)
  const plan = { 'by-day': '10', 'by-month': '3', 'by-year': '2026' }
  for (const { invitation } of rows) {
    const check = await browser.open(`${place}/bodies/${invitation.id}`)
    const { contact: name, role, address: email, phone } = written
    const kept = await browser.press(check, 'Save', { found: 'exists', name, role, email, phone, language: 'cy' })
    expect(kept.status).toBe(200)
    const page = await browser.open(`${place}/bodies/${invitation.id}`)
    await browser.press(page, 'Keep it', { noted: 'call', words: written.note })
    await browser.press(page, 'Save who does what', {
      owner: (await register.coordinator()).id,
      step: written.step,
      ...plan,
    })
  }
  for (const wave of [1, 2, 3]) {
    const page = await browser.open(place)
    const button = page.forms.find(({ action }) => action.endsWith(`/waves/${wave}/sending`))?.button
    if (button) await browser.press(page, button)
  }
  const [declines, reassigns, stops, signs] = await Promise.all(
    rows.map(({ invitation }) => linkOf(parts, invitation.id)),
  )
  const asked = (token = '') => browser.open(`/sign/invitations/${token}`)
  await browser.press(await asked(declines), 'We decline', { reason: written.reason })
  const { next: name, nextRole: role, nextAddress: email } = written
  await browser.press(await asked(reassigns), 'Write to them instead', { name, role, email })
  const stop = await browser.open(`/sign/invitations/${stops}/stop`)
  await browser.press(stop, stop.forms[0]?.button ?? '')
  await browser.press(await asked(signs), 'Start')

  const prospects = await browser.open('/desk/prospects')
  const [, owner = ''] = prospects.form('Add it').offered.get('owner') ?? []
  await browser.press(prospects, 'Add it', {
    prospect: written.prospect,
    kind: 'community-group',
    owner,
    step: written.prospectStep,
    ...plan,
  })
  const [edition] = editions
  if (!edition) throw new Error('nothing can be signed')
  const event = { name: written.event, onDay: parseFullDay('2026-03-10'), edition, language: 'en' }
  await planEvent(parts, stamp(parts).id(), event)
  const calendar = await browser.open('/desk/calendar')
  const renewed = await browser.press(calendar, calendar.forms[0]?.button ?? '')
  const [, days = ''] = /\/calendar\/([\w-]+)\.ics/.exec(renewed.html) ?? []
  expect(days).not.toBe('')
  await browser.open(`/calendar/${days}.ics`)

  const pages = ['', '/waves', '/bodies', '/progress', '/progress.csv', '/progress.pdf', '/closing', '/press-list.txt']
  const others = ['/desk', '/desk/prospects', '/desk/events', '/desk/mails', '/desk/handover', '/desk/handover.zip']
  for (const path of [...pages.map((page) => place + page), ...others, '/desk/trail']) {
    expect([path, (await browser.open(path)).status]).toEqual([path, 200])
  }
  for (const { invitation } of rows) await browser.open(`${place}/bodies/${invitation.id}`)
  return [...[declines, reassigns, stops, signs].map((token = '') => token), days]
}

/** Everything that a stranger finds: from the home page on, by the links of pages, and all that programs may ask without a token. */
async function openEverything(browser: Browser): Promise<readonly Place[]> {
  const { paths } = JSON.parse((await browser.open('/api/openapi.json')).html)
  // The mailbox of a demonstration stands for everybody's own.
  const operations = Object.entries<object>(paths)
    .filter(([path, methods]) => 'get' in methods && !path.includes('{') && path !== '/mailbox')
    .map(([path]) => `/api/v1${path}`)
  const lists = ['json', 'csv', 'ndjson'].map((form) => `/signatories.${form}`)
  const next = ['/', '/health', '/changes', '/signatories?signed=no', ...lists, ...operations]
  const known = new Set(next)
  for (let opened = 0; opened < next.length && opened < most; opened += 1) {
    const page = await browser.open(next[opened] ?? '')
    for (const href of page.isPage ? page.links : []) {
      const { pathname, search, origin } = new URL(href, page.address)
      if (origin !== page.address.origin || pathname.endsWith('/mailbox') || known.has(pathname + search)) continue
      known.add(pathname + search)
      next.push(pathname + search)
    }
  }
  return browser.seen.map(({ address, bytes }) => ({ where: address.pathname + address.search, bytes }))
}

async function findIn(secrets: readonly string[], places: readonly Place[]): Promise<readonly string[]> {
  return findTraces(secrets, (await Promise.all(places.map(unpacked))).flat())
}

function placeOf(where: string, text: string): Place {
  return { where, bytes: new TextEncoder().encode(text) }
}
