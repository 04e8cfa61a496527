import { Malformed } from '../encoding/malformed.ts'

/** Why a register appends and signs nothing, and how long its log has been, where somebody outside the database knows. */
export type Halt = { readonly reason: HaltReason; readonly size?: number }

/** Closed: whatever stops a register is explained to its operator. */
export type HaltReason = keyof typeof words

const back = 'Bring back what is missing from a published copy: npm run import -- FOLDER, or its address.'
const other =
  'Keep everything as it is, and find out who changed it. Then put an untouched copy of the database in its place.'

const words = {
  'behind-mark': ['The database is older than what was published.', back],
  'behind-witness': ['A witness has seen a longer log than the database holds.', back],
  'mark-missing': [
    'Checkpoints were signed, and the high-water mark is missing.',
    'Put the mark back, if you can. Then hold the database against a published copy, or against a checkpoint that somebody kept: npm run import -- FOLDER, an address, or a file.',
  ],
  'mark-contradicts': ['The high-water mark knows two logs of the same length, or cannot be read.', other],
  'other-root': ['The database holds another log than the one that was published.', other],
  'tables-changed': ['What is stored no longer makes up the log that was signed.', other],
  restoring: ['Entries are being brought back from a published copy.', 'Let the import finish, or start it again.'],
} as const satisfies Record<string, readonly [why: string, remedy: string]>

/** A halt as it is stored: its reason, and the size after a space. */
export function formatHalt({ reason, size }: Halt): string {
  return size === undefined ? reason : `${reason} ${size}`
}

/** The halt of a stored text. */
export function parseHalt(text: string): Halt {
  const [word = '', digits] = text.split(' ')
  const halt = { reason: word, ...(digits !== undefined && { size: Number(digits) }) }
  if (!isKnown(halt) || formatHalt(halt) !== text) throw new Malformed('malformed halt')
  return halt
}

/** What is said of a halt: why nothing is written, and what its operator does about it. */
export function sayHalt({ reason, size }: Halt): { why: string; remedy: string } {
  const [why, remedy] = words[reason]
  const known = size === undefined ? '' : ` The log has had ${size.toLocaleString('en-GB')} entries.`
  return { why: `${why}${known}`, remedy }
}

function isKnown(halt: { reason: string; size?: number }): halt is Halt {
  return Object.hasOwn(words, halt.reason)
}
