import * as v from 'valibot'
import { Malformed } from '../encoding/malformed.ts'
import { Refusal } from './refusal.ts'

/** A domain name in ASCII and lower case, at least two labels. */
export type Domain = v.InferOutput<typeof Domain>
export const Domain = v.pipe(v.string(), v.check(isAsciiDomain, 'malformed domain'), v.brand('Domain'))

/** A mailbox that mail can be sent to: the domain in ASCII and lower case, the rest as it was typed. */
export type MailAddress = v.InferOutput<typeof MailAddress>
export const MailAddress = v.pipe(v.string(), v.check(isMailAddress, 'malformed mail address'), v.brand('MailAddress'))

/** Reads a domain of any script and case into its ASCII form (IDNA, as the URL standard does it). */
export function parseDomain(text: string): Domain {
  const domain = asciiDomain(text)
  if (!domain) throw new Malformed('malformed domain')
  return domain
}

/** Reads an address as a person typed or pasted it. */
export function parseMailAddress(typed: string, field = 'email'): MailAddress {
  // Word processors bend apostrophes, and mail programs copy `mailto:` and invisible characters along.
  const text = typed
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/[‘’]/g, "'")
  if (text === '') throw new Refusal('field-invalid', 'Enter an email address.', field)

  const at = text.lastIndexOf('@')
  const problem = problemOf(text, at)
  if (problem) throw new Refusal('field-invalid', problem, field)
  const read = v.safeParse(MailAddress, `${text.slice(0, at)}@${asciiDomain(text.slice(at + 1))}`)
  if (read.success) return read.output
  throw new Refusal('field-invalid', 'Check the email address. It should look like name@example.org.', field)
}

/** The domain of an address. */
export function domainOf(address: MailAddress): Domain {
  return parseDomain(address.slice(address.lastIndexOf('@') + 1))
}

/** The domains whose mailboxes are evidence of the public sector, unless a register is set otherwise. */
const publicSectorSuffixes: readonly Domain[] = [
  'gov.uk',
  'nhs.uk',
  'nhs.net',
  'nhs.scot',
  'gov.scot',
  'gov.wales',
  'police.uk',
  'parliament.uk',
  'mod.uk',
  'cjsm.net',
  'sch.uk',
].map(parseDomain)

/**
 * The suffix that makes an address evidence of the public sector, never of which body; undefined says "no evidence", not
 * "may not sign". Whole labels count: `ukgov.uk` is not under `gov.uk`.
 */
export function sectorEvidence(address: MailAddress, suffixes = publicSectorSuffixes): Domain | undefined {
  const domain = domainOf(address)
  return suffixes.find((suffix) => domain === suffix || domain.endsWith(`.${suffix}`))
}

function asciiDomain(text: string): Domain | undefined {
  // The URL parser would take these for a port, a path, an escape or a sign-in, or drop them.
  if (/[\s\p{C}/?#@:%\\[\]]/u.test(text)) return undefined
  const read = v.safeParse(Domain, URL.parse(`https://${text}`)?.hostname)
  return read.success ? read.output : undefined
}

function problemOf(text: string, at: number): string | undefined {
  if (/[,;]/.test(text)) return 'Enter one email address only.'
  if (at < 0) return 'An email address has an @ in it, like name@example.org.'
  if (text.indexOf('@') !== at) return 'An email address has only one @ in it.'
  if (/\s/.test(text)) return 'An email address has no spaces in it.'
  return undefined
}

function isMailAddress(text: string): boolean {
  const [local = '', domain = '', ...more] = text.split('@')
  return (
    more.length === 0 &&
    text.length <= 254 &&
    local.length <= 64 &&
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(local) &&
    isAsciiDomain(domain)
  )
}

function isAsciiDomain(text: string): boolean {
  return (
    text.length <= 253 &&
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/.test(text)
  )
}
