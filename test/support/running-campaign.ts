import { now, stamp, type Parts } from '../../src/actions/parts.ts'
import { addDays, londonDay, startOfLondonDay, type FullDay } from '../../src/core/day.ts'
import { head, type Draft } from '../../src/core/stamp.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { write } from '../../src/storage/database.ts'
import type { Campaign } from '../../src/storage/read/campaigns.ts'
import { listEditions } from '../../src/storage/read/editions.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { append } from '../../src/storage/write/append.ts'
import { beginCampaign, invitationsOf } from './campaigns.ts'
import { inventBodies, mulberry, registerBodies } from './many-bodies.ts'

/** What has happened with one body so many days after the campaign opened; null where it has not. */
export type Happened = { invited: number | null; signs: number | null; declines: number | null; board: number | null }

/** How long a campaign has been going on. */
const daysIn = 60

/** A campaign of so many bodies that has been going on for a while: some have signed, some answered, some nothing. */
export async function runCampaign(parts: Parts, count: number, seed = 1): Promise<Campaign> {
  await registerBodies(parts, inventBodies(count, seed), 1)
  const today = londonDay(now(parts))
  const opensOn = addDays(today, -daysIn)
  const campaign = await beginCampaign(parts, {
    opensOn,
    targetOn: addDays(opensOn, 120),
    closesOn: addDays(opensOn, 150),
  })
  const chance = mulberry(seed)
  const rows = await invitationsOf(parts, campaign)
  const life = rows.map(({ invitation }) => ({ id: invitation.id, body: invitation.body, ...live(chance) }))
  const at = (day: number | null) => (day === null || day > daysIn ? null : startOfLondonDay(addDays(opensOn, day)))
  for (let from = 0; from < life.length; from += 1000) {
    const facts = life.slice(from, from + 1000).map((one) => ({
      id: one.id,
      invited: at(one.invited),
      reminders: one.invited === null ? 0 : [7, 21, 42].filter((days) => days + (one.invited ?? 0) <= daysIn).length,
      declined: at(one.declines),
      board: one.board === null ? null : addDays(opensOn, one.board),
    }))
    await write(parts.db, [
      {
        sql: `UPDATE invitations SET checked_at = added_at, invited_at = j.invited, last_mail_at = j.invited, sent_at = j.invited,
            reminders = j.reminders, declined_at = j.declined, board_on = j.board
          FROM (SELECT value ->> 'id' AS id, value ->> 'invited' AS invited, value ->> 'reminders' AS reminders,
            value ->> 'declined' AS declined, value ->> 'board' AS board FROM json_each(?)) AS j WHERE invitations.id = j.id`,
        args: [JSON.stringify(facts)],
      },
    ])
  }
  const signed = life.flatMap(({ body, signs }) => {
    return signs !== null && signs <= daysIn ? [{ body, on: addDays(opensOn, signs) }] : []
  })
  await recordSignings(parts, campaign.toEdition, signed)
  return campaign
}

function live(chance: () => number): Happened {
  const invited = Math.floor(chance() * 3) * 7
  const wait = () => Math.floor(-Math.log(1 - chance()) * 40)
  if (chance() < 0.05) return { invited, signs: null, declines: invited + wait(), board: null }
  if (chance() < 0.2) {
    const board = invited + 10 + Math.floor(chance() * 60)
    return { invited, signs: board + Math.floor(wait() / 8), declines: null, board }
  }
  return { invited, signs: invited + wait(), declines: null, board: null }
}

/** Signings of an edition, straight into the log. */
export async function recordSignings(
  parts: Parts,
  edition: Uuid,
  signed: readonly { body: Uuid; on: FullDay }[],
): Promise<void> {
  const text = (await listEditions(parts.db)).find(({ id }) => id === edition)?.texts[0]
  if (!text) throw new Error('the edition has a text')
  for (let from = 0; from < signed.length; from += 100) {
    const drafts = signed.slice(from, from + 100).map(({ body, on }): Draft => {
      const { common, disclosures } = head(stamp(parts), [{ name: 'signatory.1.role', value: 'Clerk', public: true }])
      const entry = {
        ...common,
        type: 'signing.recorded' as const,
        body,
        edition,
        language: text.language,
        text: text.sha256,
        method: 'online' as const,
        check: ['phone-back' as const],
        approvers: 1 as const,
        signatures: [{ on, mandate: 'office' as const }],
      }
      return { entry, disclosures }
    })
    const size = await logSize(parts.db)
    await append(parts.db, { key: `signed:${size}`, size, drafts })
  }
}
