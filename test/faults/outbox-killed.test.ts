import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { declineInvited } from '../../src/actions/answer-invitation.ts'
import { draftMail } from '../../src/actions/mails.ts'
import { now, type Parts } from '../../src/actions/parts.ts'
import { writeAgain } from '../../src/actions/run-campaign.ts'
import { sendWave } from '../../src/actions/send-wave.ts'
import { stopMail } from '../../src/actions/stop-mail.ts'
import { addSeconds, parseInstant } from '../../src/core/day.ts'
import { write } from '../../src/storage/database.ts'
import { mails } from '../../src/storage/private-schema.ts'
import type { Mail } from '../../src/storage/read/access.ts'
import { hasDueMails } from '../../src/storage/read/outbox.ts'
import { endMail } from '../../src/storage/write/outbox.ts'
import { beginCampaign, checkBodies, linkOf } from '../support/campaigns.ts'
import { inventBodies, mulberry, registerBodies } from '../support/many-bodies.ts'
import { killedAt, openPostRoom, type KilledAt } from '../support/post-room.ts'
import { openRegister, testKeys } from '../support/register.ts'

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000))
const kills = Number(process.env['KILLS'] ?? 36)
const chance = mulberry(seed)

/** How many of the mails that were claimed the server has, when the process that claimed them dies at a moment. */
const handedOver = {
  'before anything is claimed': undefined,
  'between claim and DATA': 0,
  'after DATA, before the answer': 1,
  'after the answer, before it is written down': 1,
} as const satisfies Record<KilledAt, number | undefined>

it(
  `of ${kills} processes that send mail by SMTP and are killed, each sends one mail at most once more (SEED=${seed})`,
  { timeout: 300_000 },
  async () => {
    const { register, unwanted } = await prepare()
    const { parts, clock } = register
    const room = await openPostRoom(register, chance)
    const nameOf = ({ id }: Pick<Mail, 'id'>) => `${id}@localhost`
    const namesTaken = () => new Set(room.taken.map(({ messageId }) => messageId))

    /** The server has them, and nobody has written that down. */
    let unsure = new Set<string>()
    const lookAfter = async (act: () => Promise<number>) => {
      const [known, before] = [namesTaken(), room.taken.length]
      const died = await act()
      const rows = await parts.db.select().from(mails)
      const arrived = new Set(room.taken.slice(before).map(({ messageId }) => messageId))
      for (const { messageId } of room.taken.slice(before)) {
        expect(known.has(messageId) && !unsure.delete(messageId), messageId).toBe(false)
        known.add(messageId)
      }
      const waiting = rows.filter(({ sentAt }) => sentAt === null)
      const left = waiting.map(nameOf).filter((name) => known.has(name))
      expect(left.filter((name) => !unsure.has(name)).length).toBeLessThanOrEqual(died)
      unsure = new Set(left)
      return { died, waiting, arrived }
    }

    const reached: [KilledAt, number | undefined][] = []
    let left = kills
    for (let round = 0; left > 0; round += 1) {
      await queue(parts, round)
      // What was claimed by one that died is anybody's again, or is not yet.
      clock.now += chance() < 0.6 ? 301_000 : 1000
      const moment = killedAt[round % (killedAt.length + 2)]
      const { died, waiting, arrived } = await lookAfter(() => (moment ? room.dieAt(moment) : room.dieByChance()))
      left -= died
      const claimed = waiting.filter(({ dueAt }) => dueAt === addSeconds(now(parts), 300))
      const ofThem = claimed.filter((row) => arrived.has(nameOf(row))).length
      if (moment) reached.push([moment, claimed.length > 0 ? ofThem : undefined])
      const asked = waiting.find((row) => row.invitation && row.deadAt === null && !unsure.has(nameOf(row)))
      if (asked && chance() < 0.5) {
        await sayNo(parts, asked)
        unwanted.add(asked.id)
      }
    }
    expect(reached).toEqual(reached.map(([moment]) => [moment, handedOver[moment]]))
    clock.now += 301_000
    expect(await lookAfter(room.sendAll)).toMatchObject({ died: 0, waiting: { length: unwanted.size } })
    expect(await hasDueMails(parts.db, parseInstant('9999-01-01T00:00:00Z'))).toBe(false)

    const wanted = (await parts.db.select().from(mails)).filter(({ id }) => !unwanted.has(id))
    expect([...namesTaken()].toSorted()).toEqual(wanted.map(nameOf).toSorted())
    // What comes again is the same to the letter.
    const repeats = room.taken.length - wanted.length
    expect(new Set(room.taken.map(({ text }) => text)).size).toBe(wanted.length)
    expect(repeats).toBeGreaterThan(0)
    expect(repeats).toBeLessThanOrEqual(kills - left)
  },
)

/** A campaign whose invitations wait for a carrier, some of them for nobody any more: those must not arrive. */
async function prepare() {
  const register = await openRegister()
  const { parts, folder, clock } = register
  writeFileSync(join(folder, 'keys.json'), await testKeys())
  await registerBodies(parts, inventBodies(60, seed), 1)
  const campaign = await beginCampaign(parts)
  await checkBodies(parts, campaign)
  for (const wave of [1, 2, 3]) await sendWave(parts, campaign.id, wave)
  const asked = await parts.db.select().from(mails)
  clock.now += 1000
  const [stopped, declined, replaced, dead] = asked.filter(({ invitation }) => invitation !== null)
  if (!stopped?.invitation || !declined?.invitation || !replaced?.invitation || !dead)
    throw new Error('too few are asked')
  await stopMail(parts, await linkOf(parts, stopped.invitation))
  await declineInvited(parts, await linkOf(parts, declined.invitation), 'Not this year')
  await writeAgain(parts, replaced.invitation)
  await write(parts.db, [endMail(parts.db, dead, { deadAt: now(parts), trouble: 'refused' })])
  return { register, unwanted: new Set([stopped, declined, replaced, dead].map(({ id }) => id)) }
}

/** Some mails more that people wait for. */
async function queue(parts: Parts, round: number): Promise<void> {
  for (let n = 0; n < 8; n += 1) {
    const slots = { name: 'Ffion Tŷ', body: 'Example Vale', asked: () => 'sign', desk: `${parts.address}/desk` }
    const address = `n${round}-${n}@vale.example`
    await write(parts.db, [(await draftMail(parts, { template: 'waiting', address, slots })).statement])
  }
}

/** Whoever a mail is for says no, while it waits for the claim on it to run out. */
async function sayNo(parts: Parts, { invitation }: Mail): Promise<void> {
  if (!invitation) throw new Error('this mail asks for nothing')
  const token = await linkOf(parts, invitation)
  await (chance() < 0.5 ? stopMail(parts, token) : declineInvited(parts, token, 'Not this year'))
}
