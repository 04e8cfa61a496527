import { expect } from 'vitest'
import { heading, type Walk } from './walk.ts'

/** The clerk of a town council asks to be taken off the register: what is kept is shown, chosen, and gone. */
export async function walkOfErasure(walk: Walk, reference: string): Promise<void> {
  const { page, hands, look } = walk
  await page.goto('/desk')
  await hands.follow('What the register keeps about somebody')
  await look('people')
  await hands.write('Their email address, if they have one', 'clerk@example-vale.gov.uk')
  await hands.press('Continue')
  expect(await page.getByLabel(/^Name: Siân Ŵyn-Jones/).count()).toBeGreaterThan(0)
  await look('people-kept')
  await hands.press('Continue')
  expect(await page.title()).toMatch(/^Error: /)
  await look('people-refused')
  await hands.tick(/^Name: Siân Ŵyn-Jones/)
  await hands.tick('Everything private under this email address')
  await hands.tick('They agreed to it, and have changed their mind')
  await hands.press('Continue')
  expect(await heading(page)).toBe('Check before you erase')
  await look('people-check')
  await hands.press('Erase for ever')
  expect(await heading(page)).toBe('Erased')
  await look('people-erased')
  await page.goto(`/certificates/${reference}`)
  expect(await page.getByText('name erased on').count()).toBe(1)
  await look('certificate-erased')
}
