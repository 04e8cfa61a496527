import { expect, it } from 'vitest'
import { appOf } from '../support/app.ts'
import { shapeOfAddress } from '../support/ask-anything.ts'
import { Browser } from '../support/client.ts'
import { dumpTables } from '../support/dump.ts'
import { openRegister } from '../support/register.ts'
import { acceptByPages, makeCast, signByPages } from '../support/walk-pages.ts'

type Post = { address: URL; init: RequestInit }

/**
 * What the same bytes change when they come again: whoever begins twice has begun two sign-ups, each press on “Email me a
 * code” mails one, the same answers are one more revision, and an old code is a try at the latest. Everything else has
 * been done once, and stays so.
 */
const changedAgain: Readonly<Record<string, readonly string[]>> = {
  '/sign/start': ['links', 'mails', 'sessions', 'sign_ups'],
  '/sign/links/:': ['codes', 'mails', 'sessions'],
  '/desk/code': ['codes', 'mails'],
  '/sign/code': ['codes'],
  '/desk/session': ['codes'],
  '/sign/:/organisation': ['sign_ups'],
  '/sign/:/editions': ['sign_ups'],
  '/sign/:/signatory': ['sign_ups'],
}

/** Every press at the desk is written down, and counts of campaigns are made anew after any change. */
const always = ['trail', 'campaign_changes']

it('every form of the journey may arrive twice, and all of them again when everything is done', async () => {
  const register = await openRegister()
  // After the day of the decision that is told on the way.
  register.clock.now += 90 * 86_400_000
  const app = appOf(register.parts)
  const posts: Post[] = []
  const strange: string[] = []
  const again = async ({ address, init }: Post) => {
    await register.settle()
    const before = await dumpTables(register.parts.db)
    const { status } = await app.request(address.href, init)
    await register.settle()
    const after = await dumpTables(register.parts.db)
    const shape = shapeOfAddress(address.pathname)
    const changed = Object.keys(after).filter((table) => String(after[table]) !== String(before[table]))
    const unasked = changed.filter((table) => !always.includes(table) && !changedAgain[shape]?.includes(table))
    if (status >= 500 || unasked.length > 0) strange.push(`${shape} ${status}: ${unasked.join(', ')}`)
  }
  const browser = new Browser(register.parts.address, async (address, init) => {
    const answer = await app.request(address.href, init)
    if (init.method !== 'POST') return answer
    posts.push({ address, init })
    // Later than what was mailed just now, as people and the network are.
    register.clock.now += 1000
    await again({ address, init })
    register.clock.now += 1000
    return answer
  })
  const cast = makeCast()
  await signByPages(browser, cast)
  const reference = await acceptByPages(browser, cast)
  for (const post of posts) await again(post)
  expect(strange).toEqual([])
  expect(reference).toBe('EX-00001')
  expect((await browser.open('/signatories')).text).toContain(cast.body)
  expect(new Set(posts.map(({ address }) => shapeOfAddress(address.pathname))).size).toBeGreaterThan(9)
  await register.check()
})
