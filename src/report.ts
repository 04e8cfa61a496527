import { sayHalt, type Halt } from './core/halt.ts'
import type { Event } from './actions/parts.ts'
import type { MailTrouble } from './core/mail-state.ts'
import { sayProlongTrouble } from './core/prolonging.ts'
import { sayStampTrouble } from './core/stamp-trouble.ts'
import type { Trouble } from './core/trouble.ts'

/** One line of the host's log. Fields are closed, and none of them holds what somebody typed. */
export function formatEvent(event: Event): string {
  switch (event.kind) {
    case 'answered':
      return `${event.method} ${event.route} ${event.status} ${event.milliseconds} ms`
    case 'defect':
      return `defect ${event.reference} ${placeOf(event.error)}`
    case 'log-stopped':
      return formatStop(event.halt)
    case 'published':
      return `published ${event.size} entries`
    case 'witness-troubled':
      return `witness ${event.key}: ${troubleReports[event.trouble]}`
    case 'witness-unsure':
      return 'a log is not cosigned: its mark is missing, or does not agree with the database'
    case 'key-missing':
      return 'the key that signs now is not among the keys that were read at the start: nothing is published until a restart'
    case 'seal-unsound':
      return `the seal: ${event.words}`
    case 'mail-troubled':
      return `mail: ${mailReports[event.trouble]}`
    case 'stamp-tried':
      return `time-stamp of ${event.authority}, ${event.milliseconds} ms: ${event.trouble ? sayStampTrouble(event.trouble) : 'good'}`
    case 'not-prolonged':
      return `a certificate was not prolonged: ${sayProlongTrouble(event.trouble)}`
    case 'erased':
      return `erased ${event.rows} private records that had had their time`
  }
}

/** Said when the register stops, and at every start until it goes on. */
export function formatStop(halt: Halt): string {
  const { why, remedy } = sayHalt(halt)
  return `STOPPED: nothing is written and nothing published. ${why} ${remedy}`
}

const troubleReports = {
  unanswered: 'does not answer. It is asked again every minute',
  unreadable: 'answers something that is no cosignature of its own. It is asked again every minute',
  'other-time': 'its clock differs from ours by more than five minutes, or it answers an old cosignature',
  malformed: 'says that our request is malformed. A person has to look',
  'unknown-key': 'does not know the key of this log. A person has to look',
  'unknown-log': 'does not know this log. A person has to look',
  disputed: 'DISPUTED: it says that this log contradicts what it saw before. A person has to look at once',
} as const satisfies Record<Trouble, string>

const mailReports = {
  unanswered: 'the carrier does not answer, or broke off. It is asked again',
  'not-let-in': 'the carrier does not take mail from us: look at the settings of mail. It is asked again',
  busy: 'the carrier takes nothing for the moment. It is asked again',
  'address-refused': 'there is no such mailbox. The desk is told',
  refused: 'the carrier does not take this mail. The desk is told',
  full: 'a mailbox takes nothing. The desk is told',
  'not-handed-on': 'the carrier could not hand a mail on. The desk is told',
  'came-back': 'the desk saw a mail come back',
  'too-late': 'what it was about is over: not sent',
  unwanted: 'whoever it was for wants none: not sent',
  'given-up': 'tried as often as it may be. The desk is told',
  'put-back': 'it waited in a copy of the database that was put back. The desk is told',
} as const satisfies Record<MailTrouble, string>

/** Kind and place of a defect, without its message: a database repeats there what it was asked to write. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const [, ...frames] = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return [`${error.name}${code}`, ...frames.slice(0, 6).map((frame) => frame.trim())].join(' | ')
}
