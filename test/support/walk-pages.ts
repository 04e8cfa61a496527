import { randomBytes } from 'node:crypto'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { parseZip } from '../../src/encoding/zip.ts'
import { bundleFiles } from '../../src/verify/bundle.ts'
import { textOf, type Browser, type Sheet } from './client.ts'

/** Somebody's invented organisation, new in every walk, so that a host may be walked again. */
export type Cast = {
  body: string
  number: string
  preparer: { name: string; email: string }
  signatory: { name: string; role: string; email: string }
}

export type Mail = { address: string; subject: string; text: string }

export const coordinator = 'coordinator@example.org'
export const compact = { slug: 'shropshire-compact-2014', name: 'Shropshire Compact 2014' }

export function makeCast(): Cast {
  const tag = randomBytes(4).toString('hex')
  return {
    body: `Llanfair & Vale Council “${tag}”`,
    number: String(1_000_000 + (randomBytes(3).readUIntBE(0, 3) % 8_999_999)),
    preparer: { name: 'Pat O’Prepare', email: `pat.${tag}@example.org` },
    signatory: { name: `Siân Signatory ${tag}`, role: 'Chief Executive', email: `sian.${tag}@example.org` },
  }
}

/** From the start page to the answers, ready to be sent. */
export async function prepareByPages(browser: Browser, cast: Cast): Promise<Sheet> {
  const start = await browser.open('/sign')
  const about = await browser.open(start.links.find((href) => href === '/sign/start') ?? '')
  const organisation = await browser.press(about, 'Continue', { name: cast.preparer.name, email: cast.preparer.email })
  const editions = await browser.press(organisation, 'Save and continue', {
    name: cast.body,
    kind: 'registered-charity',
    list: 'GB-CHC',
    identifier: `no. ${cast.number}`,
    website: 'https://example.org/',
    area: 'Llanfair',
  })
  const [edition = ''] = editions.form('Save and continue').offered.get('edition') ?? []
  const signatory = await browser.press(editions, 'Save and continue', { edition })
  return browser.press(signatory, 'Save and continue', {
    'signatory-name': cast.signatory.name,
    'signatory-role': cast.signatory.role,
    'signatory-email': cast.signatory.email,
    mandate: 'resolution',
    'decided-day': '27',
    'decided-month': 'March',
    'decided-year': '2026',
    minute: 'Minute 12/26',
    shown: 'name',
  })
}

/** Everything until the signatory has been asked; gives the link that was mailed to them. */
export async function requestByPages(browser: Browser, cast: Cast): Promise<string> {
  const sent = await browser.press(await prepareByPages(browser, cast), 'Send for signature')
  if (!sent.text.includes('has been sent for signature')) throw new Error(`not sent: ${sent.title} ${sent.text}`)
  return linkIn(await requireMail(browser, cast.signatory.email, 'please sign'))
}

/** From the link in the mailbox to what is to be signed. */
export async function confirmByPages(browser: Browser, cast: Cast, link: string): Promise<Sheet> {
  const code = await browser.press(await browser.open(link), 'Email me a code')
  return browser.press(code, 'Continue', { code: await mailedCode(browser, cast.signatory.email) })
}

/** What a signatory types and ticks. */
export function pledgeOf(cast: Cast) {
  return { name: cast.signatory.name, authorised: 'yes', read: 'yes' } as const
}

/** The whole way to a signature that waits at the desk. */
export async function signByPages(browser: Browser, cast: Cast): Promise<Sheet> {
  const requests = await confirmByPages(browser, cast, await requestByPages(browser, cast))
  const page = await browser.open(requests.links.find((href) => href.startsWith('/sign/requests/')) ?? '')
  return browser.press(page, `Sign the ${compact.name}`, pledgeOf(cast))
}

/** In at the desk's door with a mailed code. */
export async function enterDeskByPages(browser: Browser): Promise<Sheet> {
  const code = await browser.press(await browser.open('/desk'), 'Email me a code', { email: coordinator })
  return browser.press(code, 'Sign in', { code: await mailedCode(browser, coordinator) })
}

/** The sign-up of a body that waits at the desk. */
export async function openCheck(browser: Browser, desk: Sheet, cast: Cast): Promise<Sheet> {
  const rows = [...desk.html.matchAll(/<a class="[^"]*" href="(\/desk\/sign-ups\/[^"]*)">([^]*?)<\/a>/g)]
  const row = rows.find(([, , words = '']) => textOf(words) === cast.body)
  if (!row?.[1]) throw new Error(`${cast.body} is not among what waits: ${desk.text}`)
  return browser.open(row[1])
}

/** Accepts a signed sign-up; gives the reference. */
export async function acceptByPages(browser: Browser, cast: Cast): Promise<string> {
  const check = await openCheck(browser, await enterDeskByPages(browser), cast)
  const accepted = await browser.press(check, 'Accept onto the register', { check: ['phone-back', 'minute-seen'] })
  return referenceIn(accepted)
}

export function referenceIn(accepted: Sheet): string {
  const reference = /[A-Z][A-Z0-9]*-\d{5,}/.exec(accepted.text)?.[0]
  if (!reference) throw new Error(`nothing was accepted: ${accepted.status} ${accepted.title} ${accepted.text}`)
  return reference
}

/** Every mail on the mailbox page, the newest first. */
export async function listMails(browser: Browser): Promise<readonly Mail[]> {
  const page = await browser.open('/mailbox')
  return [...page.html.matchAll(/<article\b[^>]*>([^]*?)<\/article>/g)].map(([, inner = '']) => ({
    subject: textOf(/<h2\b[^>]*>([^]*?)<\/h2>/.exec(inner)?.[1] ?? ''),
    address: /To (\S+?),/.exec(textOf(inner))?.[1] ?? '',
    text: textOf(/<pre\b[^>]*>([^]*?)<\/pre>/.exec(inner)?.[1] ?? ''),
  }))
}

/** The latest mail to an address whose subject has these words. */
export async function requireMail(browser: Browser, address: string, words: string): Promise<Mail> {
  const found = (await listMails(browser)).find((mail) => mail.address === address && mail.subject.includes(words))
  if (!found) throw new Error(`no mail to ${address} says ${words}`)
  return found
}

/** The six digits last mailed to an address. */
export async function mailedCode(browser: Browser, address: string): Promise<string> {
  const { text } = await requireMail(browser, address, 'Your code')
  return /\b\d{6}\b/.exec(text)?.[0] ?? ''
}

/** Path and token of the link in a mail. */
export function linkIn({ text }: Mail): string {
  const link = /https?:\/\/\S+/.exec(text)?.[0]
  if (!link) throw new Error(`no link in: ${text}`)
  return new URL(link).pathname
}

/** Asks until there is an answer: certificates and checkpoints are made behind the answers. */
export async function until<Found>(what: string, ask: () => Promise<Found | undefined>): Promise<Found> {
  const patience = Date.now() + 90_000
  for (;;) {
    // One question after the other.
    // oxlint-disable-next-line no-await-in-loop
    const found = await ask()
    if (found !== undefined) return found
    if (Date.now() > patience) throw new Error(`waited a minute and a half for ${what}`)
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** The bundle of a certificate, once the log that it proves is published, and so is the list that says how it stands. */
export function bundleOf(url: string, reference: string): Promise<Uint8Array<ArrayBuffer>> {
  return until('the bundle', async () => {
    const answer = await fetch(`${url}/certificates/${reference}.zip`)
    if (!answer.ok) return undefined
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const list = parseZip(bytes, 10_000_000).get(bundleFiles.list)
    return list && parseUtf8(list).includes(`"${reference}"`) ? bytes : undefined
  })
}
