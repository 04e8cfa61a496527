import { expect } from 'vitest'
import { answer, heading, mailedLink, openRequests, pressSign, type Walk } from './walk.ts'

const [leader, clerk] = ['lena@board.example', 'cleo@board.example']
const undecided = [/^By resolution/, 'This has still to be decided']
const lena = { name: 'Lena Leader', role: 'Leader', address: leader, mandate: undecided }

/** A council whose board meets next week: the wrong person is asked, the right one signs, and the desk waits for the board. */
export async function walkOfBoard(walk: Walk): Promise<void> {
  const { page, hands, look } = walk
  const overview = await answer(walk, 'pat@board.example', lena)
  await look('board-answers')
  await hands.follow('A paper for your board')
  await look('board-paper')
  await hands.follow('Say when your board looks at this')
  await look('board-day')
  await page.goto(overview)
  await hands.press('Send for signature')
  await look('board-sent')
  await hands.follow(/^Name somebody else/)
  await look('board-replacement')

  await page.goto(await mailedLink(page, leader))
  await hands.press('Email me a code')
  await hands.follow('I am not the right person')
  await look('board-not-me')
  await hands.press('Ask them to sign')
  await look('board-not-me-refused')
  await hands.write('Full name', 'Cleo Clerk')
  await hands.write('Role', 'Clerk')
  await hands.write('Email address', clerk)
  await hands.press('Ask them to sign')
  expect(await heading(page)).toBe('Thank you')
  await page.goto(await mailedLink(page, leader))
  expect(await heading(page)).toBe('Somebody else signs now')
  await look('board-nobodys-link')

  await openRequests(walk, clerk)
  await look('board-requests')
  await hands.follow(/^Read and sign/)
  expect(await page.getByText(/^Whether to sign the Shropshire Compact 2014 will be put to/).count()).toBe(1)
  await look('board-statement')
  await pressSign(hands, 'Cleo Clerk', 'Shropshire Compact 2014')
  await look('board-signed')
  await hands.follow('Tell us what was decided')
  await look('board-decision')
  await hands.press('It has been decided')
  expect(await page.title()).toMatch(/^Error: /)
  await look('board-decision-refused')
  await page.goto(overview)
  await look('board-waits')
}
