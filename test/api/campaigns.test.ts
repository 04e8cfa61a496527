import { expect, it } from 'vitest'
import { courtProspect } from '../../src/actions/court-prospect.ts'
import { stamp } from '../../src/actions/parts.ts'
import { sendWave } from '../../src/actions/send-wave.ts'
import { makeToken } from '../../src/actions/tokens.ts'
import { appOf } from '../support/app.ts'
import { beginCampaign, checkBodies, invitationsOf } from '../support/campaigns.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'

/** A campaign of five, of whom those in the first two waves were invited, and a program that reads of it. */
async function readingProgram() {
  const register = await openRegister()
  const { parts } = register
  await registerBodies(parts, inventBodies(5), 1)
  const campaign = await beginCampaign(parts)
  await checkBodies(parts, campaign)
  const sent = (await sendWave(parts, campaign.id, 1)) + (await sendWave(parts, campaign.id, 2))
  const wish = { name: 'Our figures', scopes: ['read:desk'], days: 1 } as const
  const { token } = await makeToken(parts, wish, await register.coordinator())
  const headers = { authorization: `Bearer ${token}` }
  const ask = async (path: string) => appOf(parts).request(`http://localhost:8787/api/v1/desk${path}`, { headers })
  return { ...register, campaign, sent, ask }
}

it('a program reads a campaign with its counts, and whom to write to in no answer', async () => {
  const { campaign, sent, ask } = await readingProgram()
  expect(await (await ask('/campaigns')).json()).toMatchObject({ campaigns: [{ id: campaign.id, target: 5 }] })
  const one = await (await ask(`/campaigns/${campaign.id}`)).json()
  expect(one).toMatchObject({ organisations: 5, to: expect.any(String), closedAt: null })
  expect(one.progress).toContainEqual({ progress: 'sent', count: sent })
  expect(one.progress).toContainEqual({ progress: 'not-sent', count: 5 - sent })
  const text = await (await ask(`/campaigns/${campaign.id}/invitations`)).text()
  expect(text).not.toMatch(/vale\.example|Cleo Clerk/)
})

it('a program reads invitations a page at a time, of all or of those that stand somewhere', async () => {
  const { parts, campaign, sent, ask } = await readingProgram()
  const names = (await invitationsOf(parts, campaign)).map(({ body }) => body.name)
  const read: string[] = []
  let path = `/campaigns/${campaign.id}/invitations?limit=2`
  for (let n = 0; path !== '' && n < 9; n += 1) {
    const answer = await ask(path)
    const { total, invitations } = await answer.json()
    expect(total).toBe(5)
    read.push(...invitations.map(({ name }: { name: string }) => name))
    path = /\/desk(\/campaigns[^>]*)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1] ?? ''
  }
  expect(read).toEqual(names)
  const some = await (await ask(`/campaigns/${campaign.id}/invitations?progress=sent`)).json()
  expect([some.total, some.invitations.length]).toEqual([sent, sent])
  expect((await ask(`/campaigns/${campaign.id}/invitations?progress=asleep`)).status).toBe(422)
})

it('a program reads prospects and how far each has come', async () => {
  const { parts, campaign, ask, coordinator } = await readingProgram()
  const { id: owner, name } = await coordinator()
  const step = { owner, nextStep: 'Write to the chair', nextOn: campaign.closesOn }
  await courtProspect(parts, { name: 'Vale Singers', kind: 'community-group', ...step }, stamp(parts).id())
  expect(await (await ask('/prospects')).json()).toMatchObject({
    prospects: [{ name: 'Vale Singers', state: 'outside', body: null, owner: name }],
  })
})
