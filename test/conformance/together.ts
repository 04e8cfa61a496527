import { describe, expect, it } from 'vitest'
import { Browser, type Sheet } from '../support/client.ts'
import {
  acceptByPages,
  coordinator,
  enterDeskByPages,
  linkIn,
  listMails,
  mailedCode,
  makeCast,
  openCheck,
  prepareByPages,
  referenceIn,
  requestByPages,
  requireMail,
  signByPages,
  type Cast,
} from '../support/walk-pages.ts'

type Person = { name: string; email: string }

/** What takes more than one person: two signatures, several agreements, sending back, a second approver. */
export function togetherSuite(url: () => string): void {
  describe('together', () => {
    it('two people sign two agreements, in either order, and type nothing twice', async () => {
      const cast = makeCast()
      const second = { name: `Chris Chair ${cast.number}`, email: `chair.${cast.number}@example.org` }
      const preparer = new Browser(url())
      const overview = await prepareForTwo(preparer, cast, second)
      expect(overview.text).toContain('Shropshire Compact 2014 and Compact Memorandum of Understanding')
      expect((await preparer.press(overview, 'Send for signature')).text).toContain('0 of 2 signed')

      // The second one named is the first to sign.
      const chair = await signAll(new Browser(url()), second)
      expect(chair.text).toContain('1 of 2 people has signed')
      expect((await preparer.open(overview.address.pathname)).text).toContain('1 of 2 signed')
      expect((await requireMail(preparer, cast.preparer.email, '1 of 2')).text).toContain(second.name)
      const list = await preparer.open(`/signatories?q=${encodeURIComponent(cast.body)}`)
      expect(list.links.filter((href) => href.startsWith('/certificates/'))).toEqual([])

      const clerk = await signAll(new Browser(url()), cast.signatory)
      expect(clerk.heading).toBe('You have signed')
      expect(clerk.text).not.toContain('1 of 2')
      await acceptByPages(new Browser(url()), cast)
      const body = await openBody(preparer, cast)
      for (const words of ['Shropshire Compact 2014', 'Memorandum', cast.signatory.name, second.name]) {
        expect(body.text).toContain(words)
      }
      const certificates = (await listMails(preparer)).filter(
        ({ subject, address }) => address === second.email && subject.includes(`${cast.body} is on`),
      )
      expect(certificates).toHaveLength(2)
    })

    it('two people who share a mailbox are shown the paper way, and nothing they typed is lost', async () => {
      const cast = makeCast()
      const browser = new Browser(url())
      const overview = await prepareByPages(browser, cast)
      const refused = await nameSecond(browser, overview, { name: 'Chris Chair', email: cast.signatory.email })
      expect(refused.status).toBe(422)
      expect(refused.mistakes.get('signatory-email')).toContain('sign on paper')
      expect(refused.form('Save and continue').values.get('signatory-name')).toEqual(['Chris Chair'])
      const paper = await browser.open(refused.links.find((href) => href.endsWith('/paper')) ?? '')
      expect(paper.text).toContain('I am its Chief Executive and sign on its behalf.')
      expect(paper.text).toContain('Signature')
      expect(paper.text).toContain('register@example.org')
    })

    it('a sign-up is sent back with a reason, mended, signed again and accepted', async () => {
      const cast = makeCast()
      const preparer = new Browser(url())
      const signatory = new Browser(url())
      await signByPages(preparer, cast)
      const desk = new Browser(url())
      const check = await openCheck(desk, await enterDeskByPages(desk), cast)
      const silent = await desk.press(check, 'Send back', { reason: '' })
      expect(silent.mistakes.get('reason')).toBe('Say what has to be changed')
      const reason = 'The area is Vale,\nnot Llanfair. <b>Please</b> change it.'
      await desk.press(check, 'Send back', { reason })
      expect((await desk.open('/desk')).text).not.toContain(cast.body)

      const mail = await requireMail(preparer, cast.preparer.email, 'please change')
      expect(mail.text).toContain('not Llanfair. <b>Please</b> change it.')
      const back = await preparer.press(await preparer.open(linkIn(mail)), 'Go on')
      expect(back.text).toContain('The coordinator has sent this back')
      expect(back.text).toContain('not Llanfair. <b>Please</b> change it.')
      // Whoever had signed can do nothing until they are asked again.
      expect((await preparer.open('/sign/requests')).status).toBe(401)
      const organisation = await preparer.open(back.links.find((href) => href.endsWith('/organisation')) ?? '')
      const mended = await preparer.press(organisation, 'Save and continue', { area: 'Vale' })
      expect((await preparer.press(mended, 'Send for signature')).text).toContain('has been sent for signature')
      await signAll(signatory, cast.signatory)
      await acceptByPages(new Browser(url()), cast)
      expect((await openBody(preparer, cast)).text).toContain('Vale')
    })

    it('a preparer takes back what was sent, and the link that was mailed leads nowhere', async () => {
      const cast = makeCast()
      const browser = new Browser(url())
      const link = await requestByPages(browser, cast)
      const overview = await browser.open(await overviewOf(browser, cast))
      const open = await browser.press(overview, 'Take it back')
      expect(open.heading).toBe('Check your answers')
      const dead = await new Browser(url()).open(link)
      expect([dead.status, dead.heading]).toEqual([410, 'This link has been used'])
      // Asked again, the same person gets a link that works.
      await browser.press(open, 'Send for signature')
      await signAll(new Browser(url()), cast.signatory)
    })

    it('an email that was lost is sent again, and only the newest link works', async () => {
      const cast = makeCast()
      const browser = new Browser(url())
      const older = await requestByPages(browser, cast)
      const overview = await browser.open(await overviewOf(browser, cast))
      const again = overview.forms.find(({ action }) => action.endsWith('/reminder'))?.button ?? ''
      expect((await browser.press(overview, again)).text).toContain(cast.signatory.email)
      const replaced = await browser.open(older)
      expect([replaced.status, replaced.heading]).toEqual([410, 'A newer email has replaced this link'])
      // Whoever holds an older link is sent another, to the mailbox it belongs to.
      await browser.press(replaced, 'Email me a new link')
      const newest = linkIn(await requireMail(browser, cast.signatory.email, 'please sign'))
      expect((await browser.open(newest)).status).toBe(200)
      await signAll(new Browser(url()), cast.signatory)
      // It has worked once.
      expect([(await browser.open(newest)).status, (await browser.open(newest)).heading]).toEqual([
        410,
        'This link has been used',
      ])
    })

    it('whoever has lost the first email is sent the way back, and a stranger is told the same', async () => {
      const cast = makeCast()
      const browser = new Browser(url())
      await prepareByPages(browser, cast)
      const ask = async (email: string) =>
        browser.press(await browser.open('/sign/return'), 'Email me the link', { email })
      const stranger = `nobody.${cast.number}@example.org`
      const [own, other] = [await ask(cast.preparer.email), await ask(stranger)]
      expect(own.text.replace(cast.preparer.email, '')).toBe(other.text.replace(stranger, ''))
      expect((await listMails(browser)).filter(({ address }) => address === stranger)).toEqual([])
      const anew = new Browser(url())
      const back = await anew.press(
        await anew.open(linkIn(await requireMail(browser, cast.preparer.email, 'Your sign-up'))),
        'Go on',
      )
      expect(back.text).toContain(cast.body)
    })

    it('a coordinator cannot accept their own employer alone; somebody from elsewhere does', async () => {
      const cast = { ...makeCast(), body: 'Example Vale Council' }
      const clerk = new Browser(url())
      if ((await clerk.open('/bodies/example-vale-council')).status === 200) return
      await signByPages(clerk, cast)
      const own = new Browser(url())
      const check = await openCheck(own, await enterDeskByPages(own), cast)
      expect(check.text).toContain('You work for this organisation')
      const kept = await own.press(check, 'Accept onto the register', { check: ['minute-seen'] })
      expect(kept.heading).toBe('Your check is kept')
      expect((await clerk.open('/bodies/example-vale-council')).status).toBe(404)

      const approver = 'approver@example.org'
      expect((await requireMail(own, approver, 'second coordinator')).text).toContain('Robin Example')
      const other = new Browser(url())
      const code = await other.press(await other.open('/desk'), 'Email me a code', { email: approver })
      const desk = await other.press(code, 'Sign in', { code: await mailedCode(other, approver) })
      const second = await openCheck(other, desk, cast)
      expect(second.text).toContain('Robin Example has accepted this: Minute seen')
      referenceIn(await other.press(second, 'Accept onto the register', { check: ['phone-back'] }))
      const body = await clerk.open('/bodies/example-vale-council')
      expect(body.text).toContain('Accepted with a second approver')
    })

    it('the desk tells a person everything that is kept about them', async () => {
      const cast = makeCast()
      await signByPages(new Browser(url()), cast)
      await acceptByPages(new Browser(url()), cast)
      const desk = new Browser(url())
      await enterDeskByPages(desk)
      const asked = await desk.open('/desk/people')
      const tellOf = async (words: Record<string, string>) =>
        desk.press(await desk.press(asked, 'Continue', words), 'Download all of it as JSON')
      const told = await tellOf({ email: cast.signatory.email.toUpperCase() })
      expect(told.headers.get('content-disposition')).toContain('attachment')
      const kept: { acts: unknown[]; mails: unknown[]; disclosures: { name: string; value: string }[] } = JSON.parse(
        new TextDecoder().decode(told.bytes),
      )
      expect(kept.acts).toHaveLength(1)
      expect(kept.mails.length).toBeGreaterThan(2)
      const names = kept.disclosures.map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining(['evidence.1', 'signatory.1.name', 'statement.1']))
      // Found by the name alone, too, long after the private records are gone.
      const named = { email: `nobody.${cast.number}@example.org`, name: cast.signatory.name }
      expect(new TextDecoder().decode((await tellOf(named)).bytes)).toContain('"evidence.1"')
      expect(new TextDecoder().decode(told.bytes)).not.toContain(coordinator)
    })
  })
}

