import { isLapseNear, lapseNoticeFrom, mayBeWritten } from '../core/campaign.ts'
import { formatDayWords, londonDay, nextDay, startOfLondonDay, type FullDay } from '../core/day.ts'
import type { Uuid } from '../core/uuid.ts'
import type { MailLanguage } from '../core/mail-language.ts'
import { write, type Statement } from '../storage/database.ts'
import { listInvitations, type Campaign } from '../storage/read/campaigns.ts'
import { editionName, listEditions, type Edition } from '../storage/read/editions.ts'
import { isNotToldOfLapse } from '../storage/read/outbox.ts'
import { listCoordinators } from '../storage/read/register.ts'
import { listStood } from '../storage/read/standings.ts'
import { isNotMailedSince } from '../storage/write/access.ts'
import { today, writeInvitations } from './invitation-mails.ts'
import { draftMail } from './mails.ts'
import { now, type Parts } from './parts.ts'
import { listWritingCampaigns } from './writing-campaigns.ts'

/** An edition whose signings count no more after a day, and the one that replaces it. */
export type EndingTransition = { before: Edition; next: Edition; ends: FullDay }

/** The transitions that end within some weeks. */
export async function listEndingTransitions(parts: Pick<Parts, 'db' | 'clock'>): Promise<readonly EndingTransition[]> {
  const all = await listEditions(parts.db)
  const day = londonDay(now(parts))
  return all.flatMap((next) => {
    const ends = next.transitionEnds
    if (!ends || !isLapseNear(ends, day)) return []
    return all.filter(({ id }) => next.replaces.includes(id)).map((before) => ({ before, next, ends }))
  })
}

/** Before signings lapse: tells every coordinator how many, and every body that a campaign still waits for, once each. */
export async function warnLapse(parts: Parts): Promise<void> {
  for (const ending of await listEndingTransitions(parts)) {
    const after = await listStood(parts.db, undefined, nextDay(ending.ends))
    const lapsing = new Set(
      after.filter((one) => one.edition === ending.before.id && one.standing === 'lapsed').map(({ body }) => body),
    )
    if (lapsing.size === 0) continue
    await tellCoordinators(parts, ending, lapsing.size)
    for (const campaign of await listWritingCampaigns(parts)) {
      if (campaign.toEdition === ending.next.id) await tellBodies(parts, campaign, ending, lapsing)
    }
  }
}

async function tellCoordinators(parts: Parts, { before, next, ends }: EndingTransition, bodies: number): Promise<void> {
  const what = editionName(before)
  const slots = {
    what,
    ends: (language: MailLanguage) => formatDayWords(ends, language),
    count: bodies === 1 ? '1 organisation' : `${bodies} organisations`,
    desk: `${parts.address}/desk/editions/${next.slug}/extend-edition`,
  }
  const mails: Statement[] = []
  for (const { name, address } of await listCoordinators(parts.db)) {
    const about = { template: 'lapse-ahead', address, what } as const
    const unsaid = isNotMailedSince(about, startOfLondonDay(lapseNoticeFrom(ends)))
    mails.push((await draftMail(parts, { ...about, slots: { name, ...slots } }, unsaid)).statement)
  }
  if (mails.length > 0) await write(parts.db, mails)
}

async function tellBodies(
  parts: Parts,
  campaign: Campaign,
  { before, ends }: EndingTransition,
  lapsing: ReadonlySet<Uuid>,
): Promise<void> {
  const on = today(parts, campaign)
  const rows = await listInvitations(parts.db, on, isNotToldOfLapse(startOfLondonDay(lapseNoticeFrom(ends))))
  const due = rows.filter(
    ({ invitation, facts }) => lapsing.has(invitation.body) && mayBeWritten(facts, campaign.chase, on.today),
  )
  await writeInvitations(parts, campaign, due, {
    template: 'lapse',
    lapse: { before: editionName(before), ends: (language) => formatDayWords(ends, language) },
    remindersOf: ({ facts }) => facts.reminders,
    anew: false,
  })
}
