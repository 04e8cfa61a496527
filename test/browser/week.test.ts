import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBrowser } from '../support/browser.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { pointer } from '../support/hands.ts'
import { watch } from '../support/look.ts'
import { findFaults } from '../support/markup.ts'
import { walkOfWeek } from './walk-of-week.ts'

let browser: Browser

beforeAll(async () => {
  browser = await startBrowser()
})

afterAll(async () => browser.close())

const screens: readonly [string, BrowserContextOptions][] = [
  ['1280', { viewport: { width: 1280, height: 1024 } }],
  ['320', { viewport: { width: 320, height: 640 } }],
]

it.each(screens)(
  'a coordinator’s week on a screen of %s points: from a passkey on Monday to handing over on Friday',
  async (pictures, screen) => {
    const host = await startEmbeddedHost({})
    const sent = new Map<string, string>()
    const somebody = async () => {
      const context = await browser.newContext({ ...screen, baseURL: host.url })
      const page = await context.newPage()
      const watched = watch(page, { pictures, axe: true })
      const look = async (name: string) => {
        await watched.look(name)
        sent.set(name, watched.sent.get(name) ?? '')
      }
      return { page, hands: pointer(page), look, body: '' }
    }
    const files = await walkOfWeek(await somebody(), somebody)
    expect(Object.keys(files).toSorted()).toEqual([
      'README.txt',
      'campaign-1.csv',
      'contacts.csv',
      'days-ahead.csv',
      'keys-and-custody.txt',
      'notes.csv',
      'open-cases.csv',
      'people-at-the-desk.csv',
      'prospects.csv',
    ])
    expect(files['contacts.csv']).toContain('Cedar Singers,Ciara Cedar,Secretary,ciara@week.example')
    expect(files['notes.csv']).toContain('The clerk is back on Monday')
    expect(files['days-ahead.csv']).toContain('Damson Parish Council: review of its suspension due')
    for (const body of ['Alder', 'Birch', 'Cedar', 'Damson']) expect(files['campaign-1.csv']).toContain(body)
    const said = Object.values(files).join('\n')
    const secrets = await findSecrets(host)
    expect(secrets.length).toBeGreaterThan(10)
    for (const secret of secrets) expect(said).not.toContain(secret)
    expect(await findFaults(sent)).toEqual([])
    await host.stop()
  },
)

/** The private keys of a register, and every token and code that it ever mailed. */
async function findSecrets({ url, folder }: { url: string; folder: string }): Promise<readonly string[]> {
  const keys = await readFile(join(folder, 'keys.json'), 'utf8')
  const mailbox = await (await fetch(`${url}/mailbox`)).text()
  const secrets = [
    ...keys.matchAll(/"(?:privateKey|tokens|d)":"([^"]+)"/g),
    ...mailbox.matchAll(/\/(?:sign|desk)\/(?:links|invitations)\/([\w-]{20,})/g),
  ]
  return secrets.map(([, secret = '']) => secret)
}
