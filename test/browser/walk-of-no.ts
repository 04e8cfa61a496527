import { expect } from 'vitest'
import { answer, enterDesk, heading, latestCode, mailedLink, type Walk } from './walk.ts'

const chair = { name: 'Nora Chair', role: 'Chair', address: 'nora@no.example', mandate: [/^By office/] }

/** A community group prepares, thinks better of it, and says no; another one is turned down at the desk. */
export async function walkOfNo(walk: Walk): Promise<void> {
  const { page, hands, look } = walk
  await answer(walk, 'pat@no.example', chair)
  await hands.follow('Decline')
  await look('no-preparer-declines')
  await hands.write('Why? (optional)', 'Our committee voted against it.')
  await hands.press('We decline')
  expect(await heading(page)).toBe('You have declined')
  await look('no-declined')

  await answer(walk, 'pat@no.example', chair)
  await hands.press('Send for signature')
  await page.goto(await mailedLink(page, chair.address))
  await hands.press('Email me a code')
  await hands.write('Code', await latestCode(page))
  await hands.press('Continue')
  await hands.follow('Decline')
  await look('no-signatory-declines')
  await hands.press('We decline')
  await page.goto(await mailedLink(page, chair.address))
  expect(await heading(page)).toBe('This sign-up has ended')
  await look('no-ended')

  await answer(walk, 'pat@no.example', chair)
  await hands.press('Send for signature')
  await enterDesk(walk)
  expect(await page.getByText('Our committee voted against it.').count()).toBeGreaterThan(0)
  await hands.follow(walk.body)
  await hands.press('Turn it down')
  await look('no-refused')
  await hands.write('Why is it turned down?', 'This group is not in our area.')
  await hands.press('Turn it down')
  await hands.follow(walk.body)
  await look('no-desk-declined')
}
