import { expect } from 'vitest'
import { walkOfChange } from './walk-of-change.ts'
import { enterDesk, heading, mailedLink, openRequests, pressSign, type Walk } from './walk.ts'

const editions = ['Shropshire Compact 2014', 'Compact Memorandum of Understanding'] as const

type Signatory = { name: string; role: string; address: string }
const chair = { name: 'Chris Chair', role: 'Chair', address: 'chris@charity.example' }
const secretary = { name: 'Sara Secretary', role: 'Secretary', address: 'sara@charity.example' }

/** A charity signs both editions by two people, the second first; it is sent back, mended, and signed anew. */
export async function walkOfTwo(walk: Walk): Promise<void> {
  const { page, hands, look } = walk
  await prepareForTwo(walk)
  await look('two-answers')
  await hands.follow('Change your own statement')
  await look('two-own-words')
  await hands.write('A short public statement (optional)', 'We have worked in this way since 1987.')
  await hands.write(/^2\. .*Shropshire Compact 2014/, 'We answer every letter within a week.')
  await hands.press('Save and continue')
  await look('two-own-answers')
  // Asked of whoever signs on behalf of members, and open to every preparer.
  const { pathname } = new URL(page.url())
  await page.goto(`${pathname}/members`)
  await look('two-members')
  await page.goto(pathname)
  await hands.press('Send for signature')
  await look('two-sent')
  await hands.press(`Send the email again to ${chair.name}`)
  await look('two-reminded')
  await signBoth(walk, secretary, 'two-second')
  await signBoth(walk, chair)

  await enterDesk(walk)
  await hands.follow(walk.body)
  await look('two-check')
  await hands.write('What has to be changed?', 'The minute is missing. Please give its reference.')
  await hands.press('Send back')
  await look('two-returned')

  await page.goto(await mailedLink(page, 'pat@charity.example'))
  await look('two-resume')
  await hands.press('Go on')
  expect(await page.getByText('The minute is missing.').count()).toBe(1)
  await look('two-mend')
  await hands.follow(/^Change minute|^Answer minute|^Change who signs/)
  await hands.write(/^Minute reference/, 'Minute 3/26')
  await hands.press('Save and continue')
  await hands.press('Send for signature')
  await signBoth(walk, chair)
  await signBoth(walk, secretary)
  await page.goto('/desk')
  await hands.follow(walk.body)
  await hands.tick(/^I phoned back/)
  await hands.press('Accept onto the register')
  expect(await page.getByRole('link', { name: /^EX-/ }).count()).toBe(2)
  await look('two-accepted')
  await page.goto(pathname)
  await look('two-evidence')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: `Download the evidence of ${chair.name} for the ${editions[0]}` }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^evidence-.*-1\.zip$/)
  await walkOfChange(walk, editions[1])
}

async function prepareForTwo({ page, hands, look, body }: Walk): Promise<void> {
  await page.goto('/sign/start')
  await look('sign-start')
  await hands.write('Your name', 'Pat Preparer')
  await hands.write('Your email address', 'pat@charity.example')
  await hands.press('Continue')
  await hands.write('Full name', body)
  await hands.choose('Kind of organisation', 'Registered charity')
  await hands.press('Save and continue')
  for (const edition of editions) await hands.tick(new RegExp(`^${edition}`))
  await hands.press('Save and continue')
  await look('two-signatory')
  for (const { name, role, address } of [chair, secretary]) {
    await hands.write('Full name', name)
    await hands.write('Role', role)
    await hands.write('Email address', address)
    await hands.tick(/^By office/)
    await hands.tick(/^Publish the role only/)
    if (role === secretary.role) await look('two-second-signatory')
    await hands.press('Save and continue')
  }
  const overview = page.url()
  await hands.follow('Sign on paper instead')
  await look('two-paper')
  await page.goto(overview)
}

async function signBoth(walk: Walk, { name, address }: Signatory, pictures?: string): Promise<void> {
  const { page, hands, look } = walk
  await openRequests(walk, address)
  for (const edition of editions) {
    if (pictures !== undefined) await look(`${pictures}-${edition === editions[0] ? 'asked' : 'half'}`)
    await hands.follow(new RegExp(`^Read and sign.*${edition}`))
    await pressSign(hands, name, edition)
  }
  expect(await heading(page)).toBe('You have signed')
  if (pictures !== undefined) await look(`${pictures}-signed`)
}
