import { expect } from 'vitest'
import { enterDesk, heading, latestCode, mailedLink, type Walk } from './walk.ts'

const employer = 'Example Vale Council'
const chief = { name: 'Ola Officer', role: 'Chief Executive', address: 'ola@example-vale.gov.uk' }

/**
 * The coordinator's own employer signs, and not straight away: the sign-up is taken back and sent again, a link is used
 * and used again, and somebody from elsewhere has to accept as well. Whoever comes second finds the council there already.
 */
export async function walkAside(walk: Walk, edition: string): Promise<void> {
  const { page, hands, look } = walk
  await prepareAside(walk, edition)
  await hands.press('Send for signature')
  const first = await mailedLink(page, chief.address)
  await hands.press('Take it back')
  await look('aside-taken-back')
  await hands.press('Send for signature')
  await page.goto(first)
  expect(await heading(page)).toBe('This link has been used')
  await look('aside-spent-link')

  await page.goto(await mailedLink(page, chief.address))
  await hands.press('Email me a code')
  await hands.write('Code', '000000')
  await hands.press('Continue')
  await look('aside-code-wrong')
  await hands.write('Code', await latestCode(page))
  await hands.press('Continue')
  await hands.follow(/^Read and sign/)
  await hands.write('Your full name', chief.name)
  await hands.tick(/^I am authorised/)
  await hands.tick(/^I have read/)
  await hands.press(/^Sign the/)
  // Whoever comes back to the link is told, and offered another.
  await page.goto(await mailedLink(page, chief.address))
  expect(await heading(page)).toBe('This link has been used')

  await enterDesk(walk)
  await hands.follow(employer)
  await look('aside-own-employer')
  await hands.tick(/^I have seen the minute/)
  await hands.press('Accept onto the register')
  expect(await heading(page)).toBe('Your check is kept')
  await look('aside-check-kept')
  await page.goto('/desk')
  await look('aside-waits-for-second')
  await hands.press('Sign out')
  await enterDesk(walk, 'approver@example.org')
  await hands.follow(employer)
  await look('aside-second-approver')
  await hands.tick(/^I phoned back/)
  await hands.press('Accept onto the register')
  await look('aside-accepted')
  await page.goto('/bodies/example-vale-council')
  expect(await page.getByText('Accepted with a second approver').count()).toBeGreaterThan(0)
  await look('aside-body')
}

async function prepareAside({ page, hands, look }: Walk, edition: string): Promise<void> {
  await page.goto('/sign/start')
  await hands.write('Your name', 'Pat Preparer')
  await hands.write('Your email address', 'pat@example-vale.gov.uk')
  await hands.press('Continue')
  await hands.write('Full name', employer)
  await hands.choose('Kind of organisation', 'Unitary or county council')
  await hands.press('Save and continue')
  // On the register since somebody else's walk: it is chosen and not added twice.
  if ((await page.title()).startsWith('Error: ')) {
    await look('aside-on-the-register')
    await hands.tick(employer)
    await hands.press('Use this organisation')
  }
  await hands.tick(new RegExp(`^${edition}`))
  await hands.press('Save and continue')
  await hands.write('Full name', chief.name)
  await hands.write('Role', chief.role)
  await hands.write('Email address', chief.address)
  await hands.tick(/^By office/)
  await hands.tick(/^Publish name and role/)
  await hands.press('Save and continue')
  await hands.follow(/^Change who else signs/)
  await hands.write('Full name', 'Sam Sharer')
  await hands.write('Role', 'Leader of the Council')
  await hands.write('Email address', chief.address)
  await hands.tick(/^By office/)
  await hands.tick(/^Publish the role only/)
  await hands.press('Save and continue')
  expect(await page.getByRole('alert').innerText()).toContain('sign on paper')
  await look('aside-shared-mailbox')
  await hands.write('Email address', 'sam@example-vale.gov.uk')
  await hands.press('Save and continue')
  await hands.follow(/^Change who else signs/)
  await hands.press('Only one person signs')
  await look('aside-one-again')
}
