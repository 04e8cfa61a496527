import { expect } from 'vitest'
import { enterDesk, heading, type Walk } from './walk.ts'

/** Somebody reports a mistake on a certificate, and the desk answers. */
export async function walkOfMistake(walk: Walk, reference: string): Promise<void> {
  const { page, hands, look } = walk
  await page.goto(`/certificates/${reference}`)
  await hands.follow(/^Number \d+ of the log/)
  await look('entry')
  await page.goto(`/certificates/${reference}`)
  await hands.follow('Report a mistake')
  await look('mistake')
  await hands.press('Send')
  await look('mistake-empty')
  await hands.write('What is wrong?', 'The role is another one')
  await hands.write('Email address (optional)', 'wanda@example.org')
  await hands.press('Send')
  expect(await heading(page)).toBe('Thank you')
  await look('mistake-sent')

  await page.goto('/desk')
  if ((await heading(page)) !== 'The desk') await enterDesk(walk)
  await look('desk-with-report')
  await hands.follow(new RegExp(`^Certificate ${reference}`))
  await look('report')
  await hands.press('Send the answer')
  await look('report-empty')
  await hands.tick('Nothing is wrong')
  await hands.write('What did you find?', 'The minute says the same.')
  await hands.press('Send the answer')
  expect(await heading(page)).toBe('The desk')
}
