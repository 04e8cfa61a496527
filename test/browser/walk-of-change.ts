import { expect } from 'vitest'
import { heading, latestCode, mailedLink, type Walk } from './walk.ts'

const trustee = { name: 'Tess Trustee', role: 'Chair of Trustees', address: 'tess@charity.example' }

/**
 * A charity asks on its own page to withdraw on a day ahead; a trustee confirms it through their mailbox, and the desk,
 * where somebody is signed in, enters it.
 */
export async function walkOfChange({ page, hands, look, body }: Walk, edition: string): Promise<void> {
  const confirm = async () => {
    await page.goto(await mailedLink(page, trustee.address))
    await look('change-link')
    await hands.press('Email me a code')
    await hands.write('Code', await latestCode(page))
    await hands.press('Continue')
    await look('change-requests')
    await hands.follow(/^Read and withdraw/)
    await look('change-statement')
    await hands.write('Your full name', trustee.name)
    await hands.tick(/^I am authorised/)
    await hands.tick(/^I have read/)
    await hands.press(/^Withdraw from the/)
    await look('change-confirmed')
  }
  await page.goto(`/bodies/${body.toLowerCase().replaceAll(/\W+/g, '-')}`)
  await look('change-body')
  await hands.follow('sign, re-affirm or withdraw')
  await look('change-own')
  await hands.follow(new RegExp(`^Re-affirm the ${edition}`))
  await look('change-reaffirmation')
  await page.goBack()
  await hands.follow(new RegExp(`^Withdraw from the ${edition}`))
  await hands.press('Ask to withdraw')
  expect(await page.title()).toMatch(/^Error: /)
  await look('change-refused')
  await hands.write('Your full name', trustee.name)
  await hands.write('Your role', trustee.role)
  await hands.write('Your email address', trustee.address)
  await hands.write('Day', '1')
  await hands.write('Month', 'May')
  await hands.write('Year', '2058')
  await hands.write('Why? (optional)', 'We wind up in that year.')
  await hands.press('Ask to withdraw')
  expect(await heading(page)).toBe('Look in your mailbox')
  await look('change-asked')

  await confirm()

  await page.goto('/desk')
  await look('change-queue')
  await hands.follow(body)
  await look('change-check')
  await hands.write('What has to be changed?', 'You wind up in April.')
  await hands.press('Send back')

  await page.goto(await mailedLink(page, trustee.address))
  await hands.press('Go on')
  await look('change-returned')
  await hands.follow('Change what it asks')
  await look('change-question')
  await hands.write('Month', 'Nonsense')
  await hands.press('Save and continue')
  expect(await page.title()).toMatch(/^Error: /)
  await hands.write('Month', '4')
  await hands.press('Save and continue')
  expect(await page.getByText('with effect from 1 April 2058').count()).toBe(1)
  await hands.press('Send for signature')
  await confirm()

  await page.goto('/desk')
  await hands.follow(body)
  await hands.tick(/^I phoned back/)
  await hands.press('Accept onto the register')
  await look('change-accepted')
  await hands.follow(/^EX-/)
  expect(await page.getByText('1 April 2058').count()).toBeGreaterThan(0)
  await look('change-certificate')
}
