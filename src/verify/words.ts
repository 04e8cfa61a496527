import { formatDayWords, formatInstant, londonDay, type FullDay } from '../core/day.ts'
import type { StandingName } from '../core/standing.ts'
import type { Authentic, CertificateVerdict, Current, Logged } from './certificate-verdict.ts'

/** What stands beside every verdict. */
export const disclaimer = 'This records a signing. It does not certify that the organisation keeps its promises.'

/** An answer as people read it. */
export const answerWords = { yes: 'Yes', no: 'No', unknown: 'Could not be checked' } as const

/** One of the three parts of a verdict: its name, its answer, and why. */
export type Told = {
  readonly part: 'Authentic' | 'Publicly logged' | 'Current'
  readonly answer: keyof typeof answerWords
  readonly because: string
}

/** A verdict in three sentences, the same on the page, in the bundle and on the command line. */
export function tellVerdict({ authentic, logged, current }: CertificateVerdict): readonly [Told, Told, Told] {
  return [
    { part: 'Authentic', answer: authentic.answer, because: tellAuthentic(authentic) },
    { part: 'Publicly logged', answer: logged.answer, because: tellLogged(logged) },
    { part: 'Current', answer: current.answer, because: tellCurrent(current) },
  ]
}

/** The verdict in one line. It never says more than all three parts do. */
export function sayVerdict({ authentic, logged, current }: CertificateVerdict): string {
  if (authentic.answer === 'no') return notGenuine[authentic.because]
  if (authentic.answer === 'unknown') return notChecked[authentic.because]
  if (logged.answer !== 'yes') return 'Sealed by the register, but not shown to be in its public log'
  const genuine = 'Genuine and publicly logged'
  if (current.answer === 'yes') return `${genuine}, and in force`
  return current.answer === 'no'
    ? `${genuine}, but ${sayStanding(current.because)}`
    : `${genuine}; whether it is in force could not be checked`
}

const notChecked = {
  'no-root': 'Could not be checked: the key above the seal is missing',
  'no-anchors': 'Could not be checked: the authorities that the register trusts for time are missing',
  'later-than-now': 'Could not be checked: by the clock here, this file was time-stamped in the future',
  'list-malformed': 'Could not be checked: the list of revoked seals cannot be read',
} as const

const notGenuine = {
  'seal-revoked': 'Not shown to be genuine: the key of its seal was revoked',
  altered: 'Not genuine: this file was changed after it was sealed',
  'key-unknown': 'Not genuine: this file is sealed with a key that is not the register’s',
  'key-unlogged': 'Not genuine: the log does not name the key that sealed this file',
  'not-ours': 'Not genuine: this file is not a certificate of this register',
  'authority-unknown': 'Not genuine: something was added to this file after it was sealed',
  'other-papers': 'Not genuine: the files do not belong together',
} as const

function tellAuthentic(authentic: Authentic): string {
  if (authentic.answer === 'yes') {
    const sealed = `The register sealed this file on ${day(londonDay(authentic.sealedAt))} by its own clock, and not a byte of it has changed since.`
    return [sealed, ...tellStamped(authentic), ...tellKey(authentic), ...tellRevoked(authentic)].join(' ')
  }
  switch (authentic.because) {
    case 'altered':
      return 'The file has the register’s seal, but it is not as it was when it was sealed.'
    case 'key-unknown':
      return 'The file is sealed with a key that the register’s root does not vouch for.'
    case 'key-unlogged':
      return 'The register’s root vouches for the key of the seal, but it is none of those that the log names.'
    case 'not-ours':
      return 'The file does not have the register’s seal.'
    case 'seal-revoked':
      return `The key of the seal is revoked: from ${day(londonDay(authentic.since))} on somebody else may have sealed with it, and nothing shows that this file is older.`
    case 'list-malformed':
      return 'The list that says which seals are revoked cannot be read, or is not signed by the key above the seal.'
    case 'authority-unknown':
      return 'The file was time-stamped by an authority that the register does not use.'
    case 'no-root':
      return 'The key above the seal is missing here.'
    case 'no-anchors':
      return 'The file was time-stamped, and who is trusted for that is not known here.'
    case 'later-than-now':
      return 'The file was time-stamped later than it is by the clock here. Set the clock, and check again.'
    case 'other-papers':
      return 'The entry or its disclosures beside the PDF are not the ones that are sealed in it.'
  }
}

