import { expect, it } from 'vitest'
import { noteCameBack } from '../../src/actions/desk-mails.ts'
import { performAct, approveProposal } from '../../src/actions/perform-act.ts'
import { stamp } from '../../src/actions/parts.ts'
import { inviteSignUps, planEvent } from '../../src/actions/plan-event.ts'
import { sendMails } from '../../src/actions/send-mails.ts'
import { sendWave } from '../../src/actions/send-wave.ts'
import { addDays, londonDay, parseFullDay } from '../../src/core/day.ts'
import { mails } from '../../src/storage/private-schema.ts'
import { findSigning } from '../../src/storage/read/signings.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { browserBefore } from '../support/app.ts'
import { beginCampaign, checkBodies } from '../support/campaigns.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'
import { setStage, tokenFor } from '../support/stage.ts'

/** What the desk counts, by the words above its sections, and where each of its lines leads. */
async function deskOf(parts: Parameters<typeof browserBefore>[0]) {
  const [first] = await listCoordinators(parts.db)
  if (!first) throw new Error('nobody runs the desk')
  const browser = browserBefore(parts)
  browser.sit('desk', await tokenFor(parts, 'coordinator', first.id), '/desk')
  const page = await browser.open('/desk')
  const counted = Array.from(page.html.matchAll(/<h2[^>]*>([^<(]+) \((\d+)\)<\/h2>/g), ([, words, count]) => [
    words,
    Number(count),
  ])
  const lines = Array.from(page.html.matchAll(/register-results__name" href="([^"]*)"/g), ([, href = '']) => href)
  return {
    text: page.text,
    counted,
    lines,
    statuses: await Promise.all(lines.map(async (href) => (await browser.open(href)).status)),
  }
}

it('an empty desk says so, and a full one counts what waits, each thing one press away', async () => {
  const empty = await openRegister()
  expect((await deskOf(empty.parts)).text).toContain('Nothing waits for you.')
  const { parts } = await setStage()
  const { text, counted, lines, statuses } = await deskOf(parts)
  expect(text).toContain('5 things wait for you')
  expect(counted).toEqual([
    ['Sign-ups to check', 2],
    ['For two coordinators', 1],
    ['Mistakes reported', 1],
    ['Signing events this week', 1],
    ['Out for signature', 3],
  ])
  expect(lines.length).toBe(8)
  expect(new Set(statuses)).toEqual(new Set([200]))
})

it('of a long queue the oldest ten are shown, with a way to all', async () => {
  const register = await openRegister()
  for (let n = 0; n < 11; n += 1) {
    register.clock.now += 60_000
    await register.signUp({ body: { name: `Council ${n}` }, signatories: [{ address: `c${n}@vale.example` }] })
  }
  const { counted, lines, text } = await deskOf(register.parts)
  expect(counted).toEqual([['Sign-ups to check', 11]])
  expect(lines).toHaveLength(10)
  expect(text).toContain('See all 11')
  expect(text).toContain('Council 0')
  expect(text).not.toContain('Council 10')
})

it('a suspension is to be looked at again from a month before its day, until it is over', async () => {
  const { parts, clock, first } = await setStage()
  const second = (await listCoordinators(parts.db)).find(({ employer }) => employer !== first.employer)
  const signing = await findSigning(parts.db, 'EX-1')
  if (!signing || !second) throw new Error('nothing was accepted on the stage, or by one alone')
  const today = londonDay(stamp(parts).at)
  const why = {
    reason: 'A grant ended without notice.',
    reply: 'It was an oversight.',
    decidedOn: today,
    noticeOn: today,
  }
  const proposal = stamp(parts).id()
  const on = addDays(today, 30)
  const act = { act: 'suspend-signing', signing: signing.id, ...why, from: on, reviewBy: addDays(on, 60) } as const
  await performAct(parts, act, first, proposal)
  await approveProposal(parts, proposal, second)
  const reviews = async () => (await deskOf(parts)).counted.find(([words]) => words === 'Reviews due')
  clock.now += 59 * 86_400_000
  expect(await reviews()).toBeUndefined()
  clock.now += 86_400_000
  expect(await reviews()).toEqual(['Reviews due', 1])
})

it('an invitation that came back is a contact to put right, and counted there alone', async () => {
  const register = await openRegister()
  const { parts } = register
  await registerBodies(parts, inventBodies(2), 1)
  const campaign = await beginCampaign(parts)
  await checkBodies(parts, campaign)
  for (const wave of [1, 2, 3]) await sendWave(parts, campaign.id, wave)
  await register.start()
  await sendMails(parts)
  const rows = await parts.db.select().from(mails)
  for (const template of ['invitation', 'resume']) {
    const one = rows.find((mail) => mail.template === template)
    if (one) await noteCameBack(parts, one.id)
  }
  expect((await deskOf(parts)).counted).toEqual([
    ['Emails that did not arrive', 1],
    ['Contacts to put right', 1],
  ])
})

it('an event is on the desk from a week before its day, until its day is over', async () => {
  const { parts, clock, editions } = await openRegister()
  const [edition] = editions
  if (!edition) throw new Error('nothing can be signed')
  const event = stamp(parts).id()
  await planEvent(parts, event, { name: 'An evening', onDay: parseFullDay('2026-03-20'), edition, language: 'en' })
  await expect(inviteSignUps(parts, event, [])).rejects.toMatchObject({ field: 'body' })
  const said = async (day: string) => {
    clock.now = Date.parse(`${day}T12:00:00Z`)
    return (await deskOf(parts)).counted.length
  }
  expect([
    await said('2026-03-12'),
    await said('2026-03-13'),
    await said('2026-03-20'),
    await said('2026-03-21'),
  ]).toEqual([0, 1, 1, 0])
})
