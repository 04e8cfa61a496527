import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prolongCertificates } from '../../src/actions/prolong-certificates.ts'
import { draftSession, sessionToken } from '../../src/actions/sessions.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { write } from '../../src/storage/database.ts'
import type { Coordinator } from '../../src/storage/read/register.ts'
import { insertSession } from '../../src/storage/write/access.ts'
import { startBrowser } from '../support/browser.ts'
import { watch } from '../support/look.ts'
import { findFaults } from '../support/markup.ts'
import { startPageHost } from '../support/page-host.ts'
import { openRegister } from '../support/register.ts'
import { openAuthorities, withAuthorities, type Mood } from '../support/time-service.ts'

const authorities = openAuthorities([400, 1200])
const tidy: (() => void)[] = []
const finished = (act: () => void) => void tidy.push(act)
let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  for (const act of tidy.toReversed()) act()
})

/** A register whose one certificate has come so far: sealed, stamped, stamped again by another authority, or kept back. */
async function open(state: 'sealed' | 'stamped' | 'renewed' | 'waiting') {
  const { parts, clock, signUp, accept, settle, coordinator } = await openRegister(undefined, finished)
  clock.now = Date.now()
  await signUp()
  await accept()
  await settle()
  if (state === 'sealed') return serve(parts, await coordinator())
  const mood: Mood = { stamps: () => true, lists: state === 'waiting' ? 'silent' : 'good' }
  const stamping = withAuthorities(parts, authorities, mood)
  await prolongCertificates(stamping)
  if (state === 'renewed') {
    clock.now += 350 * 86_400_000
    mood.stamps = (host) => host === 'time2.example'
    await prolongCertificates(stamping)
  }
  const certificateLevel = state === 'waiting' ? 'B-LTA' : 'B-B'
  return serve({ ...stamping, certificateLevel }, await coordinator())
}

/** The pages, and what lets a coordinator in to those of the desk. */
async function serve(parts: Parts, { id }: Coordinator) {
  const session = draftSession(parts, 'coordinator', id, {})
  await write(parts.db, [insertSession(parts.db, session)])
  return { url: await startPageHost(parts, finished), token: await sessionToken(parts, session) }
}

describe.each([
  ['sealed', 'rests on the register’s clock'],
  ['stamped', 'by time1.example'],
  ['renewed', 'by time2.example'],
  ['waiting', 'This certificate waits for its time-stamp'],
] as const)('the pages of a register whose certificate is %s', (state, words) => {
  it('say how it is proved, without a barrier, at two widths', async () => {
    const { url, token } = await open(state)
    const sent = new Map<string, string>()
    for (const width of [1280, 320]) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, baseURL: url })
      const watching = watch(page, { pictures: `${width}-${state}`, axe: true })
      await page.goto('/certificates/EX-00001')
      await page.getByText(words).first().waitFor()
      await watching.look('certificate')
      if (width === 1280) {
        await page.context().addCookies([{ name: 'desk', value: token, url }])
        await page.goto('/desk/clock')
        await watching.look('clock')
        for (const [name, text] of watching.sent) sent.set(name, text)
      }
      await page.close()
    }
    expect(await findFaults(sent)).toEqual([])
  })
})
