import type { Job, JobState } from '../core/job.ts'
import type { Colour } from './parts/tag.tsx'

/** What each job does, as the desk says it. */
export const jobWords = {
  publish: 'Sign and publish what is new in the log, make certificates and the list',
  'send-mails': 'Send mail that waits',
  'collect-cosignatures': 'Ask the witnesses to sign',
  'audit-own-log': 'Read the whole log, a part at a time, and compare it with what was signed',
  'warn-unfinished': 'Warn people before an unfinished sign-up is erased',
  'erase-old': 'Erase private records that have had their time',
  'check-websites': 'Ask whether the websites of organisations answer',
  'check-seal': 'Try the seal, and look at its certificate and its revocation list',
  'warn-keys': 'Tell the coordinators before a key or a certificate runs out',
  'check-authorities': 'Ask whether the time-stamping authorities answer as they should',
  'prolong-certificates': 'Have certificates time-stamped, and again before a time-stamp runs out',
  remind: 'Remind organisations that were invited and have not answered',
  'follow-prospects': 'Note which prospects are on the register, and close those that have signed',
  'warn-lapse': 'Tell coordinators and organisations before signings lapse',
  'back-up': 'Copy the database, and remove old copies',
} as const satisfies Record<Job, string>

/** How a job is, in a word. */
export const jobStateTags = {
  fine: { colour: 'green', words: 'Fine' },
  'not-yet': { colour: 'grey', words: 'Not yet' },
  failing: { colour: 'red', words: 'Failed' },
  overdue: { colour: 'red', words: 'Late' },
} as const satisfies Record<JobState, { colour: Colour; words: string }>
