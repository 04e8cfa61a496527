import { describe, expect, it } from 'vitest'
import { Browser, type Sheet } from '../support/client.ts'
import {
  compact,
  confirmByPages,
  coordinator,
  enterDeskByPages,
  linkIn,
  listMails,
  mailedCode,
  makeCast,
  openCheck,
  pledgeOf,
  prepareByPages,
  referenceIn,
  requestByPages,
  requireMail,
  signByPages,
} from '../support/walk-pages.ts'

/** The fields that a page blames, if it is all that a page with mistakes has to be; otherwise what it is. */
function blamed(page: Sheet): readonly string[] | string {
  const fields = [...page.mistakes.keys()]
  const lost = fields.filter((field) => !page.ids.includes(field))
  const whole = page.status === 422 && page.title.startsWith('Error: ') && lost.length === 0
  return whole ? fields : `${page.status} ${page.title}, leading nowhere: ${lost.join(', ')}`
}

/** What goes wrong, and what is kept when it does. */
export function mistakeSuite(url: () => string): void {
  describe('when somebody makes a mistake', () => {
    it('says of every empty form what to fill in', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      const about = await browser.open('/sign/start')
      expect(blamed(await browser.press(about, 'Continue'))).toEqual(['name', 'email'])
      const organisation = await browser.press(about, 'Continue', { ...cast.preparer })
      expect(blamed(await browser.press(organisation, 'Save and continue'))).toEqual(['name', 'kind'])
      const own = organisation.address.pathname.replace('/organisation', '')
      expect(blamed(await browser.press(await browser.open(`${own}/editions`), 'Save and continue'))).toEqual([
        'edition',
      ])
      const signatory = await browser.press(await browser.open(`${own}/signatory`), 'Save and continue')
      expect(blamed(signatory)).toEqual(['signatory-name', 'signatory-role', 'signatory-email', 'mandate', 'shown'])
      const early = await browser.press(await browser.open(own), 'Send for signature')
      expect(blamed(early)).toEqual(['body', 'edition', 'signatory'])
      expect(blamed(await browser.press(await browser.open('/desk/session'), 'Email me a code'))).toEqual(['email'])
    })

    it('says so when nothing on the register was chosen, and shows again what was found', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      await signByPages(browser, cast)
      const check = await openCheck(browser, await enterDeskByPages(browser), cast)
      await browser.press(check, 'Accept onto the register', { check: ['domain'] })
      const question = await browser.press(await browser.open('/sign/start'), 'Continue', { ...makeCast().preparer })
      const found = await browser.press(question, 'Search', { q: cast.number })
      expect(blamed(await browser.press(found, 'Use this organisation'))).toEqual(['registered'])
    })

    it('keeps what was typed', async () => {
      const browser = new Browser(url())
      const about = await browser.open('/sign/start')
      const again = await browser.press(about, 'Continue', { name: 'Zoë "Z" <O’Neill>', email: 'no address' })
      expect(blamed(again)).toEqual(['email'])
      expect(Object.fromEntries(again.form('Continue').values)).toMatchObject({
        name: ['Zoë "Z" <O’Neill>'],
        email: ['no address'],
      })
      const overview = await prepareByPages(browser, makeCast())
      const question = await browser.open(`${overview.address.pathname}/signatory`)
      const kept = await browser.press(question, 'Save and continue', {
        'decided-day': '31',
        'decided-month': '2',
        shown: 'role',
      })
      expect(blamed(kept)).toEqual(['decided-day'])
      expect(Object.fromEntries(kept.form('Save and continue').values)).toMatchObject({
        'decided-day': ['31'],
        'decided-month': ['2'],
        mandate: ['resolution'],
        shown: ['role'],
      })
      const organisation = await browser.open(`${overview.address.pathname}/organisation`)
      const wrong = await browser.press(organisation, 'Save and continue', { list: 'GB-COH', identifier: 'SC012345X' })
      expect(blamed(wrong)).toEqual(['identifier'])
      expect(wrong.form('Save and continue').values.get('list')).toEqual(['GB-COH'])
    })

    it('counts wrong codes: after five not even the right one opens, and a new one does', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      const code = await browser.press(await browser.open(await requestByPages(browser, cast)), 'Email me a code')
      const right = await mailedCode(browser, cast.signatory.email)
      const wrong = right === '000000' ? '000001' : '000000'
      for (let tries = 1; tries <= 5; tries += 1) {
        // oxlint-disable-next-line no-await-in-loop -- one try after the other
        expect(blamed(await browser.press(code, 'Continue', { code: wrong }))).toEqual(['code'])
      }
      const late = await browser.press(code, 'Continue', { code: right })
      expect(late.status).toBe(429)
      expect(late.title).toMatch(/^Error: /)
      const anew = await browser.press(late, 'Send another code')
      const digits = await mailedCode(browser, cast.signatory.email)
      const spaced = `${digits.slice(0, 3)} ${digits.slice(3)}`
      expect((await browser.press(anew, 'Continue', { code: spaced })).heading).toContain('What you are asked to sign')
    })

    it('tells a stranger at the desk no more than a coordinator who mistyped', async () => {
      const browser = new Browser(url())
      const door = await browser.open('/desk')
      const letters = await listMails(browser)
      const code = await browser.press(door, 'Email me a code', { email: 'stranger@example.org' })
      expect(code.text).toContain('If this address is a coordinator’s')
      expect(await listMails(browser)).toEqual(letters)
      expect(blamed(await browser.press(code, 'Sign in', { code: '123456' }))).toEqual(['code'])
      const named = await browser.press(door, 'Email me a code', { email: coordinator.toUpperCase() })
      expect(named.heading).toBe('Enter the code')
      const [latest, ...earlier] = await listMails(browser)
      expect(latest).toMatchObject({ address: coordinator, subject: expect.stringContaining('Your code') })
      expect(earlier).toEqual(letters.slice(0, earlier.length))
    })

    it('does not know a link that it did not write', async () => {
      const browser = new Browser(url())
      const link = await requestByPages(browser, makeCast())
      const bent = link.slice(0, -1) + (link.endsWith('A') ? 'Q' : 'A')
      for (const path of [bent, '/sign/links/nothing', '/desk/links/nothing', link.replace('/sign/', '/desk/')]) {
        // oxlint-disable-next-line no-await-in-loop -- one link after the other
        const page = await browser.open(path)
        expect([page.status, page.heading], path).toEqual([404, 'We do not know this link'])
      }
    })

    it('shows the statement again when a role typed anew has changed it', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      const requests = await confirmByPages(browser, cast, await requestByPages(browser, cast))
      const page = await browser.open(requests.links.find((href) => href.startsWith('/sign/requests/')) ?? '')
      const button = `Sign the ${compact.name}`
      expect(blamed(await browser.press(page, button))).toEqual(['name', 'authorised', 'read'])
      const changed = await browser.press(page, button, { ...pledgeOf(cast), role: 'Leader' })
      expect(blamed(changed)).toEqual(['role'])
      expect(changed.text).toContain('I am its Leader and sign on its behalf.')
      expect(Object.fromEntries(changed.form(button).values)).toMatchObject({
        name: [cast.signatory.name],
        role: ['Leader'],
        authorised: ['yes'],
        read: ['yes'],
      })
      expect((await browser.press(changed, button)).heading).toBe('You have signed')
    })

    it('signs once and accepts once, however hard the buttons are pressed', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      const requests = await confirmByPages(browser, cast, await requestByPages(browser, cast))
      const page = await browser.open(requests.links.find((href) => href.startsWith('/sign/requests/')) ?? '')
      const signing = [1, 2, 3].map(() => browser.press(page, `Sign the ${compact.name}`, pledgeOf(cast)))
      for (const signed of await Promise.all(signing)) expect(signed.heading).toBe('You have signed')
      const told = (await listMails(browser)).filter(({ subject }) => subject.startsWith(`${cast.body} asks to`))
      expect(told.filter(({ address }) => address === coordinator)).toHaveLength(1)

      const check = await openCheck(browser, await enterDeskByPages(browser), cast)
      const accepting = [1, 2, 3].map(() => browser.press(check, 'Accept onto the register', { check: ['domain'] }))
      const references = (await Promise.all(accepting)).map(referenceIn)
      expect(new Set(references).size).toBe(1)
      expect((await browser.open(`/signatories?q=${cast.number}`)).text).toContain('1 signing as at')
      const letters = (await listMails(browser)).filter(({ text }) => text.includes(references[0] ?? 'no reference'))
      expect(letters.map(({ address }) => address).toSorted()).toEqual([cast.preparer.email, cast.signatory.email])
    })

    it('accepts nothing that was not checked', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      await signByPages(browser, cast)
      const check = await openCheck(browser, await enterDeskByPages(browser), cast)
      expect(blamed(await browser.press(check, 'Accept onto the register'))).toEqual(['check'])
    })

    it('takes a form only from its own pages', async () => {
      const browser = new Browser(url())
      const overview = await prepareByPages(browser, makeCast())
      const forged = await browser.pressElsewhere(overview, 'Send for signature')
      expect(forged.status).toBe(403)
      expect((await browser.open(overview.address.pathname)).forms).toHaveLength(1)
    })

    it('lets a link of a preparer open nothing of a signatory', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      await requestByPages(browser, cast)
      const resume = linkIn(await requireMail(browser, cast.preparer.email, 'Your sign-up'))
      const again = await browser.press(await browser.open(resume), 'Go on')
      expect(again.text).toContain('has been sent for signature')
      expect((await browser.open('/sign/code')).status).toBe(401)
    })

    it.each([
      '/nothing',
      '/sign/nothing',
      '/bodies/nobody',
      '/editions/none',
      '/certificates/EX-99999',
      '/desk/nothing',
    ])('says of %s that there is no such page', async (path) => {
      const page = await new Browser(url()).open(path)
      expect(page.status).toBe(404)
      expect(page.isPage).toBe(true)
      expect(page.heading).toBe('Page not found')
      expect(page.headers.get('cache-control')).toBe('no-store')
    })

    it('says of an unknown reference that it is none of its own, and of a day that is none how to write it', async () => {
      const browser = new Browser(url())
      const verify = await browser.open('/verify')
      const unknown = await browser.press(verify, 'Check', { reference: 'EX-99999' })
      expect([unknown.status, [...unknown.mistakes.keys()]]).toEqual([404, ['reference']])
      expect(unknown.form('Check').values.get('reference')).toEqual(['EX-99999'])
      const list = await browser.open('/signatories')
      expect(blamed(await browser.press(list, 'Show', { 'as-at': 'yesterday' }))).toEqual(['as-at'])
    })
  })
}
