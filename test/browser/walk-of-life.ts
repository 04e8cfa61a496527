import { expect } from 'vitest'
import { enterDesk, heading, type Walk } from './walk.ts'

/**
 * What becomes of a signatory: its end is announced, and it is proposed to void its signing. A second coordinator, who is
 * to agree, turns that down.
 */
export async function walkOfLife(walk: Walk, reference: string): Promise<void> {
  const { page, hands, look, body } = walk
  await page.goto('/desk')
  await hands.write('Find an organisation', 'Town')
  await hands.press('Find')
  await look('find')
  await hands.follow(body)
  await look('desk-body')
  await hands.follow('Announce an end')
  await look('act')
  await hands.press('Record the announcement')
  expect(await page.title()).toMatch(/^Error: /)
  await look('act-refused')
  await hands.write('Month', '5')
  await hands.write('Year', '2058')
  await hands.choose('What will happen?', 'It was merged')
  await hands.press('Record the announcement')
  expect(await page.getByText('May 2058').count()).toBeGreaterThan(0)
  await look('body-end-announced')

  await page.goto(`/desk/signings/${reference}/void-signing`)
  await look('act-upon-signing')
  await hands.choose('What was wrong?', 'It was entered in error')
  await hands.write('What happened?', 'The clerk of another council was meant.')
  await hands.press('Propose to void')
  expect(await heading(page)).toBe('A second coordinator has to agree')
  await look('proposed')
  await page.goto('/desk')
  await look('desk-proposals')
  await hands.press('Sign out')
  await enterDesk(walk, 'approver@example.org')
  await hands.follow(`Say that a signing was entered in error: ${body}`)
  await look('proposal')
  await hands.press('Turn it down')
  expect(await page.title()).toMatch(/^Error: /)
  await look('proposal-refused')
  await hands.write('Or turn it down: why?', 'It was the right one.')
  await hands.press('Turn it down')
  await hands.press('Sign out')
  await enterDesk(walk)
  await page.goto('/desk/editions/shropshire-compact-2014/extend-edition')
  await look('act-upon-edition')
}
