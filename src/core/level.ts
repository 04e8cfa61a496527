import type { Check } from './entry.ts'
import { Refusal } from './refusal.ts'

/**
 * What whoever accepts may say was checked: checks as entries name them, and of the domain also that it is a host's, who
 * gives the body its mailbox. The mailbox has confirmed itself; paper is looked at only where there is some.
 */
export const levels = ['domain', 'host-domain', 'phone-back', 'minute-seen', 'introduced', 'paper-seen'] as const
export type Level = (typeof levels)[number]

/** The same as an entry says it: whose domain was checked is disclosed beside it. */
export function checksOf(some: readonly Level[]): readonly Check[] {
  return some.map((level) => (level === 'host-domain' ? 'domain' : level))
}

/** A host's domain says who the host is; that the body is who it says, one of these has to show. */
const confirming: ReadonlySet<Level> = new Set(['phone-back', 'minute-seen', 'introduced'])

/** Refuses a domain that is both the body's and a host's, and one of a host where nothing else was checked. */
export function assureSeparately(some: readonly Level[]): void {
  if (!some.includes('host-domain')) return
  if (some.includes('domain'))
    throw new Refusal('field-invalid', 'Select whose email domain it is: the organisation’s or its host’s', 'check')
  if (some.some((level) => confirming.has(level))) return
  const words =
    'The domain says who the host is, and nothing of the organisation. Confirm the organisation separately, and select how'
  throw new Refusal('field-invalid', words, 'check')
}