function tellStamped({ stampedAt, level }: Extract<Authentic, { answer: 'yes' }>): readonly string[] {
  if (stampedAt === undefined) return []
  const seen = `An independent time-stamp shows that it was there on ${day(londonDay(stampedAt))}.`
  return level === 'B-LTA' ? [seen, 'All that is needed to show this for long is in the file.'] : [seen]
}

function tellKey({ keyNamed }: Extract<Authentic, { answer: 'yes' }>): readonly string[] {
  if (keyNamed) return []
  return ['Whether the log names the key of the seal could not be checked here; the root above it vouches for it.']
}

function tellRevoked({ revoked }: Extract<Authentic, { answer: 'yes' }>): readonly string[] {
  if (!revoked) return []
  const { since, seenAt } = revoked
  return [
    `The key of the seal is revoked as from ${day(londonDay(since))}; this file was seen before, on ${day(londonDay(seenAt))}.`,
  ]
}

/** Whether something is in the public log, in sentences. */
export function tellLogged(logged: Logged): string {
  if (logged.answer === 'yes') {
    const { entry, checkpoint, witnessed } = logged
    const where = `It is entry ${entry} of the log ${checkpoint.origin}, among ${checkpoint.size} that the register signed for.`
    if (witnessed.length === 0)
      return `${where} No witness has countersigned, so this rests on the register’s word alone.`
    const seen = witnessed.map(({ witness, time }) => `by ${witness} on ${day(londonDay(formatInstant(time * 1000)))}`)
    return `${where} It was witnessed ${seen.join(' and ')}.`
  }
  switch (logged.because) {
    case 'not-authentic':
      return 'What a file says of the log counts only if the file is authentic.'
    case 'no-policy':
      return 'The policy that names the log and its witnesses is missing here, or cannot be read.'
    case 'malformed':
      return 'The proof cannot be read.'
    case 'unsigned':
    case 'bad-signature':
      return 'The proof leads to a checkpoint that the log did not sign, or that bears a false signature.'
    case 'other-log':
      return 'The proof is of another log.'
    case 'quorum-missed':
      return 'Fewer witnesses than the policy asks for have countersigned this state of the log.'
    case 'not-in-log':
      return 'The proof does not lead from this entry to the log that the register signed.'
    case 'no-signing':
      return 'The entry in the file is not of a signing, or its disclosures are not of this entry.'
    case 'other-file':
      return 'The log names another file as the certificate of this signing.'
  }
}

function tellCurrent(current: Current): string {
  switch (current.answer) {
    case 'yes':
      return `The register’s signed list says so, as at ${day(current.asAt)}; the list is good until ${day(current.until)}.`
    case 'no':
      return `By the register’s signed list, as at ${day(current.asAt)}, it ${sayStanding(current.because)}.`
    case 'unknown':
      return tellUnknown(current)
  }
}

function tellUnknown(current: Extract<Current, { answer: 'unknown' }>): string {
  switch (current.because) {
    case 'not-authentic':
    case 'not-logged':
      return 'Standing is known only of a signing that is shown to be in the log.'
    case 'offline':
      return 'There is no list here to look it up in. Ask the register.'
    case 'no-keys':
      return 'The keys that sign the list are missing here, or cannot be read.'
    case 'list-stale':
      return `As at ${day(current.asAt)} it ${sayStanding(current.was)}, but a newer list is due. Ask the register.`
    case 'list-unsigned':
      return 'The register did not sign this list.'
    case 'list-malformed':
      return 'The list cannot be read.'
    case 'list-older':
      return 'The list is older than the signing. Ask the register.'
    case 'other-log':
      return 'The list was not made from the log that the proof leads to.'
  }
}

function sayStanding(standing: StandingName | 'not-listed'): string {
  return standingWords[standing]
}

const standingWords = {
  'in-force': 'is in force',
  'earlier-edition': 'is of an earlier edition, and a newer one is in force',
  lapsed: 'has lapsed',
  withdrawn: 'has been withdrawn',
  suspended: 'is suspended',
  removed: 'has been removed',
  ended: 'ended with the organisation',
  'entered-in-error': 'was entered in error',
  'not-yet': 'has not taken effect yet',
  'not-known': 'may or may not be in force: its day is not known',
  'not-listed': 'is not on the list',
} as const satisfies Record<StandingName | 'not-listed', string>

function day(of: FullDay): string {
  return formatDayWords(of)
}
