import { describe, expect, it } from 'vitest'
import type { Parts } from '../../src/actions/parts.ts'
import { acts, links, mails, sessions } from '../../src/storage/private-schema.ts'
import { signings } from '../../src/storage/schema.ts'
import { browserBefore } from '../support/app.ts'
import type { Browser, Sheet } from '../support/client.ts'
import { clerk, setStage, type Stage } from '../support/stage.ts'
import { referenceIn } from '../support/walk-pages.ts'

const compact = 'Shropshire Compact 2014'

describe.each([2, 8])('%i browsers at once, each before an instance of its own on one database,', (count) => {
  it('sign for the same person: one signature, and the desk hears of it once', async () => {
    const stage = await setStage()
    const before = [await rows(stage, acts), await mailsAbout(stage, 'waiting')]
    const browsers = await browsersOf(stage, count, { signatory: () => stage.seat('signatory') })
    const pages = await openedBy(browsers, '/sign/requests/shropshire-compact-2014')
    const pledge = { name: 'Ffion Tŷ', authorised: 'yes', read: 'yes' }
    for (const signed of await pressedBy(browsers, pages, `Sign the ${compact}`, pledge))
      expect(signed.heading).toBe('You have signed')
    expect([await rows(stage, acts), await mailsAbout(stage, 'waiting')]).toEqual([
      (before[0] ?? 0) + 1,
      (before[1] ?? 0) + 2,
    ])
    await stage.check()
  })

  it('accept the same sign-up, two people in turn: one signing, one reference', async () => {
    const stage = await setStage()
    const before = await rows(stage, signings)
    let n = 0
    const browsers = await browsersOf(stage, count, {
      desk: () => stage.seat((n += 1) % 2 === 0 ? 'coordinator' : 'second coordinator'),
    })
    const pages = await openedBy(browsers, `/desk/sign-ups/${stage.signUps.signed}`)
    const accepted = await pressedBy(browsers, pages, 'Accept onto the register', { check: 'phone-back' })
    expect(new Set(accepted.map(referenceIn))).toEqual(new Set(['EX-00002']))
    expect(await rows(stage, signings)).toBe(before + 1)
    await stage.check()
  })

  it('send the same sign-up: one invitation, and one mail with it', async () => {
    const stage = await setStage()
    const { begun } = stage.signUps
    const before = [await rows(stage, links), await rows(stage, mails)]
    const browsers = await browsersOf(stage, count, { preparer: () => stage.seat('preparer', begun) })
    const pages = await openedBy(browsers, `/sign/${begun}`)
    const sent = await pressedBy(browsers, pages, 'Send for signature')
    expect(sent.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
    expect(sent.filter((page) => isPlain(page, 200) || isPlain(page, 409))).toHaveLength(count)
    expect([await rows(stage, links), await rows(stage, mails)]).toEqual(before.map((number) => number + 1))
    await stage.check()
  })

  it('type the same code: one is let in, the others are told how to get another', async () => {
    const stage = await setStage()
    const browsers = await browsersOf(stage, count, { invited: () => stage.seat('invited') })
    const [first] = browsers
    const [page] = await openedBy(browsers.slice(0, 1), '/sign/code')
    if (!first || !page) throw new Error('nobody came')
    // Of two mails the later one is the one people read.
    stage.clock.now += 1000
    await first.press(page, 'Send another code')
    const pages = await openedBy(browsers, '/sign/code')
    const typed = await pressedBy(browsers, pages, 'Continue', { code: await stage.readCode(clerk) })
    const refused = typed.filter(({ heading }) => !heading.includes('What you are asked to sign'))
    expect(refused).toHaveLength(count - 1)
    // Of more than five at once some do not even have a try.
    const told = refused.filter((one) => isPlain(one, 422) || isPlain(one, 429))
    expect(told.filter(({ forms }) => forms.some(({ button }) => button === 'Send another code'))).toHaveLength(
      count - 1,
    )
  })

  it('press the same one-time link: one is let in, the others are told to sign in', async () => {
    const stage = await setStage()
    const before = await rows(stage, sessions)
    const browsers = await browsersOf(stage, count, {})
    const pages = await openedBy(browsers, new URL(stage.deskLink).pathname)
    const pressed = await pressedBy(browsers, pages, 'Sign in')
    const refused = pressed.filter(({ address }) => address.pathname !== '/desk')
    expect(refused).toHaveLength(count - 1)
    expect(refused.filter((page) => isPlain(page, 410) && page.text.includes('Sign in'))).toHaveLength(count - 1)
    expect(await rows(stage, sessions)).toBe(before + 1)
  })
})

type Seats = Partial<Record<'preparer' | 'invited' | 'signatory' | 'desk', () => Promise<string | undefined>>>

async function browsersOf(stage: Stage, count: number, seats: Seats): Promise<readonly Browser[]> {
  const instances = await stage.instances(count)
  return Promise.all(
    instances.map(async (parts) => {
      const browser = browserBefore(parts)
      for (const [name, token] of Object.entries(seats)) {
        browser.sit(name, (await token()) ?? '', name === 'desk' ? '/desk' : '/sign')
      }
      return browser
    }),
  )
}

async function openedBy(browsers: readonly Browser[], path: string): Promise<readonly Sheet[]> {
  return Promise.all(browsers.map((browser) => browser.open(path)))
}

async function pressedBy(
  browsers: readonly Browser[],
  pages: readonly Sheet[],
  button: string,
  answers: Record<string, string> = {},
): Promise<readonly Sheet[]> {
  return Promise.all(
    browsers.map(async (browser, n) => {
      const page = pages[n]
      if (!page) throw new Error('a browser without a page')
      return browser.press(page, button, answers)
    }),
  )
}

/** A page that says what happened, in this status, and leads on. */
function isPlain(page: Sheet, status: number): boolean {
  return page.status === status && page.isPage && page.heading !== '' && page.text.length > page.heading.length + 20
}

async function rows({ parts: { db } }: { parts: Parts }, table: Parameters<Parts['db']['$count']>[0]): Promise<number> {
  return db.$count(table)
}

async function mailsAbout({ parts: { db } }: Stage, template: string): Promise<number> {
  return (await db.select().from(mails)).filter((mail) => mail.template === template).length
}
