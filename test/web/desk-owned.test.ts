import { expect, it } from 'vitest'
import { sendWave } from '../../src/actions/send-wave.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { browserBefore } from '../support/app.ts'
import { beginCampaign, checkBodies, invitationsOf } from '../support/campaigns.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'
import { tokenFor } from '../support/stage.ts'

it('an organisation is handed to a coordinator with nothing to do next, and each sees what they look after', async () => {
  const { parts, clock } = await openRegister()
  await registerBodies(parts, inventBodies(3), 1)
  const campaign = await beginCampaign(parts)
  await checkBodies(parts, campaign)
  for (const wave of [1, 2, 3]) await sendWave(parts, campaign.id, wave)
  await parts.db.$client.execute('UPDATE invitations SET reminders = 3')
  clock.now += 30 * 86_400_000
  const [first, second] = await listCoordinators(parts.db)
  const [mine, theirs] = await invitationsOf(parts, campaign)
  const place = `/desk/campaigns/${campaign.id}/bodies`
  const browser = browserBefore(parts)
  browser.sit('desk', await tokenFor(parts, 'coordinator', first!.id), '/desk')
  const hand = async (invitation: string, owner: string) => {
    const page = await browser.open(`${place}/${invitation}`)
    return browser.press(page, 'Save who does what', { owner })
  }
  await hand(mine!.invitation.id, first!.id)
  await hand(theirs!.invitation.id, first!.id)
  await hand(theirs!.invitation.id, second!.id)
  const rows = await invitationsOf(parts, campaign)
  expect(rows.map(({ invitation: { owner, nextStep, nextOn } }) => [owner, nextStep, nextOn])).toEqual([
    [first!.id, null, null],
    [second!.id, null, null],
    [null, null, null],
  ])
  const links = async (address: string) => {
    const { html } = await browser.open(address)
    return rows.filter(({ invitation }) => html.includes(`${place}/${invitation.id}`)).map(({ body }) => body.name)
  }
  expect(await links(`${place}?owner=${first!.id}`)).toEqual([mine!.body.name])
  expect(await links(`${place}?owner=${second!.id}&errand=call`)).toEqual([theirs!.body.name])
  expect(await links(`${place}?owner=${second!.id}&errand=wait`)).toEqual([])
  expect(await links('/desk')).toEqual(rows.map(({ body }) => body.name))
  expect(await links('/desk?mine=yes')).toEqual([mine!.body.name])
})
