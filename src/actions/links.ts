import { addSeconds, formatDayWords, londonDay, type Instant } from '../core/day.ts'
import type { Said } from '../core/mail-language.ts'
import { Refusal } from '../core/refusal.ts'
import { formatUuid, uuidBytes, type Uuid } from '../core/uuid.ts'
import { formatToken, isGenuine, type Token } from '../keys/token.ts'
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
  const id = stamp(parts).id()
  return { id, purpose, subject, signatory, issue: 1, expiresAt: expiryOf(parts, purpose), spentAt: null }
}

/** When a link that is sent now stops working. */
export function expiryOf(parts: Parts, purpose: Link['purpose']): Instant {
  return addSeconds(now(parts), (purpose === 'desk' ? deskLinkDays : parts.limits.linkDays) * 86_400)
}

/** The last day of a link, as a mail says it. */
export function untilWords({ expiresAt }: Pick<Link, 'expiresAt'>): Said {
  return (language) => formatDayWords(londonDay(expiresAt), language)
}

const paths = {
  resume: '/sign/links',
  signature: '/sign/links',
  desk: '/desk/links',
  invitation: '/sign/invitations',
  calendar: '/calendar',
} as const

/** The address of a link, computed when it is needed and never stored. */
export async function linkAddress(parts: Parts, { id, purpose, issue }: Link): Promise<string> {
  return `${parts.address}${paths[purpose]}/${await formatToken(parts.keys.tokens, purpose, uuidBytes(id), issue)}`
}

/** What has become of a link that somebody holds: a newer mail replaces an older one's. */
export type LinkState = 'open' | 'spent' | 'run-out' | 'replaced'

const stateWords = {
  spent: 'This link has been used already.',
  'run-out': 'This link has run out.',
  replaced: 'A newer email has replaced this link. Use the newest one.',
} as const satisfies Record<Exclude<LinkState, 'open'>, string>

/** The link of a token, for one of the purposes. Looking at it spends nothing: scanners open links before people do. */
export async function findHeldLink(
  parts: Parts,
  text: string,
  ...purposes: readonly Link['purpose'][]
): Promise<{ link: Link; state: LinkState }> {
  const token = readToken(text)
  const link = token && (await findLink(parts.db, formatUuid(token.id)))
  const issue = token && link && purposes.includes(link.purpose) ? await issueOf(parts, token, link) : 0
  if (!link || issue === 0) {
    throw new Refusal('link-unknown', 'We do not know this link. Check that you have copied all of it.')
  }
  if (issue < link.issue) return { link, state: 'replaced' }
  if (link.spentAt !== null) return { link, state: 'spent' }
  return { link, state: link.expiresAt <= now(parts) ? 'run-out' : 'open' }
}

/** The same, and a refusal unless it still works. */
export async function findOpenLink(parts: Parts, text: string, ...purposes: readonly Link['purpose'][]): Promise<Link> {
  const { link, state } = await findHeldLink(parts, text, ...purposes)
  if (state === 'open') return link
  const next = link.purpose === 'desk' ? 'Sign in with your email address instead.' : 'Ask for a new one.'
  throw new Refusal('link-expired', state === 'replaced' ? stateWords.replaced : `${stateWords[state]} ${next}`)
}

/** What a person gets for pressing the button behind a link: a session. */
export async function openLink(
  parts: Parts,
  text: string,
  ...purposes: readonly Link['purpose'][]
): Promise<{ link: Link; token: string }> {
  const link = await findOpenLink(parts, text, ...purposes)
  const session =
    link.purpose === 'resume' ? draftSession(parts, 'preparer', link.subject) : draftSession(parts, 'invited', link.id)
  await write(parts.db, [insertSession(parts.db, session)])
  return { link, token: await sessionToken(parts, session) }
}

/** The same for the one-time link of a desk, which works once and is all it does. */
export async function openDeskLink(parts: Parts, text: string, agent: string): Promise<{ token: string }> {
  const link = await findOpenLink(parts, text, 'desk')
  const session = draftSession(parts, 'coordinator', link.subject, { agent })
  if (!(await spendLink(parts.db, link.id, now(parts), session))) {
    throw new Refusal('link-expired', `${stateWords.spent} Sign in with your email address instead.`)
  }
  return { token: await sessionToken(parts, session) }
}

/** Which issue of a link a token is of, from 1; 0 where it is of none. */
async function issueOf({ keys }: Parts, token: Token, { purpose, issue }: Link): Promise<number> {
  for (let asked = issue; asked > 0; asked -= 1) {
    if (await isGenuine(keys.tokens, purpose, token, asked)) return asked
  }
  return 0
}
