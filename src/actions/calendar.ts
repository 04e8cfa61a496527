import { addDays, addSeconds, londonDay } from '../core/day.ts'
import { sayDayAhead } from '../core/days-ahead.ts'
import { Refusal } from '../core/refusal.ts'
import { formatCalendar } from '../encoding/ics.ts'
import { always, write } from '../storage/database.ts'
import { findCalendarLink, type Link } from '../storage/read/access.ts'
import { listDaysAhead } from '../storage/read/days-ahead.ts'
import { findCoordinator, findRegister, type Coordinator } from '../storage/read/register.ts'
import { insertLink, reissueLink } from '../storage/write/access.ts'
import { draftLink, findOpenLink, linkAddress } from './links.ts'
import { now, type Parts } from './parts.ts'

/** Days for which the address of a calendar works, and for which what has passed stays in it. */
const [lifetime, past] = [400, 30]

/** The private address of a coordinator's calendar, and its last day; undefined before they have one. */
export async function tellCalendar(parts: Parts, { id }: Coordinator) {
  const link = await findCalendarLink(parts.db, id)
  return link && { address: `${await linkAddress(parts, link)}.ics`, until: londonDay(link.expiresAt) }
}

/** Gives a coordinator a new address for their calendar; an earlier one works no more. */
export async function renewCalendar(parts: Parts, { id }: Coordinator): Promise<void> {
  const link = await findCalendarLink(parts.db, id)
  const expiresAt = addSeconds(now(parts), lifetime * 86_400)
  const next: Link = { ...(link ?? draftLink(parts, 'calendar', id)), issue: (link?.issue ?? 0) + 1, expiresAt }
  await write(parts.db, [link ? reissueLink(parts.db, link, next, always) : insertLink(parts.db, next)])
}

/** The calendar that an address leads to: of a coordinator who is in office. */
export async function readCalendar(parts: Parts, token: string): Promise<string> {
  const { subject } = await findOpenLink(parts, token, 'calendar')
  const coordinator = await findCoordinator(parts.db, subject)
  if (!coordinator) throw new Refusal('link-expired', 'Whoever had this calendar has left the desk.')
  const at = now(parts)
  const days = await listDaysAhead(parts.db, coordinator.id, addDays(londonDay(at), -past))
  const { host } = new URL(parts.address)
  const register = await findRegister(parts.db)
  return formatCalendar(
    register?.name ?? host,
    at,
    days.map((one) => ({
      uid: `${one.kind}-${one.id}@${host}`,
      day: one.day,
      summary: sayDayAhead(one),
      url: `${parts.address}${one.path}`,
    })),
  )
}
