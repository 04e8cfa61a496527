import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { declineInvited, setInvitedBoardDay } from '../../src/actions/answer-invitation.ts'
import { now, stamp } from '../../src/actions/parts.ts'
import { performAct } from '../../src/actions/perform-act.ts'
import { sendWave } from '../../src/actions/send-wave.ts'
import { stopMail } from '../../src/actions/stop-mail.ts'
import { warnLapse } from '../../src/actions/warn-lapse.ts'
import { addDays, londonDay, parseDay, parseFullDay } from '../../src/core/day.ts'
import { exampleVale } from '../../src/demonstration.ts'
import { beginCampaign, checkBodies, invitationsOf, linkOf } from '../support/campaigns.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { faults, openRegister, type Register } from '../support/register.ts'

const day = 86_400_000
const both = ['approver@example.org', 'coordinator@example.org']
// The register of a test opens on 4 March.
const ends = parseFullDay('2026-06-02')

/** A campaign for the later edition, of bodies whose signings of the earlier one count until 2 June. */
async function underWay(count: number) {
  const register = await openRegister(exampleVale({ succession: parseFullDay('2026-03-01'), transitionEnds: ends }))
  const { parts } = register
  await registerBodies(parts, inventBodies(count), 1)
  const campaign = await beginCampaign(parts)
  await checkBodies(parts, campaign)
  for (const wave of [1, 2, 3]) await sendWave(parts, campaign.id, wave)
  return { ...register, campaign }
}

/** Whom a mail of the two was written to, in order. */
async function told({ parts }: Pick<Register, 'parts'>, template: 'lapse' | 'lapse-ahead'): Promise<readonly string[]> {
  const rows = await parts.db.all<{ address: string }>(
    sql`SELECT address FROM mails WHERE template = ${template} ORDER BY address`,
  )
  return rows.map(({ address }) => address)
}

it('four weeks before signings lapse, every coordinator and every body that has not answered is told once', async () => {
  const one = await underWay(6)
  const { parts, clock, campaign } = one
  const [declines, stops, atBoard, leaves, silent, other] = await invitationsOf(parts, campaign)
  const token = async (row: typeof declines) => linkOf(parts, row!.invitation.id)
  await declineInvited(parts, await token(declines), '')
  await stopMail(parts, await token(stops))
  await setInvitedBoardDay(parts, await token(atBoard), addDays(londonDay(now(parts)), 100))
  const by = await one.coordinator()
  const left = { act: 'end-body', body: leaves!.invitation.body, on: parseDay('2026-03-04'), reason: 'merged' } as const
  await performAct(parts, { ...left, successors: [] }, by, stamp(parts).id())

  const silentOnes = [silent, other].map((row) => row!.contact!.address)
  const start = clock.now
  for (const days of [61, 62, 63, 70, 90]) {
    clock.now = start + days * day
    await Promise.all([warnLapse(parts), warnLapse(parts)])
    expect([days, new Set(await told(one, 'lapse'))]).toEqual([days, new Set(days < 62 ? [] : silentOnes)])
    expect([days, await told(one, 'lapse-ahead')]).toEqual([days, days < 62 ? [] : both])
  }
  expect(await told(one, 'lapse')).toHaveLength(2)
  const [mail] = await one.mailbox('coordinator@example.org')
  expect(mail?.subject).toBe('Example Vale Compact 2019: signings lapse after 2 June 2026')
  expect(mail?.text).toContain('5 organisations')
  await one.check()
})

it('whoever was written to a few days ago is told once that has rested, and after a transition was extended once more', async () => {
  const one = await underWay(1)
  const { parts, clock } = one
  clock.now += 88 * day
  await parts.db.$client.execute(`UPDATE invitations SET last_mail_at = '2026-05-26T10:15:00Z'`)
  await warnLapse(parts)
  expect(await told(one, 'lapse')).toHaveLength(0)
  clock.now += 2 * day
  await warnLapse(parts)
  expect(await told(one, 'lapse')).toHaveLength(1)
  const [, edition] = one.editions
  const act = {
    act: 'extend-edition',
    edition: edition!,
    transitionEnds: addDays(ends, 45),
    reason: 'Some boards meet late.',
  } as const
  await performAct(parts, act, await one.coordinator(), stamp(parts).id())
  await warnLapse(parts)
  clock.now += 18 * day
  await warnLapse(parts)
  expect([await told(one, 'lapse'), await told(one, 'lapse-ahead')]).toEqual([
    expect.objectContaining({ length: 2 }),
    both.flatMap((address) => [address, address]),
  ])
})

it.each(faults)('a notice whose write %s is written once', async (fault) => {
  const one = await underWay(2)
  const { parts, clock } = one
  clock.now += 70 * day
  one.breakNextWrite(fault, 1)
  await expect(warnLapse(parts)).rejects.toThrow('went dead')
  await Promise.all([warnLapse(parts), warnLapse(parts)])
  expect([await told(one, 'lapse'), await told(one, 'lapse-ahead')]).toEqual([
    expect.objectContaining({ length: 2 }),
    both,
  ])
})
