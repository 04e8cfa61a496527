import { describe, expect, it } from 'vitest'
import { courtProspect, inviteProspect, requireProspect, tieProspect } from '../../src/actions/court-prospect.ts'
import { followProspects } from '../../src/actions/follow-prospects.ts'
import { stamp } from '../../src/actions/parts.ts'
import { registerBody } from '../../src/actions/register-body.ts'
import { tellProspects } from '../../src/actions/tell-prospects.ts'
import { parseFullDay } from '../../src/core/day.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { findInvitation } from '../../src/storage/read/campaigns.ts'
import { listProspects } from '../../src/storage/read/prospects.ts'
import { beginCampaign } from '../support/campaigns.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'
import { recordSignings } from '../support/running-campaign.ts'

/** A register on which somebody courts the singers of the vale. */
async function courting(name = 'Vale Singers') {
  const register = await openRegister()
  const { parts } = register
  const prospect = stamp(parts).id()
  const step = { owner: (await register.coordinator()).id, nextStep: 'Write', nextOn: parseFullDay('2026-04-14') }
  const court = async () => courtProspect(parts, { name, kind: 'community-group', ...step }, prospect)
  const addBody = async (called = name): Promise<Uuid> => {
    const body = { name: called, kind: 'community-group', sector: 'vcs' } as const
    return (await registerBody(parts, { ...body, identifiers: [] }, stamp(parts).id())).id
  }
  const courtship = async () => (await tellProspects(parts, [await requireProspect(parts, prospect)]))[0]?.courtship
  return { ...register, prospect, court, addBody, courtship }
}

describe('a prospect', () => {
  it('is followed from outside onto the register and into its signing, and leaves the list', async () => {
    const { parts, editions, prospect, court, addBody, courtship } = await courting()
    await court()
    expect(await courtship()).toBe('outside')
    const body = await addBody('VALE  SÏNGERS')
    await followProspects(parts)
    expect([(await requireProspect(parts, prospect)).body, await courtship()]).toEqual([body, 'registered'])
    await recordSignings(parts, editions[0]!, [{ body, on: parseFullDay('2026-03-04') }])
    expect(await courtship()).toBe('signed')
    await followProspects(parts)
    expect(await listProspects(parts.db)).toEqual([])
  })

  it('is signing as soon as a sign-up is under way in its name', async () => {
    const one = await courting()
    await one.court()
    await one.signUp({ body: { name: 'Vale Singers' } })
    expect(await one.courtship()).toBe('signing')
  })

  it('is known at once where it is on the register, and is not done by what it signed before', async () => {
    const one = await courting()
    const body = await one.addBody()
    await recordSignings(one.parts, one.editions[0]!, [{ body, on: parseFullDay('2026-03-04') }])
    one.clock.now += 86_400_000
    await one.court()
    expect(await one.courtship()).toBe('registered')
  })

  it('is not guessed where two have its name, and is whichever the desk says', async () => {
    const one = await courting()
    const [, second] = [await one.addBody(), await one.addBody()]
    await one.court()
    expect(await one.courtship()).toBe('outside')
    await expect(inviteProspect(one.parts, one.prospect, stamp(one.parts).id())).rejects.toMatchObject({
      kind: 'incomplete',
    })
    await tieProspect(one.parts, one.prospect, second)
    expect(await one.courtship()).toBe('registered')
  })

  it('is asked by a campaign under way', async () => {
    const one = await courting()
    const { parts, prospect } = one
    await registerBodies(parts, inventBodies(2), 1)
    const campaign = await beginCampaign(parts)
    const body = await one.addBody()
    await one.court()
    const invitation = await inviteProspect(parts, prospect, campaign.id)
    expect(await findInvitation(parts.db, invitation)).toMatchObject({ body, checkedAt: null, invitedAt: null })
    expect(await one.courtship()).toBe('invited')
  })
})
