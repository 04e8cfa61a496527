import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isForPrograms } from '../../src/http/problem.ts'
import { routesOfApp } from '../support/app.ts'
import { startBrowser } from '../support/browser.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { keyboard, pointer, type Hands } from '../support/hands.ts'
import { watch, type Care } from '../support/look.ts'
import { findFaults } from '../support/markup.ts'
import { accept, find, prepare, sign } from './walk.ts'
import { walkAside } from './walk-aside.ts'
import { walkOfBoard } from './walk-of-board.ts'
import { walkOfNo } from './walk-of-no.ts'
import { walkOfDoor, walkOfSeat } from './walk-of-door.ts'
import { walkOfCampaign } from './walk-of-campaign.ts'
import { walkOfEdition } from './walk-of-edition.ts'
import { walkOfEvent } from './walk-of-event.ts'
import { walkOfErasure } from './walk-of-erasure.ts'
import { walkOfFiles } from './walk-of-files.ts'
import { walkOfLife } from './walk-of-life.ts'
import { walkOfMistake } from './walk-of-mistake.ts'
import { walkOfPaper } from './walk-of-paper.ts'
import { walkOfPasskey } from './walk-of-passkey.ts'
import { walkOfTwo } from './walk-of-two.ts'

let host: Awaited<ReturnType<typeof startEmbeddedHost>>
let browser: Browser

beforeAll(async () => {
  host = await startEmbeddedHost({ variables: { TWO_SIGNATURES: 'registered-charity', MAILS_PER_DAY: '1000' } })
  browser = await startBrowser()
})

afterAll(async () => {
  await browser.close()
  await host.stop()
})

type Way = Care & { name: string; take: (page: Page) => Hands; screen: BrowserContextOptions }

const desk = { width: 1280, height: 1024 }
const ways: readonly Way[] = [
  { name: 'at a desk', take: pointer, screen: { viewport: desk }, pictures: '1280', axe: true },
  {
    name: 'on a telephone',
    take: pointer,
    screen: { viewport: { width: 320, height: 640 } },
    pictures: '320',
    axe: true,
  },
  { name: 'without scripts', take: pointer, screen: { viewport: desk, javaScriptEnabled: false }, axe: false },
  { name: 'by keyboard alone', take: keyboard, screen: { viewport: desk }, axe: true },
  // A screen of 1280 by 1024 points, magnified to 400 %.
  {
    name: 'magnified four times, by keyboard',
    take: keyboard,
    screen: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
    axe: true,
  },
  {
    name: 'magnified four times, by keyboard, without scripts',
    take: keyboard,
    screen: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4, javaScriptEnabled: false },
    axe: false,
  },
]

/** Somebody new, and whoever looks over their shoulder. */
async function begin({ name, take, screen, ...care }: Way, who: string) {
  const context = await browser.newContext({ ...screen, baseURL: host.url })
  const page = await context.newPage()
  const { look, sent, looked } = watch(page, care)
  return { page, look, sent, looked, context, hands: take(page), body: `${who} ${name}` }
}

/** Where everybody has been: together that is everywhere. */
const known: string[] = []
/** Every page as it was sent, by what it is called on which walk. */
const sent = new Map<string, string>()

/** How many pages were looked at on a walk. */
function keep(walk: Awaited<ReturnType<typeof begin>>): number {
  known.push(...walk.looked)
  for (const [page, source] of walk.sent) sent.set(`${page}, ${walk.body}`, source)
  return walk.looked.length
}

describe.each(ways)('$name', (way) => {
  it('a town council signs, from the first page to its certificate, and every page on the way is whole', async () => {
    const walk = await begin(way, 'Town Council')
    const { pathname } = new URL((await readFile(join(host.folder, 'coordinator-link.txt'), 'utf8')).trim())
    await walk.page.goto(pathname)
    await walk.look('desk-link')
    await prepare(walk)
    await sign(walk)
    const reference = await accept(walk)
    await find(walk, reference)
    await walkOfLife(walk, reference)
    await walkOfMistake(walk, reference)
    await walkOfErasure(walk, reference)
    await walk.page.goto('/no-such-page')
    await walk.look('not-found')
    if (way.pictures !== undefined) await lookAtTheRest(walk.page, walk.look, walk.looked)
    expect(keep(walk)).toBeGreaterThan(10)
    await walk.context.close()
  })
})

describe.each(ways.slice(0, 3))('$name', (way) => {
  it('a charity signs two editions by two people, in either order, and once more when it is sent back', async () => {
    const walk = await begin(way, 'Charity')
    await walkOfTwo(walk)
    expect(keep(walk)).toBeGreaterThan(10)
    await walk.context.close()
  })
})

