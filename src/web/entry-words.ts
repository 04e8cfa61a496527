import type { ChangeType } from '../core/change.ts'
import type { EntryType } from '../core/entry.ts'

/** What an entry says that changes no organisation, signing or edition. */
const quietWords: Readonly<Record<Exclude<EntryType, ChangeType>, string>> = {
  'register.opened': 'The register was opened',
  'register.amended': 'What the register says of itself was amended',
  'instrument.registered': 'An agreement joined the register',
  'certificate.issued': 'A certificate was issued',
  'list.published': 'The list was published',
  'champion.appointed': 'A champion was appointed',
  'champion.stood-down': 'A champion stood down',
  'review.concluded': 'A review was concluded',
  'disclosure.erased': 'Something that an entry disclosed was erased',
  'key.rotated': 'A key of the register was made, replaced or withdrawn',
  'policy.changed': 'The rule about who watches this log was changed',
}

/** What an entry says by its type alone. */
export function sayType(type: EntryType): string | undefined {
  return new Map<string, string>(Object.entries(quietWords)).get(type)
}

const fieldWords: Readonly<Record<string, string>> = {
  name: 'Name',
  identifier: 'Number',
  website: 'Website',
  area: 'Area served',
  label: 'Edition',
  'signatory.name': 'Name of who signed',
  'signatory.role': 'Role of who signed',
  'signatory.minute': 'Minute reference',
  reason: 'Reason',
  reply: 'The organisation’s reply',
  'review-by': 'Next review',
  role: 'Role',
  source: 'Source',
  custodian: 'Kept by',
  prefix: 'References begin with',
  'public-statement': 'Statement of the organisation',
  pledge: 'Pledge',
  'check.domain': 'Email domain checked',
  'check.host-domain': 'Email domain checked (host)',
}

/** What a disclosed field is called; one that nobody named here is called as the log calls it. */
export function sayField(name: string): string {
  const [noun = ''] = name.split('.')
  return fieldWords[name.replace(/\.\d+(?=\.|$)/, '')] ?? fieldWords[noun] ?? name
}
