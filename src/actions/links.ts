import { addSeconds, type Instant } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { formatUuid, uuidBytes, type Uuid } from '../core/uuid.ts'
import { formatToken, isGenuine } from '../keys/token.ts'
import { write } from '../storage/database.ts'
import { findLink, type Link } from '../storage/read/access.ts'
import { insertSession, spendLink } from '../storage/write/access.ts'
import { now, stamp, type Parts } from './parts.ts'
import { draftSession, readToken, sessionToken } from './sessions.ts'

/** Days for which a coordinator's one-time link works. */
const deskLinkDays = 7

/** A link that is still to be stored with what it leads to. */
export function draftLink(
  parts: Parts,
  purpose: Link['purpose'],
  subject: Uuid,
  signatory: number | null = null,
): Link {
  const made = stamp(parts)
  return { id: made.id(), purpose, subject, signatory, issue: 1, expiresAt: expiryOf(parts, purpose), spentAt: null }
}

/** When a link that is sent now stops working. */
export function expiryOf(parts: Parts, purpose: Link['purpose']): Instant {
  return addSeconds(now(parts), (purpose === 'desk' ? deskLinkDays : parts.limits.linkDays) * 86_400)
}

const paths = { resume: '/sign/links', signature: '/sign/links', desk: '/desk/links' } as const

/** The address of a link, computed when it is needed and never stored. */
export async function linkAddress(parts: Parts, { id, purpose, issue }: Link): Promise<string> {
  return `${parts.address}${paths[purpose]}/${await formatToken(parts.keys.tokens, purpose, uuidBytes(id), issue)}`
}

/** The link of a token, for one of the purposes. Looking at it spends nothing: scanners open links before people do. */
export async function findOpenLink(parts: Parts, text: string, ...purposes: readonly Link['purpose'][]): Promise<Link> {
  const token = readToken(text)
  const link = token && (await findLink(parts.db, formatUuid(token.id)))
  const wanted = link && purposes.includes(link.purpose)
  if (!token || !wanted || !(await isGenuine(parts.keys.tokens, link.purpose, token, link.issue))) {
    throw new Refusal('link-unknown', 'We do not know this link. Check that you have copied all of it.')
  }
  assureOpen(link, now(parts))
  return link
}

/** What a person gets for pressing the button behind a link: a session, and for a desk link that is all it does. */
export async function openLink(
  parts: Parts,
  text: string,
  ...purposes: readonly Link['purpose'][]
): Promise<{ link: Link; token: string }> {
  const link = await findOpenLink(parts, text, ...purposes)
  if (link.purpose === 'desk') {
    const session = draftSession(parts, 'coordinator', link.subject)
    if (!(await spendLink(parts.db, link.id, now(parts), session))) throw spent()
    return { link, token: await sessionToken(parts, session) }
  }
  const session =
    link.purpose === 'resume' ? draftSession(parts, 'preparer', link.subject) : draftSession(parts, 'invited', link.id)
  await write(parts.db, [insertSession(parts.db, session)])
  return { link, token: await sessionToken(parts, session) }
}

function assureOpen(link: Link, at: Instant): void {
  if (link.spentAt !== null) throw spent()
  if (link.expiresAt <= at) throw new Refusal('link-expired', 'This link has run out. Ask for a new one.')
}

function spent(): Refusal {
  return new Refusal('link-expired', 'This link has been used already. Sign in with your email address instead.')
}
