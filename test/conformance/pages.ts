import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Browser } from '../support/client.ts'
import {
  acceptByPages,
  compact,
  confirmByPages,
  enterDeskByPages,
  listMails,
  linkIn,
  makeCast,
  openCheck,
  pledgeOf,
  prepareByPages,
  requestByPages,
  requireMail,
  signByPages,
  until,
} from '../support/walk-pages.ts'
import { readLog } from './read-log.ts'

/** The thread as pages with forms, as a browser without JavaScript walks it. */
export function pageSuite(url: () => string): void {
  describe('by its pages', () => {
    it('takes an organisation from the first page to a certificate that can be checked', async () => {
      const browser = new Browser(url())
      const cast = makeCast()

      const home = await browser.open('/')
      expect(home.status).toBe(200)
      expect(home.links).toContain('/sign')

      const answers = await prepareByPages(browser, cast)
      expect(answers.heading).toBe('Check your answers')
      for (const part of [cast.body, compact.name, cast.signatory.name]) expect(answers.text).toContain(part)

      const sent = await browser.press(answers, 'Send for signature')
      expect(sent.text).toContain('has been sent for signature')
      expect(sent.forms.some(({ button }) => button === 'Send for signature')).toBe(false)

      const mail = await requireMail(browser, cast.signatory.email, 'please sign')
      expect(mail.text).toContain(cast.preparer.name)
      const requests = await confirmByPages(browser, cast, linkIn(mail))
      const page = await browser.open(requests.links.find((href) => href.startsWith('/sign/requests/')) ?? '')
      expect(page.text).toContain(
        `${cast.body} decided on 27 March 2026 (Minute 12/26) to sign the ${compact.name}. I am its Chief Executive and sign on its behalf.`,
      )
      const signed = await browser.press(page, `Sign the ${compact.name}`, pledgeOf(cast))
      expect(signed.heading).toBe('You have signed')
      // Until somebody has checked it nothing is public.
      expect((await browser.open(`/signatories?q=${encodeURIComponent(cast.body)}`)).text).toContain('0 signings')

      const check = await openCheck(browser, await enterDeskByPages(browser), cast)
      for (const fact of [cast.signatory.email, `GB-CHC-${cast.number}`, cast.signatory.name]) {
        expect(check.text).toContain(fact)
      }
      const reference = await acceptByPages(new Browser(url()), cast)

      const list = await browser.open(`/signatories?q=${encodeURIComponent(cast.body)}`)
      expect(list.text).toContain('1 signing as at')
      const address = list.links.find((href) => href.startsWith('/bodies/')) ?? ''
      const body = await browser.open(address)
      expect(body.heading).toBe(cast.body)
      expect(body.text).toContain('Signed – in force')

      const twin = await until('the certificate', async () => {
        const shown = await browser.open(`/certificates/${reference}`)
        return shown.links.includes(`/certificates/${reference}.pdf`) ? shown : undefined
      })
      for (const fact of [cast.body, cast.signatory.name, '27 March 2026', 'Minute 12/26', 'Phoned back']) {
        expect(twin.text).toContain(fact)
      }

      const pdf = await browser.open(`/certificates/${reference}.pdf`)
      expect(pdf.headers.get('content-type')).toBe('application/pdf')
      expect(new TextDecoder().decode(pdf.bytes.slice(0, 5))).toBe('%PDF-')
      const digest = createHash('sha256').update(pdf.bytes).digest('hex')
      expect(twin.text).toContain(digest)
      const position = Number(/Number (\d+) of the log/.exec(twin.text)?.[1])
      const leaves = await until('the certificate in the log', async () => {
        const { entries } = await readLog(url())
        return entries.some(({ pdf: logged }) => logged === digest) ? entries : undefined
      })
      expect(leaves[position]).toMatchObject({ type: 'signing.recorded' })
      expect(leaves.find(({ pdf: logged }) => logged === digest)).toMatchObject({
        type: 'certificate.issued',
        signing: leaves[position]?.id,
      })

      const verified = await browser.press(await browser.open('/verify'), 'Check', {
        reference: reference.toLowerCase(),
      })
      expect(verified.text).toContain(`${reference} is on the register. In force today.`)

      // The verdict speaks of today, whatever day an address asks for.
      const ofOldDay = await browser.open(`/verify?reference=${reference}&as-at=2000-01-01`)
      expect(ofOldDay.text).toBe(verified.text)
    })

    it('tells preparer and signatory, and nobody else, that it is on the register', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      await signByPages(browser, cast)
      const reference = await acceptByPages(browser, cast)
      const told = (await listMails(browser)).filter(({ text }) => text.includes(reference))
      expect(told.map(({ address }) => address).toSorted()).toEqual(
        [cast.preparer.email, cast.signatory.email].toSorted(),
      )
    })

    it('lets a preparer come back by link, on another device, to what was answered', async () => {
      const cast = makeCast()
      await prepareByPages(new Browser(url()), cast)
      const other = new Browser(url())
      const link = linkIn(await requireMail(other, cast.preparer.email, 'Your sign-up'))
      const answers = await other.press(await other.open(link), 'Go on')
      expect(answers.text).toContain(cast.body)
      const form = (await other.open(`${answers.address.pathname}/signatory`)).form('Save and continue')
      expect(Object.fromEntries(form.values)).toMatchObject({
        'signatory-name': [cast.signatory.name],
        'decided-month': ['03'],
        mandate: ['resolution'],
        shown: ['name'],
      })
    })

    it('finds an organisation that is on the register already, and signs for it a second time without making it twice', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      await signByPages(browser, cast)
      await acceptByPages(browser, cast)

      const again = makeCast()
      const about = await browser.open('/sign/start')
      const question = await browser.press(about, 'Continue', { ...again.preparer })
      const found = await browser.press(question, 'Search', { q: cast.number })
      const [slug = ''] = found.form('Use this organisation').offered.get('registered') ?? []
      const editions = await browser.press(found, 'Use this organisation', { registered: slug })
      expect(editions.heading).toBe('What is the organisation signing?')
      const overview = await browser.open(editions.address.pathname.replace('/editions', ''))
      expect(overview.text).toContain(cast.body)
    })

    it('shows the text that is hashed, character for character', async () => {
      const browser = new Browser(url())
      const page = await browser.open(`/editions/${compact.slug}`)
      const address = page.links.find((href) => href.endsWith('.en.md')) ?? ''
      const text = await browser.open(address)
      expect(text.headers.get('content-type')).toContain('text/markdown')
      expect(page.text).toContain(createHash('sha256').update(text.bytes).digest('hex'))
      expect((await browser.open(`/editions/${compact.slug}/themes/2`)).heading).toMatch(/^2 /)
    })

    it('publishes a role alone where a name may not be shown', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      const overview = await prepareByPages(browser, cast)
      const question = await browser.open(`${overview.address.pathname}/signatory`)
      await browser.press(question, 'Save and continue', { shown: 'role' })
      const sent = await browser.press(await browser.open(overview.address.pathname), 'Send for signature')
      expect(sent.text).toContain('has been sent')
      const link = linkIn(await requireMail(browser, cast.signatory.email, 'please sign'))
      const requests = await confirmByPages(browser, cast, link)
      const page = await browser.open(requests.links.find((href) => href.startsWith('/sign/requests/')) ?? '')
      await browser.press(page, `Sign the ${compact.name}`, pledgeOf(cast))
      const reference = await acceptByPages(browser, cast)
      const twin = await browser.open(`/certificates/${reference}`)
      expect(twin.text).toContain(cast.signatory.role)
      expect(twin.text).not.toContain(cast.signatory.name)
    })

    it('keeps one person’s sign-up from another', async () => {
      const mine = new Browser(url())
      const theirs = new Browser(url())
      const overview = await prepareByPages(mine, makeCast())
      await prepareByPages(theirs, makeCast())
      const strangers = await theirs.open(overview.address.pathname)
      expect(strangers.status).toBe(403)
      expect((await new Browser(url()).open(overview.address.pathname)).status).toBe(401)
    })

    it('ends a visit to the desk at the press of a button', async () => {
      const browser = new Browser(url())
      const desk = await enterDeskByPages(browser)
      expect(desk.heading).toBe('The desk')
      await browser.press(desk, 'Sign out')
      expect((await browser.open('/desk')).heading).toBe('Sign in to the desk')
    })

    it('is prepared once: what was sent for signature stands still', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      const overview = await prepareByPages(browser, cast)
      const question = await browser.open(`${overview.address.pathname}/signatory`)
      await browser.press(overview, 'Send for signature')
      const late = await browser.press(question, 'Save and continue', { 'signatory-role': 'Somebody else' })
      expect(late.status).toBe(409)
      expect(late.title).toMatch(/^Error: /)
    })

    it('asks for nothing a second time: the request page is behind the code', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      const link = await requestByPages(browser, cast)
      const code = await browser.press(await browser.open(link), 'Email me a code')
      expect(code.heading).toBe('Enter the code')
      // The preparer knows the link's address bar at most, never the signatory's mailbox.
      expect((await browser.open('/sign/requests')).status).toBe(401)
    })
  })
}
