import * as v from 'valibot'
import { Malformed } from '../encoding/malformed.ts'
import { Refusal } from './refusal.ts'

/** The lists that a body may have a number on, named as org-id.guide names them, with the words that pages use. */
export const identifierLists = {
  'GB-CHC': 'Charity in England or Wales',
  'GB-COH': 'Company, community interest company or partnership at Companies House',
  'GB-SC': 'Scottish charity',
  'GB-NIC': 'Northern Ireland charity',
  'GB-MPR': 'Mutual or co-operative',
  'GB-SHPE': 'Social housing provider',
  'GB-NHS': 'NHS organisation code (ODS)',
  'GB-LAE': 'Principal council in England',
  'GB-GOR': 'Central government body',
  'GB-EDU': 'School',
  'GB-UKPRN': 'Learning provider (UKPRN)',
  'GB-COE': 'Church of England',
  'GB-CASC': 'Community amateur sports club',
  'GB-REV': 'Charity recognised by HM Revenue and Customs',
} as const

export type IdentifierList = keyof typeof identifierLists

/** A number on a list, in the one spelling that the register keeps. */
export interface Identifier {
  readonly list: IdentifierList
  readonly number: string
}

/** Whether a text names one of the lists. */
export function isIdentifierList(text: string): text is IdentifierList {
  return Object.hasOwn(identifierLists, text)
}

/** `GB-CHC-1173575`. */
export function formatIdentifier({ list, number }: Identifier): string {
  return `${list}-${number}`
}

/** Reads what `formatIdentifier` writes, and only that spelling. */
export function parseFormattedIdentifier(text: string): Identifier {
  const [, list = '', number = ''] = /^(GB-[A-Z]+)-(.+)$/.exec(text) ?? []
  if (!isIdentifierList(list) || normalise(list, number) !== number) throw new Malformed('malformed identifier')
  return { list, number }
}

/**
 * Reads a number as a person typed it. Shape is checked here; whether the number exists, and is this body's, is checked
 * on the desk.
 */
export function parseIdentifier(list: IdentifierList, typed: string, field = 'identifier'): Identifier {
  const plain = tidy(list, typed)
  if (plain === '') throw new Refusal('field-invalid', 'Enter the number.', field)
  const number = normalise(list, plain)
  if (number === undefined) throw new Refusal('field-invalid', adviceOn(list, plain), field)
  return { list, number }
}

/** The identifier that the register mints for a body that is on no list: `<prefix>-body-00042`. */
export function formatMintedIdentifier(prefix: string, number: number): string {
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError('minted identifiers count from 1')
  return `${prefix}-body-${String(number).padStart(5, '0')}`
}

/** Every identifier that typed words may mean, spelt as the register keeps them: the whole, and each word with a digit. */
export function readIdentifiers(typed: string): readonly string[] {
  const parts = [typed, ...typed.split(/\s+/).filter((word) => /\d/.test(word))]
  const listed = Object.keys(identifierLists)
    .filter(isIdentifierList)
    .flatMap((list) =>
      parts.flatMap((part) => {
        const number = normalise(list, tidy(list, part))
        return number === undefined ? [] : [formatIdentifier({ list, number })]
      }),
    )
  const minted = parts.flatMap((part) => {
    const [, prefix, number] = /^\s*([a-z][a-z0-9]{0,7})-body-0*([1-9]\d{0,8})\s*$/i.exec(part) ?? []
    return prefix ? [formatMintedIdentifier(prefix.toUpperCase(), Number(number))] : []
  })
  return [...new Set([...listed, ...minted])]
}

/** A code of the Government Statistical Service for an area: `E06000051`. */
export type GssCode = v.InferOutput<typeof GssCode>
export const GssCode = v.pipe(v.string(), v.regex(/^[EWSN]\d{8}$/, 'malformed GSS code'), v.brand('GssCode'))

