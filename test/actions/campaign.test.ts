import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import {
  declineInvited,
  findInvited,
  reassignInvited,
  setInvitedBoardDay,
  startInvited,
} from '../../src/actions/answer-invitation.ts'
import { checkBody } from '../../src/actions/check-body.ts'
import { erasePerson } from '../../src/actions/erase-person.ts'
import { fillInSignUp, requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { makeCampaign } from '../../src/actions/make-campaign.ts'
import { now, stamp } from '../../src/actions/parts.ts'
import { performAct } from '../../src/actions/perform-act.ts'
import { remind } from '../../src/actions/remind.ts'
import { closeCampaign, quietenCampaign, writeAgain } from '../../src/actions/run-campaign.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { sendWave } from '../../src/actions/send-wave.ts'
import type { CampaignPlan } from '../../src/core/campaign-plan.ts'
import { progressOf } from '../../src/core/campaign.ts'
import { addDays, londonDay, parseFullDay } from '../../src/core/day.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { groupFacts } from '../../src/storage/read/campaigns.ts'
import { beginCampaign, checkBodies, invitationsOf, linkOf, planOf } from '../support/campaigns.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { faults, openRegister, type Register } from '../support/register.ts'

const day = 86_400_000
const other = { name: 'Nia New', role: 'Chair', phone: null, language: 'cy' } as const

/** A campaign of so many bodies, each with somebody to write to. */
async function underWay(count = 3) {
  const register = await openRegister()
  await registerBodies(register.parts, inventBodies(count), 1)
  const campaign = await beginCampaign(register.parts)
  await checkBodies(register.parts, campaign)
  return { ...register, campaign }
}
type UnderWay = Awaited<ReturnType<typeof underWay>>

async function sendAll({ parts, campaign }: UnderWay): Promise<number> {
  let written = 0
  for (const wave of [1, 2, 3]) written += await sendWave(parts, campaign.id, wave)
  return written
}

/** How often each mailbox was written to about an invitation. */
async function mailsTo({ parts }: Pick<Register, 'parts'>): Promise<Readonly<Record<string, number>>> {
  const rows = await parts.db.all<{ address: string; n: number }>(
    sql`SELECT address, count(*) AS n FROM mails WHERE invitation IS NOT NULL GROUP BY 1`,
  )
  return Object.fromEntries(rows.map(({ address, n }) => [address, n]))
}

async function progressesOf({ parts, campaign }: UnderWay) {
  const today = londonDay(now(parts))
  return (await invitationsOf(parts, campaign)).map(({ facts }) => progressOf(facts, campaign.chase, today))
}

describe('a campaign', () => {
  it('begins with everybody who has a live signing of the edition before, once however often it is pressed', async () => {
    const { parts } = await openRegister()
    await registerBodies(parts, inventBodies(10), 2)
    const [plan, key] = [await planOf(parts), stamp(parts).id()]
    const [campaign, again] = await Promise.all([makeCampaign(parts, plan, key), makeCampaign(parts, plan, key)])
    expect(again).toEqual(campaign)
    expect(campaign.target).toBe(5)
    expect(await invitationsOf(parts, campaign)).toHaveLength(5)
    await expect(beginCampaign(parts)).rejects.toMatchObject({ kind: 'already-done', field: 'to' })
    await closeCampaign(parts, campaign.id)
    await expect(beginCampaign(parts)).resolves.toMatchObject({ target: 5 })
  })

  it.each([
    ['of an edition to itself', 'to', (plan: CampaignPlan) => ({ fromEdition: plan.toEdition })],
    ['that ends before its target', 'closes-day', () => ({ closesOn: parseFullDay('2026-03-05') })],
    ['that asks for more than there are', 'target', () => ({ target: 6 })],
    ['that asks for nothing', 'target', () => ({ target: 0 })],
  ])('%s is refused, by its field', async (_what, field, change) => {
    const { parts, editions } = await openRegister()
    await registerBodies(parts, inventBodies(5), 1)
    const plan = await planOf(parts, { toEdition: editions[0]! })
    const sound = { ...plan, toEdition: field === 'to' ? plan.toEdition : editions[1]! }
    await expect(makeCampaign(parts, { ...sound, ...change(sound) }, stamp(parts).id())).rejects.toMatchObject({
      field,
    })
  })
})

describe('a wave', () => {
  it('goes to whoever was looked at, and once', async () => {
    const register = await openRegister()
    const { parts } = register
    await registerBodies(parts, inventBodies(12), 1)
    const campaign = await beginCampaign(parts)
    const one = { ...register, campaign }
    expect(await sendAll(one)).toBe(0)
    await checkBodies(parts, campaign)
    const [first] = await invitationsOf(parts, campaign)
    await checkBody(parts, first!.invitation.id, { leftOut: 'by-hand' }, await register.coordinator())
    expect(await sendAll(one)).toBe(11)
    expect(await sendAll(one)).toBe(0)
    expect(Object.values(await mailsTo(one))).toEqual(Array.from({ length: 11 }, () => 1))
  })

  it.each(faults)('is sent whole when it is pressed again after a write that %s', async (fault) => {
    const one = await underWay(6)
    one.breakNextWrite(fault)
    await expect(sendAll(one)).rejects.toThrow('went dead')
    await Promise.all([sendAll(one), sendAll(one)])
    expect(Object.values(await mailsTo(one))).toEqual(Array.from({ length: 6 }, () => 1))
    await one.check()
  })
})

it('what a contact was mailed opens nothing once they are erased, and nothing when somebody else is written to', async () => {
  const one = await underWay(1)
  const { parts, campaign } = one
  await sendAll(one)
  const [row] = await invitationsOf(parts, campaign)
  if (!row?.contact?.address) throw new Error('somebody was invited')
  const { id } = row.invitation
  const token = await linkOf(parts, id)
  const asker = { address: parseMailAddress(row.contact.address), name: undefined }
  await erasePerson(parts, { ...asker, digests: [], kept: true, ground: 'objection', key: stamp(parts).id() })
  await expect(startInvited(parts, token)).rejects.toMatchObject({ kind: 'link-expired' })
  const contact = { ...other, address: parseMailAddress('nia@vale.example') }
  await checkBody(parts, id, { contact }, await one.coordinator())
  await writeAgain(parts, id)
  await expect(startInvited(parts, token)).rejects.toMatchObject({ kind: 'link-expired' })
  await expect(startInvited(parts, await linkOf(parts, id))).resolves.toHaveProperty('id')
  await one.check()
})

describe('a reminder', () => {
  it('goes by rule, and one after an outage, to nobody who must not get one', async () => {
    const one = await underWay(7)
    const { parts, clock, campaign } = one
    await sendAll(one)
    const [declines, stops, atBoard, ended, suspended, leftOut, silent] = await invitationsOf(parts, campaign)
    await declineInvited(parts, await linkOf(parts, declines!.invitation.id), '')
    await parts.db.$client.execute(
      `UPDATE invitations SET stopped_at = '2026-03-04T11:00:00Z' WHERE id = '${stops!.invitation.id}'`,
    )
    const link = await linkOf(parts, atBoard!.invitation.id)
    await setInvitedBoardDay(parts, link, addDays(londonDay(now(parts)), 60))
    const coordinator = await one.coordinator()
    const end = {
      act: 'end-body',
      body: ended!.invitation.body,
      on: parseFullDay('2026-03-04'),
      reason: 'abolished',
    } as const
    await performAct(parts, { ...end, successors: [] }, coordinator, stamp(parts).id())
    await parts.db.$client.execute(`INSERT INTO signing_acts (position, signing, act, on_day)
      SELECT 100000, id, 'suspended', '2026-03-04' FROM signings WHERE body = '${suspended!.invitation.body}'`)
    await checkBody(parts, leftOut!.invitation.id, { leftOut: 'not-theirs' }, coordinator)
    for (const days of [1, 6, 7, 8, 30, 30, 31, 42, 60, 100, 119]) {
      clock.now = Date.parse('2026-03-04T10:15:00Z') + days * day
      await Promise.all([remind(parts), remind(parts)])
    }
    const had = await mailsTo(one)
    expect(
      [declines, stops, atBoard, ended, suspended, leftOut, silent].map((row) => had[row!.contact!.address!]),
    ).toEqual([1, 1, 2, 1, 1, 1, 4])
    expect(await progressesOf(one)).toEqual([
      'declined',
      'sent',
      'no-reply',
      'left-out',
      'left-out',
      'left-out',
      'no-reply',
    ])
  })

  it('waits while a campaign is quiet, and ends with it', async () => {
    const one = await underWay(2)
    const { parts, clock, campaign } = one
    await sendAll(one)
    await quietenCampaign(parts, campaign.id, true)
    clock.now += 10 * day
    await remind(parts)
    expect(Object.values(await mailsTo(one))).toEqual([1, 1])
    await quietenCampaign(parts, campaign.id, false)
    await remind(parts)
    expect(Object.values(await mailsTo(one))).toEqual([2, 2])
    await closeCampaign(parts, campaign.id)
    clock.now += 20 * day
    await remind(parts)
    expect(Object.values(await mailsTo(one))).toEqual([2, 2])
  })
})

describe('an invitation', () => {
  it('is signed by the one who is invited, with body and edition known, and pressed twice it is one sign-up', async () => {
    const one = await underWay(1)
    const { parts, campaign } = one
    await sendAll(one)
    const [row] = await invitationsOf(parts, campaign)
    const link = await linkOf(parts, row!.invitation.id)
    const [first, second] = await Promise.all([startInvited(parts, link), startInvited(parts, link)])
    expect(second.id).toBe(first.id)
    expect((await requireSignUp(parts, first.id)).draft).toMatchObject({
      body: { registered: row!.invitation.body },
      editions: [{ edition: campaign.toEdition, language: 'en' }],
    })
    expect(await progressesOf(one)).toEqual(['started'])
    const { signatories } = one.answers({ signatories: [{}, {}] })
    await fillInSignUp(parts, first.id, { signatories: signatories ?? [] })
    await sendSignUp(parts, first.id)
    await one.sign('ffion@vale.example')
    expect(await progressesOf(one)).toEqual(['one-of-two'])
    await one.sign('second@vale.example')
    expect(await progressesOf(one)).toEqual(['awaiting-check'])
    await one.accept(first.id)
    expect(await progressesOf(one)).toEqual(['signed'])
    await expect(startInvited(parts, link)).rejects.toMatchObject({ kind: 'already-signed' })
    await one.check()
  })

  it('is declined with a word to the coordinators, and may still be taken up', async () => {
    const one = await underWay(1)
    const { parts, campaign } = one
    await sendAll(one)
    const [row] = await invitationsOf(parts, campaign)
    const link = await linkOf(parts, row!.invitation.id)
    await declineInvited(parts, link, 'No money')
    await declineInvited(parts, link, 'No money')
    const coordinator = await one.coordinator()
    const told = (await one.mailbox(coordinator.address)).filter(({ text }) => text.includes('No money'))
    expect(told).toHaveLength(1)
    expect(await progressesOf(one)).toEqual(['declined'])
    await startInvited(parts, link)
    expect(await progressesOf(one)).toEqual(['started'])
  })

  it('goes to the right person when the wrong one says so, and the first link is dead', async () => {
    const one = await underWay(1)
    const { parts, campaign } = one
    await sendAll(one)
    const [row] = await invitationsOf(parts, campaign)
    const link = await linkOf(parts, row!.invitation.id)
    await reassignInvited(parts, link, { ...other, address: parseMailAddress('nia@vale.example') })
    await expect(findInvited(parts, link)).rejects.toMatchObject({ kind: 'link-expired' })
    const [mail] = await one.mailbox('nia@vale.example')
    expect(mail?.text).toContain('Helo Nia New')
    const token = /\/sign\/invitations\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
    expect((await findInvited(parts, token)).row.contact).toMatchObject({ name: 'Nia New', source: 'reply' })
    // What was sent before says the link that it had, not the new one.
    const [before] = await one.mailbox(row!.contact!.address!)
    expect(before?.text).not.toContain(token)
  })

  it('is written again to a contact put right, and not to whoever is not to be written to', async () => {
    const one = await underWay(1)
    const { parts, campaign } = one
    await expect(writeAgain(parts, (await invitationsOf(parts, campaign))[0]!.invitation.id)).rejects.toMatchObject({
      kind: 'already-done',
    })
    await sendAll(one)
    await parts.db.$client.execute(`UPDATE mails SET bounced_at = '2026-03-04T10:16:00Z' WHERE invitation IS NOT NULL`)
    expect(await progressesOf(one)).toEqual(['bounced'])
    const [row] = await invitationsOf(parts, campaign)
    const { id } = row!.invitation
    await expect(writeAgain(parts, id)).rejects.toMatchObject({ words: expect.stringContaining('came back') })
    const contact = { ...other, address: parseMailAddress('nia@vale.example') }
    await checkBody(parts, id, { contact }, await one.coordinator())
    await writeAgain(parts, id)
    expect(await mailsTo(one)).toMatchObject({ 'nia@vale.example': 1 })
    expect(await progressesOf(one)).toEqual(['sent'])
  })
})

it('counts by what is known: each group has what its invitations say, on the days that their moments fall on', async () => {
  const one = await underWay(120)
  const { parts, campaign, clock } = one
  await sendAll(one)
  // Anything may have happened to anybody, at any time of the day.
  await parts.db.$client.execute(`UPDATE invitations SET
    declined_at = CASE WHEN abs(random()) % 9 = 0 THEN '2026-03-05T10:00:00Z' END,
    board_on = CASE WHEN abs(random()) % 9 = 0 THEN date('2026-03-01', (abs(random()) % 60) || ' days') END,
    started_at = CASE WHEN abs(random()) % 9 = 0 THEN '2026-03-06T10:00:00Z' END,
    bounced_at = CASE WHEN abs(random()) % 9 = 0 THEN '2026-03-06T10:00:00Z' END,
    delivered_at = CASE WHEN abs(random()) % 2 = 0 THEN '2026-03-06T10:00:00Z' END,
    reminders = 2 + abs(random()) % 2,
    last_mail_at = strftime('%Y-%m-%dT%H:%M:%SZ', '2026-03-28', (abs(random()) % 72) || ' hours', (abs(random()) % 60) || ' minutes')`)
  for (const days of [25, 30, 31, 32, 33, 36, 60]) {
    clock.now = Date.parse('2026-03-04T23:30:00Z') + days * day
    const today = londonDay(now(parts))
    const rows = await invitationsOf(parts, campaign)
    const groups = await groupFacts(parts.db, { ...campaign, today })
    const grouped = groups.flatMap(({ invitations, facts }) =>
      invitations.map(({ id, place }) => ({ id, place, facts })),
    )
    expect(grouped.toSorted((a, b) => a.place - b.place).map(({ id }) => id)).toEqual(
      rows.map((row) => row.invitation.id),
    )
    for (const { id, facts } of grouped) {
      const { invitation } = rows.find((row) => row.invitation.id === id)!
      expect(facts).toMatchObject({
        declined: invitation.declinedAt !== null,
        started: invitation.startedAt !== null,
        stopped: invitation.stoppedAt !== null,
        bounced: invitation.bouncedAt !== null,
        delivered: invitation.deliveredAt !== null,
        boardOn: invitation.boardOn,
        invitedOn: londonDay(invitation.invitedAt!),
        lastMailOn: londonDay(invitation.lastMailAt!),
        reminders: invitation.reminders,
      })
    }
  }
})
