import { expect } from 'vitest'
import { enterDesk, heading, type Walk } from './walk.ts'
import { nextText, nextWelsh } from '../support/drafts.ts'

/**
 * An edition of a new agreement is written, with a mistake in its text, previewed and agreed; a slip of it is put right by
 * two coordinators; and everybody reads what it is, in both of its languages.
 */
export async function walkOfEdition(walk: Walk, accord: string): Promise<void> {
  const { page, hands, look } = walk
  const slug = accord.toLowerCase().replaceAll(' ', '-')
  const own = (text: string) => text.replace('instrument: shropshire-compact', `instrument: ${slug}`)
  await enterDesk(walk)
  await hands.follow('Editions')
  await look('editions')
  await hands.press('Write a new edition')
  await look('draft-details')
  await hands.choose('Which agreement is it an edition of?', 'A new agreement, named below')
  await hands.press('Save')
  expect(await page.title()).toMatch(/^Error: /)
  await look('draft-details-refused')
  await hands.write('Name of the new agreement', accord)
  await hands.write('Area it is for', 'Example Vale')
  await hands.tick('Everybody')
  const begins = page.getByRole('group', { name: 'From which day is it in force?' })
  await begins.getByLabel('Year').fill('2026')
  await hands.press('Save')
  await look('draft')
  await hands.press('Agree, and put it on the register')
  expect(await page.title()).toMatch(/^Error: /)
  await look('draft-not-agreed')
  await hands.press('Add a text')
  await hands.write('Text', own(nextText).replace('2.1 Involve', '3.1 Involve'))
  await hands.press('Save')
  expect(await page.getByRole('alert').innerText()).toMatch(/Line \d+: undertaking 3\.1 stands under theme 2/)
  await look('draft-text-refused')
  await hands.write('Text', own(nextText))
  await hands.press('Save')
  await hands.press('Add a text')
  await page.getByLabel('Or a file').setInputFiles({
    name: 'welsh.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from(own(nextWelsh).replaceAll('\n', '\r\n')),
  })
  await hands.press('Save')
  await hands.follow('Set its themes beside national principles')
  await look('draft-concordance')
  await page.getByRole('group', { name: '2 Effective Engagement' }).getByLabel('Participation').check()
  await hands.press('Save')
  await look('draft-whole')
  await hands.follow(/^Preview/)
  expect(await page.getByText('Draft, not agreed.').count()).toBe(1)
  await look('draft-preview')
  await hands.follow('Back to the draft')
  await hands.press('Agree, and put it on the register')
  expect(await heading(page)).toBe(`${accord} 2026`)
  await look('edition-agreed')
  await hands.follow('Cymraeg')
  await look('edition-in-welsh')
  await hands.follow(accord)
  await look('instrument')
  await page.goto(`/editions/${slug}-2026/changes?from=shropshire-compact-2014`)
  await look('edition-changes')
  await correct(walk, `${slug}-2026`)
}

async function correct(walk: Walk, slug: string): Promise<void> {
  const { page, hands, look } = walk
  await page.goto(`/desk/editions/${slug}/correct-edition`)
  await look('correct-edition')
  const text = page.getByLabel('The whole text, put right')
  await text.fill((await text.inputValue()).replace('before it becomes', 'before it turns into'))
  await hands.write('What was wrong?', 'A word was left from an earlier draft.')
  await hands.press('Propose the correction')
  await page.goto('/desk')
  await hands.press('Sign out')
  await enterDesk(walk, 'approver@example.org')
  await hands.follow(/^Correct a slip in the text/)
  await look('proposal-of-correction')
  await hands.press('Agree, and put it on the register')
  await look('edition-corrected')
}