describe.each(ways.slice(0, 2))('$name', (way) => {
  it('a council signs before its board has decided, by somebody else than was asked', async () => {
    const walk = await begin(way, 'Board Group')
    await walkOfBoard(walk)
    expect(keep(walk)).toBeGreaterThan(10)
    await walk.context.close()
  })

  it('a coordinator runs a campaign: every organisation is checked first, and answers as it likes', async () => {
    const walk = await begin(way, 'Campaign Group')
    await walkOfCampaign(walk)
    expect(keep(walk)).toBeGreaterThan(15)
    await walk.context.close()
  })

  it('a community group declines, before it is sent and when it is asked to sign, and is turned down', async () => {
    const walk = await begin(way, 'Community Group')
    await walkOfNo(walk)
    expect(keep(walk)).toBeGreaterThan(5)
    await walk.context.close()
  })

  it('an edition of a new agreement is written, agreed and read in two languages, and a slip of it is put right', async () => {
    const walk = await begin(way, 'Edition')
    await walkOfEdition(walk, way === ways[0] ? 'Vale Accord' : 'Bridge Accord')
    expect(keep(walk)).toBeGreaterThan(15)
    await walk.context.close()
  })

  it('a village hall signs on paper, and a second coordinator holds it against the scan', async () => {
    const walk = await begin(way, 'Village Hall')
    await walkOfPaper(walk)
    expect(keep(walk)).toBeGreaterThan(8)
    await walk.context.close()
  })

  it('two groups sign in one room on one device, and neither sees anything of the other', async () => {
    const walk = await begin(way, 'Choir')
    await walkOfEvent(walk)
    expect(keep(walk)).toBeGreaterThan(8)
    await walk.context.close()
  })

  it('a coordinator comes in by passkey, seats somebody in another role, and ends their seat', async () => {
    const walk = await begin(way, 'Nia New')
    await walkOfDoor(walk)
    await walkOfSeat(walk)
    expect(keep(walk)).toBeGreaterThan(10)
    await walk.context.close()
  })

  it('a choir’s chair signs one edition with a passkey, and the other without, having said no to one', async () => {
    const walk = await begin(way, 'Passkey Choir')
    await walkOfPasskey(walk)
    expect(keep(walk)).toBeGreaterThan(3)
    await walk.context.close()
  })

  it('a coordinator brings organisations from a spreadsheet, and takes the register home as one', async () => {
    const walk = await begin(way, 'Spreadsheet Group')
    await walkOfFiles(walk)
    expect(keep(walk)).toBeGreaterThan(5)
    await walk.context.close()
  })

  it('the coordinator’s own employer signs after all that may come between', async () => {
    const walk = await begin(way, 'Employer')
    const [first, second] = ['Shropshire Compact 2014', 'Compact Memorandum of Understanding']
    await walkAside(walk, (way === ways[0] ? first : second) ?? '')
    expect(keep(walk)).toBeGreaterThan(10)
    await walk.context.close()
  })
})

it('no page on any way has anything that the HTML checker objects to', async () => {
  expect(await findFaults(sent)).toEqual([])
})

it('every page that people open has been looked at', () => {
  const missed = pages.filter(({ path }) => !known.some((one) => patternOf(path).test(one)))
  expect(missed.map(({ path }) => path)).toEqual([])
})

/** Every address that people open: the others answer programs, or are files. */
const pages = routesOfApp().filter(
  ({ method, path }) => method === 'GET' && !isForPrograms(path) && !/\.[a-z-]+\}?$|\/scan$/.test(path),
)

/** Opens one page of every other route that a link leads to, so that a new one has its picture too. */
async function lookAtTheRest(page: Page, look: (name: string) => Promise<void>, looked: readonly string[]) {
  const waiting = ['/', '/signatories?q=nobody', '/api/docs', '/problems/overtaken', '/desk']
  const asked = new Set<string>()
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const { pathname } = new URL(path, host.url)
    const route = pages.find((one) => one.path === pathname) ?? pages.find((one) => patternOf(one.path).test(pathname))
    if (!route || asked.has(route.path)) continue
    asked.add(route.path)
    await page.goto(path)
    const seen = looked.some((one) => patternOf(route.path).test(one)) && !path.includes('?')
    if (!seen) await look(nameOf(route.path))
    waiting.push(
      ...(await page
        .locator('a[href^="/"]')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))),
    )
  }
}

function nameOf(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && !part.startsWith(':'))
    .join('-')
}

function patternOf(path: string): RegExp {
  const parts = path
    .split('/')
    .map((part) => part.replace(/^:\w+(?:\{(.*)\})?$/, (_all, rule?: string) => rule ?? '[^/]+'))
  return new RegExp(`^${parts.join('/')}$`)
}
