import { addSeconds } from '../core/day.ts'
import type { MailAddress } from '../core/mail-address.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { findReport } from '../storage/read/reports.ts'
import { insertReport } from '../storage/write/reports.ts'
import { findSubject } from './find-subject.ts'
import { now, type Parts } from './parts.ts'

/** What somebody says is wrong, about the page at a path; an answer goes to their mailbox, if they name one. */
export type Mistaken = { about: string; words: string; address: MailAddress | undefined }

/** So many reports a day are read by somebody; more are somebody's program. */
const mostInADay = 200

/** Keeps what somebody says is wrong, for the desk. The key is of one press: pressed again, it is the same report. */
export async function reportMistake(parts: Parts, { about, words, address }: Mistaken, key: Uuid): Promise<void> {
  const { place, entry } = await findSubject(parts.db, about)
  const at = now(parts)
  const limits = { since: addSeconds(at, -86_400), aboutOne: parts.limits.mailsPerDay, aboutAll: mostInADay }
  await write(parts.db, [
    insertReport(parts.db, { id: key, at, entry, place, words, address: address ?? null }, limits),
  ])
  if (await findReport(parts.db, key)) return
  const instead = `We have had many reports today. Write to ${parts.local.contact} instead, or try again tomorrow.`
  throw new Refusal('too-many-tries', instead, 'words')
}
