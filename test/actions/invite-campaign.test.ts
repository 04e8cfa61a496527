import { describe, expect, it } from 'vitest'
import { declineInvited, startInvited } from '../../src/actions/answer-invitation.ts'
import { inviteCampaign, listCampaignsOf } from '../../src/actions/invite-campaign.ts'
import { stamp } from '../../src/actions/parts.ts'
import { planEvent } from '../../src/actions/plan-event.ts'
import { closeCampaign } from '../../src/actions/run-campaign.ts'
import { sendWave } from '../../src/actions/send-wave.ts'
import { tellEvent } from '../../src/actions/tell-event.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { beginCampaign, checkBodies, invitationsOf, linkOf } from '../support/campaigns.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'
import { recordSignings } from '../support/running-campaign.ts'

/** A campaign of five, and a meeting at which its edition is signed. */
async function planned() {
  const register = await openRegister()
  const { parts } = register
  await registerBodies(parts, inventBodies(5), 1)
  const campaign = await beginCampaign(parts)
  await checkBodies(parts, campaign)
  for (const wave of [1, 2, 3]) await sendWave(parts, campaign.id, wave)
  const event = stamp(parts).id()
  const what = { edition: campaign.toEdition, language: 'en' }
  await planEvent(parts, event, { ...what, name: 'An evening', onDay: parseFullDay('2026-03-10') })
  return { ...register, campaign, event, by: await register.coordinator() }
}

describe('a signing event', () => {
  it('takes everybody of a campaign who has not signed at once, with the sign-up that they have begun', async () => {
    const { parts, campaign, event, by, editions } = await planned()
    const [signed, declines, begun, ...others] = await invitationsOf(parts, campaign)
    await recordSignings(parts, editions[1]!, [{ body: signed!.invitation.body, on: parseFullDay('2026-03-04') }])
    await declineInvited(parts, await linkOf(parts, declines!.invitation.id), '')
    const { id } = await startInvited(parts, await linkOf(parts, begun!.invitation.id))
    const add = async () => inviteCampaign(parts, event, campaign.id, by)
    await Promise.all([add(), add()])
    const { attendees } = await tellEvent(parts, event)
    expect(attendees.map(({ body }) => body)).toEqual([begun, ...others].map((row) => row!.body.name).toSorted())
    expect(attendees.filter(({ signUp }) => signUp.id === id)).toMatchObject([{ body: begun!.body.name }])
    expect(attendees.find(({ signUp }) => signUp.id !== id)?.signUp.preparer.address).toBe(by.address)
    await add()
    expect((await tellEvent(parts, event)).attendees).toHaveLength(3)
  })

  it('takes none of a campaign for something else, or of one that is closed', async () => {
    const { parts, campaign, event, by, editions } = await planned()
    const another = stamp(parts).id()
    const what = { edition: editions[0]!, language: 'en' }
    await planEvent(parts, another, { ...what, name: 'Another', onDay: parseFullDay('2026-03-10') })
    await expect(inviteCampaign(parts, another, campaign.id, by)).rejects.toMatchObject({ kind: 'already-done' })
    expect(await listCampaignsOf(parts, await tellEvent(parts, event))).toMatchObject([{ id: campaign.id }])
    await closeCampaign(parts, campaign.id)
    await expect(inviteCampaign(parts, event, campaign.id, by)).rejects.toMatchObject({ kind: 'already-done' })
  })
})
