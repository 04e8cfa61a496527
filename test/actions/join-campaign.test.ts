import { describe, expect, it } from 'vitest'
import { joinCampaign, joinNewcomers, listNewcomers } from '../../src/actions/join-campaign.ts'
import { stamp } from '../../src/actions/parts.ts'
import { performAct } from '../../src/actions/perform-act.ts'
import { registerBody } from '../../src/actions/register-body.ts'
import { closeCampaign } from '../../src/actions/run-campaign.ts'
import { sendWave } from '../../src/actions/send-wave.ts'
import { sectorOf, type Kind } from '../../src/core/body-kind.ts'
import { parseFullDay } from '../../src/core/day.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import type { Campaign } from '../../src/storage/read/campaigns.ts'
import { listWaves } from '../../src/storage/read/campaigns.ts'
import { beginCampaign, checkBodies, invitationsOf } from '../support/campaigns.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister, type Register } from '../support/register.ts'
import { recordSignings } from '../support/running-campaign.ts'

/** A campaign that three bodies were invited to, whatever their kinds. */
async function underWay() {
  const register = await openRegister()
  await registerBodies(register.parts, inventBodies(3), 1)
  const campaign = await beginCampaign(register.parts)
  await checkBodies(register.parts, campaign)
  for (const wave of [1, 2, 3]) await sendWave(register.parts, campaign.id, wave)
  return { ...register, campaign }
}

async function addBody({ parts }: Register, name: string, kind: Kind = 'community-group'): Promise<Uuid> {
  const body = { name, kind, sector: sectorOf(kind), identifiers: [] }
  return (await registerBody(parts, body, stamp(parts).id())).id
}

async function joined({ parts, campaign }: { parts: Register['parts']; campaign: Campaign }, body: Uuid) {
  return (await invitationsOf(parts, campaign)).find(({ invitation }) => invitation.body === body)
}

describe('a campaign under way', () => {
  it('misses whoever has signed the edition before since, and takes all of them at once', async () => {
    const one = await underWay()
    const { parts, campaign, editions } = one
    expect(await listNewcomers(parts, campaign)).toEqual([])
    const [late, unsigned] = [await addBody(one, 'Late Singers'), await addBody(one, 'Unsigned Singers')]
    await recordSignings(parts, editions[0]!, [{ body: late, on: parseFullDay('2026-03-04') }])
    expect(await listNewcomers(parts, campaign)).toEqual([{ body: late, kind: 'community-group', why: 'follows' }])
    await Promise.all([joinNewcomers(parts, campaign.id), joinNewcomers(parts, campaign.id)])
    expect(await invitationsOf(parts, campaign)).toHaveLength(4)
    expect(await joined(one, unsigned)).toBeUndefined()
    expect(await listNewcomers(parts, campaign)).toEqual([])
  })

  it('misses what came after one of its bodies, however often that went on', async () => {
    const one = await underWay()
    const { parts, campaign } = one
    const [ended] = await invitationsOf(parts, campaign)
    const [next, last] = [await addBody(one, 'Next Singers'), await addBody(one, 'Last Singers')]
    const coordinator = await one.coordinator()
    const end = { act: 'end-body', on: parseFullDay('2026-03-04'), reason: 'merged' } as const
    const after = (body: Uuid) => [{ body, relation: 'successor', evidence: 'Order of 2026' } as const]
    await performAct(
      parts,
      { ...end, body: ended!.invitation.body, successors: after(next) },
      coordinator,
      stamp(parts).id(),
    )
    await performAct(parts, { ...end, body: next, successors: after(last) }, coordinator, stamp(parts).id())
    expect(await listNewcomers(parts, campaign)).toEqual([{ body: last, kind: 'community-group', why: 'succeeds' }])
    await joinNewcomers(parts, campaign.id)
    expect((await joined(one, last))?.facts.leftOut).toBeNull()
  })

  it('looks at whoever joins before anybody is written to, in a wave that has not been sent', async () => {
    const one = await underWay()
    const { parts, campaign } = one
    await parts.db.$client.execute(
      `UPDATE waves SET sent_at = CASE WHEN number = 2 THEN NULL ELSE '2026-03-04T10:15:00Z' END`,
    )
    const partnership = await addBody(one, 'Vale Partnership', 'partnership')
    const singers = [await addBody(one, 'First Singers'), await addBody(one, 'Second Singers')]
    for (const body of [partnership, ...singers]) await joinCampaign(parts, campaign.id, body)
    const waveOf = async (body: Uuid) => (await joined(one, body))?.invitation.wave
    expect(await Promise.all([partnership, ...singers].map(waveOf))).toEqual([2, 4, 4])
    expect(await sendWave(parts, campaign.id, 4)).toBe(0)
    await checkBodies(parts, campaign)
    expect(await sendWave(parts, campaign.id, 4)).toBe(2)
    await joinCampaign(parts, campaign.id, await addBody(one, 'Third Singers'))
    expect((await listWaves(parts.db, campaign.id)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
  })

  it('takes a body once, and none that has ended or signed, nor any when it is closed', async () => {
    const one = await underWay()
    const { parts, campaign, editions } = one
    const [body, signed, ended] = [
      await addBody(one, 'Vale Singers'),
      await addBody(one, 'Signed Singers'),
      await addBody(one, 'Ended Singers'),
    ]
    const [first, second] = await Promise.all([
      joinCampaign(parts, campaign.id, body),
      joinCampaign(parts, campaign.id, body),
    ])
    expect(second).toBe(first)
    await recordSignings(parts, editions[1]!, [{ body: signed, on: parseFullDay('2026-03-04') }])
    const act = { act: 'end-body', body: ended, on: parseFullDay('2026-03-04'), reason: 'wound-up' } as const
    await performAct(parts, { ...act, successors: [] }, await one.coordinator(), stamp(parts).id())
    await expect(joinCampaign(parts, campaign.id, signed)).rejects.toMatchObject({ kind: 'already-signed' })
    await expect(joinCampaign(parts, campaign.id, ended)).rejects.toMatchObject({ kind: 'body-ended' })
    await closeCampaign(parts, campaign.id)
    const another = await addBody(one, 'Another Choir')
    await expect(joinCampaign(parts, campaign.id, another)).rejects.toMatchObject({ kind: 'already-done' })
  })
})
