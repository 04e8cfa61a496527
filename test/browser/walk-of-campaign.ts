import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Hands } from '../support/hands.ts'
import { enterDesk, heading, type Walk } from './walk.ts'

/** A campaign: begun, its organisation checked and invited, called, answered in every way, and closed; and a prospect beside it. */
export async function walkOfCampaign(walk: Walk): Promise<void> {
  const { page, hands, look, body } = walk
  await enterDesk(walk)
  await page.goto('/desk/bodies')
  await hands.write('Full name', body)
  await hands.choose('Kind of organisation', 'Community group')
  await hands.press('Add to the register')

  await page.goto('/desk')
  await hands.follow('Campaigns')
  await hands.press('Begin the campaign')
  await look('campaigns-refused')
  await hands.write('Name of the campaign', `Renewal of ${body}`)
  await hands.choose('What are they invited to sign?', 'Compact Memorandum of Understanding (illustrative)')
  await hands.press('Begin the campaign')
  expect(await heading(page)).toBe(`Renewal of ${body}`)
  await look('campaign')
  const campaign = page.url()

  await hands.follow('Change the waves')
  await look('campaign-waves')
  await hands.press('Save the waves')
  await hands.follow('Add organisations')
  await hands.write('Name or number of the organisation', body)
  await hands.press('Search')
  await look('campaign-newcomers')
  await page.goto(campaign)
  await hands.follow(/^Check whether it still exists/)
  await look('campaign-bodies')
  await page.goto(`${campaign}/bodies?kind=community-group`)
  await findBody(walk)
  await look('campaign-body')
  await hands.press('Save')
  await look('campaign-body-refused')
  await nameContact(hands, 'Cleo Contact', addressOf(body, 'cleo'))
  await page.goto(campaign)
  await hands.press(/^Invite 1 organisation/)

  await page.goto(await invitationOf(page, addressOf(body, 'cleo')))
  await look('invitation')
  await hands.press('Save the day')
  await look('invitation-refused')
  await hands.write('Their name', 'Nia Right')
  await hands.write('Their role', 'Chair')
  await hands.write('Their email address', addressOf(body, 'nia'))
  await hands.press('Write to them instead')
  await look('invitation-reassigned')
  await page.goto(`${await invitationOf(page, addressOf(body, 'nia'))}/stop`)
  await look('invitation-stop')
  await page.goto(await invitationOf(page, addressOf(body, 'nia')))
  await hands.write('Why? (optional)', 'Not this year')
  await hands.press('We decline')
  expect(await heading(page)).toBe('You have declined')
  await page.goto(await invitationOf(page, addressOf(body, 'nia')))
  await look('invitation-declined')
  await hands.press('Start')
  expect(await heading(page)).toContain('sign')

  await page.goto(`${campaign}/progress`)
  await look('campaign-progress')
  await page.goto(`${campaign}/bodies?progress=started`)
  await look('campaign-started')
  await findBody(walk)
  await noteCall(hands, 'They will sign after their summer meeting.')
  await look('campaign-noted')

  await page.goto('/desk')
  await hands.follow('Prospects')
  await hands.press('Add it')
  await look('prospects-refused')
  await hands.write('Name of the organisation', `Friends of ${body}`)
  await hands.choose('Kind of organisation', 'Community group')
  await page.getByLabel('Who looks after it?').selectOption({ index: 1 })
  await hands.write('Next step', 'Write to the chair')
  await hands.write('Day', '14')
  await hands.write('Month', '4')
  await hands.write('Year', '2027')
  await hands.press('Add it')
  await look('prospect')
  await hands.press('Close this prospect')
  await look('prospects')

  await page.goto(campaign)
  await hands.press('Begin a quiet time')
  await look('campaign-quiet')
  await hands.press('Close the campaign')
  await look('campaign-closed')
  await page.goto(`${campaign}/closing`)
  await look('campaign-closing')
  await page.goto('/desk')
  await hands.press('Sign out')
}

/** Says that an organisation exists still, and whom to write to. */
export async function nameContact(hands: Hands, name: string, address: string): Promise<void> {
  await hands.tick('Yes, and this is whom to write to')
  await hands.write('Contact’s name', name)
  await hands.write('Contact’s role', 'Secretary')
  await hands.write('Contact’s email address', address)
  await hands.write('Telephone number (optional)', '01743 000000')
  await hands.press('Save')
}

/** Writes down what somebody said on the telephone. */
export async function noteCall(hands: Hands, words: string): Promise<void> {
  await hands.tick('A telephone call')
  await hands.write('What was said?', words)
  await hands.press('Keep it')
}

/** The organisation may be on a later page of the list. */
export async function findBody({ page, hands, body }: Pick<Walk, 'page' | 'hands' | 'body'>): Promise<void> {
  while ((await page.getByRole('link', { name: body, exact: true }).count()) === 0) await hands.follow(/^Next/)
  await hands.follow(body)
}

function addressOf(body: string, who: string): string {
  // Short enough to be read whole on a telephone, and another on each walk.
  return `${who}-${body.length}@cg.example`
}

/** The link in the latest invitation to somebody. */
export async function invitationOf(page: Page, address: string): Promise<string> {
  const mailbox = await (await page.context().request.get('/mailbox')).text()
  const mail = mailbox
    .split('<article')
    .find((one) => one.includes(`To ${address}`) && one.includes('/sign/invitations/'))
  return /\/sign\/invitations\/[\w-]+/.exec(mail ?? '')?.[0] ?? ''
}
