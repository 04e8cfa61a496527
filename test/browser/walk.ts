import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Hands } from '../support/hands.ts'

/** Somebody on their way through the register, and what is looked at on each page. */
export type Walk = { page: Page; hands: Hands; look: (name: string) => Promise<void>; body: string }

export const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()

/** A partnerships officer prepares, with one mistake, and sends. */
export async function prepare({ page, hands, look, body }: Walk): Promise<void> {
  await page.goto('/')
  await look('home')
  await page.goto('/sign')
  await look('sign')
  await hands.press('Start now')
  await hands.press('Continue')
  expect(await page.title()).toMatch(/^Error: /)
  await look('sign-start-refused')
  await hands.write('Your name', 'Pat Preparer')
  await hands.write('Your email address', 'pat@example-vale.gov.uk')
  await hands.press('Continue')

  await look('sign-organisation')
  await hands.write('Full name', body)
  await hands.choose('Kind of organisation', 'Town or parish council')
  await hands.press('Save and continue')
  await look('sign-editions')
  await hands.tick('Shropshire Compact 2014')
  await hands.press('Save and continue')
  await look('sign-signatory')
  await hands.write('Full name', 'Siân Ŵyn-Jones')
  await hands.write('Role', 'Town Clerk')
  await hands.write('Email address', 'clerk@example-vale.gov.uk')
  await hands.tick(/^By resolution/)
  await hands.write('Day', '14')
  await hands.write('Month', '10')
  await hands.write('Year', '2026')
  await hands.write(/^Minute reference/, 'Minute 12/26')
  await hands.tick(/^Publish name and role/)
  await hands.press('Save and continue')
  await look('sign-answers')
  await hands.press('Send for signature')
  await look('sign-sent')
}

/** Whoever signs for a body: who they are, where they read their mail, and why they may. */
export type Signer = { name: string; role: string; address: string; mandate: readonly (string | RegExp)[] }

/** A community group prepares, and shows the role alone of whoever signs. Gives the address of the overview. */
export async function answer(
  { page, hands, body }: Walk,
  preparer: string,
  signer: Signer,
  editions: readonly string[] = ['Shropshire Compact 2014'],
): Promise<string> {
  await page.goto('/sign/start')
  await hands.write('Your name', 'Pat Preparer')
  await hands.write('Your email address', preparer)
  await hands.press('Continue')
  await hands.write('Full name', body)
  await hands.choose('Kind of organisation', 'Community group')
  await hands.press('Save and continue')
  for (const edition of editions) await hands.tick(new RegExp(`^${edition}`))
  await hands.press('Save and continue')
  await nameSigner(hands, signer)
  return page.url()
}

/** Says who signs, and that only the role is to be shown. */
export async function nameSigner(hands: Hands, { name, role, address, mandate }: Signer): Promise<void> {
  await hands.write('Full name', name)
  await hands.write('Role', role)
  await hands.write('Email address', address)
  for (const words of mandate) await hands.tick(words)
  await hands.tick(/^Publish the role only/)
  await hands.press('Save and continue')
}

/** Opens the link in somebody's mail and types the code that it brings. */
export async function openRequests({ page, hands }: Pick<Walk, 'page' | 'hands'>, address: string): Promise<void> {
  await page.goto(await mailedLink(page, address))
  await hands.press('Email me a code')
  await hands.write('Code', await latestCode(page))
  await hands.press('Continue')
}

/** Under the statement of an edition: the name, both ticks, and the press. */
export async function pressSign(hands: Hands, name: string, edition: string): Promise<void> {
  await hands.write('Your full name', name)
  await hands.tick(/^I am authorised/)
  await hands.tick(/^I have read/)
  await hands.press(new RegExp(`^Sign the ${edition}`))
}

/** The authorised signatory opens the link, confirms the mailbox, reads and signs. */
export async function sign({ page, hands, look }: Walk): Promise<void> {
  await page.goto('/mailbox')
  await look('mailbox')
  await hands.follow(/\/sign\/links\//)
  await look('sign-link')
  await hands.press('Email me a code')
  await look('sign-code')
  await hands.write('Code', await latestCode(page))
  await hands.press('Continue')
  await look('sign-requests')
  await hands.follow(/^Read and sign/)
  await look('sign-statement')
  await pressSign(hands, 'Siân Ŵyn-Jones', 'Shropshire Compact 2014')
  expect(await heading(page)).toBe('You have signed')
  await look('sign-signed')
}

/** The coordinator comes in, forgets to say what was checked, and accepts. Gives the reference. */
export async function accept(walk: Walk): Promise<string> {
  const { page, hands, look, body } = walk
  await enterDesk(walk)
  await hands.follow(body)
  await look('desk-check')
  await hands.press('Accept onto the register')
  expect(await page.getByRole('alert').innerText()).toContain('Select what you checked')
  await look('desk-check-refused')
  await hands.tick(/^I have seen the minute/)
  await hands.press('Accept onto the register')
  await look('desk-accepted')
  return page.getByRole('link', { name: /^EX-/ }).innerText()
}

/** A coordinator comes in with a code. */
export async function enterDesk({ page, hands, look }: Walk, address = 'coordinator@example.org'): Promise<void> {
  await page.goto('/desk')
  await look('desk-door')
  await hands.write('Email address', address)
  await hands.press('Email me a code')
  await look('desk-code')
  await hands.write('Code', await latestCode(page))
  await hands.press('Sign in')
  await look('desk')
}

/** A citizen finds out whether the council has signed, and whether its certificate is real. */
export async function find({ page, hands, look, body }: Walk, reference: string): Promise<void> {
  const pdf = `/certificates/${reference}.pdf`
  await expect.poll(async () => (await page.context().request.get(pdf)).status(), { timeout: 90_000 }).toBe(200)
  await page.goto('/signatories')
  await look('signatories')
  await hands.follow(body)
  expect(await page.getByText('Signed – in force').count()).toBe(1)
  await look('body')
  const own = page.url()
  await page.goto(`${own}/ask`)
  await look('body-ask')
  await page.goto(own)
  await hands.follow(reference)
  await look('certificate')
  await page.goto('/verify')
  await hands.write('By its reference', reference.toLowerCase())
  await hands.press('Check')
  expect(await heading(page)).toContain('In force today')
  await look('verify')
}

export async function latestCode(page: Page): Promise<string> {
  const mailbox = await (await page.context().request.get('/mailbox')).text()
  return /Your code is (\d{6})/.exec(mailbox)?.[1] ?? ''
}

/** The link in the latest mail to somebody. */
export async function mailedLink(page: Page, address: string): Promise<string> {
  const mailbox = await (await page.context().request.get('/mailbox')).text()
  const mail = mailbox.split('<article').find((one) => one.includes(`To ${address}`) && one.includes('/sign/links/'))
  return /\/sign\/links\/[\w-]+/.exec(mail ?? '')?.[0] ?? ''
}
