import type { MailState, MailTrouble } from '../core/mail-state.ts'
import type { Colour } from './parts/tag.tsx'

/** Where a mail is, as the desk says it. */
export const mailStateWords = {
  queued: { words: 'Waiting', colour: 'blue' },
  sent: { words: 'Sent', colour: 'grey' },
  delivered: { words: 'Delivered', colour: 'green' },
  bounced: { words: 'Came back', colour: 'red' },
  dead: { words: 'Not sent', colour: 'red' },
} as const satisfies Record<MailState, { words: string; colour: Colour }>

/** Why, and what somebody can do about it. */
export const mailTroubleWords = {
  unanswered: 'The mail server does not answer.',
  'not-let-in': 'The mail server does not take mail from this register. Ask whoever runs it to look at its settings.',
  busy: 'The mail server takes nothing at the moment.',
  'address-refused': 'There is no such mailbox. Find the right address before you send it again.',
  refused: 'The mail server does not take this email. Another way to reach them may be better.',
  full: 'The mailbox is full, or takes it for spam. Try another way to reach them.',
  'not-handed-on': 'The mail service could not hand it on. Send it again.',
  'came-back': 'A coordinator saw it come back.',
  'too-late': 'What it brings had run out before it could be sent. Nothing needs to be done.',
  unwanted: 'They declined or asked for no more emails before it could be sent. Nothing needs to be done.',
  'put-back':
    'It waited when a copy of the database was put back, and may have been sent since. Ask before you send it again.',
  'given-up': 'It was tried as often as it may be. Send it again.',
} as const satisfies Record<MailTrouble, string>