/** Answers for two agreements and two people. */
async function prepareForTwo(browser: Browser, cast: Cast, second: Person): Promise<Sheet> {
  const overview = await prepareByPages(browser, cast)
  const editions = await browser.open(overview.links.find((href) => href.endsWith('/editions')) ?? '')
  const all = editions.form('Save and continue').offered.get('edition') ?? []
  return nameSecond(browser, await browser.press(editions, 'Save and continue', { edition: all }), second)
}

async function nameSecond(browser: Browser, overview: Sheet, { name, email }: Person): Promise<Sheet> {
  const page = await browser.open(overview.links.find((href) => href.endsWith('/second-signatory')) ?? '')
  return browser.press(page, 'Save and continue', {
    'signatory-name': name,
    'signatory-role': 'Chair',
    'signatory-email': email,
    mandate: 'office',
    shown: 'name',
  })
}

/** Everything a person is asked for, from the newest link in their mailbox; a name is typed once. */
async function signAll(browser: Browser, { name, email }: Person): Promise<Sheet> {
  const link = linkIn(await requireMail(browser, email, 'please sign'))
  const asked = await browser.press(await browser.open(link), 'Email me a code')
  let requests = await browser.press(asked, 'Continue', { code: await mailedCode(browser, email) })
  for (let typed: { name?: string } = { name }; ; typed = {}) {
    const next = requests.links.find((href) => /^\/sign\/requests\/[^/]+$/.test(href))
    if (!next) return requests
    const page = await browser.open(next)
    const button = page.forms.find(({ action }) => action === next)?.button ?? ''
    requests = await browser.press(page, button, { ...typed, authorised: 'yes', read: 'yes' })
  }
}

async function overviewOf(browser: Browser, cast: Cast): Promise<string> {
  const mail = await requireMail(browser, cast.preparer.email, 'Your sign-up')
  return (await browser.press(await browser.open(linkIn(mail)), 'Go on')).address.pathname
}

async function openBody(browser: Browser, cast: Cast): Promise<Sheet> {
  const list = await browser.open(`/signatories?q=${encodeURIComponent(cast.body)}`)
  return browser.open(list.links.find((href) => href.startsWith('/bodies/')) ?? '')
}