/** Reads a GSS code as a person typed it. */
export function parseGssCode(typed: string, field = 'gss'): GssCode {
  const read = v.safeParse(GssCode, typed.replace(/\s/g, '').toUpperCase())
  if (!read.success) {
    throw new Refusal('field-invalid', 'An area code is E, W, S or N and 8 digits, like E06000051.', field)
  }
  return read.output
}

// People write "Registered charity no. 1090095", and paste dashes that word processors have changed.
function tidy(list: IdentifierList, typed: string): string {
  const plain = typed
    .replace(/[‐‑‒–—−]/g, '-')
    .toUpperCase()
    // Not followed by a digit: NO123456 is a company of its own.
    .replace(/^\s*(REGISTERED\s+)?(CHARITY\s+|COMPANY\s+)?(NUMBER|NO)\b[.:]*/, '')
    .replace(/\s/g, '')
  return plain.startsWith(`${list}-`) ? plain.slice(list.length + 1) : plain
}

function normalise(list: IdentifierList, plain: string): string | undefined {
  switch (list) {
    case 'GB-CHC':
      // A linked charity has its parent's number and a tail.
      return /^(\d{6,7})(-\d+)?$/.exec(plain)?.[1]
    case 'GB-COH':
      if (/^\d{1,8}$/.test(plain)) return plain.padStart(8, '0')
      return /^[A-Z]{2}\d{5}[\dA-Z]$/.exec(plain)?.[0]
    case 'GB-SC':
      return /^SC\d{6}$/.exec(plain)?.[0]
    case 'GB-NIC':
      return /^(?:NIC)?(\d{6})$/.exec(plain)?.[1]
    case 'GB-NHS':
      return /^[A-Z0-9]{3,10}$/.exec(plain)?.[0]
    case 'GB-LAE':
      return /^[A-Z]{3}$/.exec(plain)?.[0]
    case 'GB-MPR':
    case 'GB-SHPE':
    case 'GB-GOR':
    case 'GB-EDU':
    case 'GB-UKPRN':
    case 'GB-COE':
    case 'GB-CASC':
    case 'GB-REV':
      // Loose, but never a name: what enters the public list as a number has a digit.
      return /^(?=.*\d)[A-Z0-9]([A-Z0-9./-]{0,18}[A-Z0-9])?$/.exec(plain)?.[0]
    default:
      return list satisfies never
  }
}

const shapes: Partial<Record<IdentifierList, string>> = {
  'GB-CHC': 'A charity number in England or Wales has 6 or 7 digits, like 1173575.',
  'GB-COH': 'A company number has 8 digits, or 2 letters and 6 digits, like 04652487 or OC301234.',
  'GB-SC': 'A Scottish charity number is SC and 6 digits, like SC012345.',
  'GB-NIC': 'A Northern Ireland charity number has 6 digits, like 100012.',
  'GB-NHS': 'An NHS organisation code has 3 or more letters or digits, like 05N.',
  'GB-LAE': 'A council code has 3 letters, like SHR.',
}

function adviceOn(list: IdentifierList, plain: string): string {
  const right = likelier(list, plain)
  if (right) return `${plain} is a ${right.what} number. Choose ${identifierLists[right.list]}.`
  return shapes[list] ?? 'Enter the number as the list writes it: letters and digits, with at least one digit.'
}

function likelier(list: IdentifierList, plain: string): { what: string; list: IdentifierList } | undefined {
  if (list !== 'GB-SC' && /^SC\d{6}$/.test(plain)) return { what: 'Scottish charity', list: 'GB-SC' }
  if (list !== 'GB-NIC' && /^NIC\d{6}$/.test(plain)) return { what: 'Northern Ireland charity', list: 'GB-NIC' }
  if (list === 'GB-CHC' && /^(\d{8}|[A-Z]{2}\d{6})$/.test(plain)) return { what: 'company', list: 'GB-COH' }
  return undefined
}
