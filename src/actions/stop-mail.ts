import { write } from '../storage/database.ts'
import { stopInvitation } from '../storage/write/outbox.ts'
import { findHeldLink } from './links.ts'
import { now, type Parts } from './parts.ts'

/** Ends mail about an invitation, for whoever holds any link to it that was ever mailed. Once more, it changes nothing. */
export async function stopMail(parts: Parts, token: string): Promise<void> {
  const { link } = await findHeldLink(parts, token, 'invitation')
  await write(parts.db, [stopInvitation(parts.db, link.subject, now(parts))])
}
