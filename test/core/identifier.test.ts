import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatIdentifier,
  formatMintedIdentifier,
  identifierLists,
  isIdentifierList,
  parseFormattedIdentifier,
  parseGssCode,
  parseIdentifier,
  type IdentifierList,
} from '../../src/core/identifier.ts'

describe('an identifier', () => {
  it.each([
    ['GB-CHC', '279417', 'GB-CHC-279417'],
    ['GB-CHC', 'no. 1090095', 'GB-CHC-1090095'],
    ['GB-CHC', 'Registered Charity No: 1090095', 'GB-CHC-1090095'],
    ['GB-CHC', '1173575-1', 'GB-CHC-1173575'],
    ['GB-CHC', '1173575 – 1', 'GB-CHC-1173575'],
    ['GB-CHC', 'GB-CHC-1173575', 'GB-CHC-1173575'],
    ['GB-COH', '4652487', 'GB-COH-04652487'],
    ['GB-COH', '04652487', 'GB-COH-04652487'],
    ['GB-COH', 'oc301234', 'GB-COH-OC301234'],
    ['GB-COH', 'SC012345', 'GB-COH-SC012345'],
    ['GB-COH', 'NI 012345', 'GB-COH-NI012345'],
    ['GB-COH', 'RS007853', 'GB-COH-RS007853'],
    ['GB-COH', 'IP00143R', 'GB-COH-IP00143R'],
    ['GB-COH', 'NO123456', 'GB-COH-NO123456'],
    ['GB-SC', 'sc012345', 'GB-SC-SC012345'],
    ['GB-NIC', 'NIC100012', 'GB-NIC-100012'],
    ['GB-NIC', '100012', 'GB-NIC-100012'],
    ['GB-MPR', '235C', 'GB-MPR-235C'],
    ['GB-MPR', 'IP031455', 'GB-MPR-IP031455'],
    ['GB-SHPE', 'LH4401', 'GB-SHPE-LH4401'],
    ['GB-SHPE', '4793', 'GB-SHPE-4793'],
    ['GB-NHS', '05n', 'GB-NHS-05N'],
    ['GB-NHS', 'M2L0M', 'GB-NHS-M2L0M'],
    ['GB-NHS', 'QOC', 'GB-NHS-QOC'],
    ['GB-NHS', 'RAX', 'GB-NHS-RAX'],
    ['GB-LAE', 'SHR', 'GB-LAE-SHR'],
    ['GB-LAE', 'tfw', 'GB-LAE-TFW'],
    ['GB-GOR', 'D1198', 'GB-GOR-D1198'],
    ['GB-GOR', 'EA1113', 'GB-GOR-EA1113'],
    ['GB-EDU', '123456', 'GB-EDU-123456'],
    ['GB-UKPRN', '10001234', 'GB-UKPRN-10001234'],
    ['GB-COE', '623-123', 'GB-COE-623-123'],
    ['GB-CASC', 'ch 10123', 'GB-CASC-CH10123'],
    ['GB-REV', 'XT12345', 'GB-REV-XT12345'],
  ] as const)('on %s, typed %j, is %s', (list, typed, expected) => {
    const identifier = parseIdentifier(list, typed)
    expect(formatIdentifier(identifier)).toBe(expected)
    expect(parseFormattedIdentifier(expected)).toEqual(identifier)
  })

  it.each([
    ['GB-CHC', 'SC012345', 'SC012345 is a Scottish charity number. Choose Scottish charity.'],
    ['GB-CHC', 'nic100012', 'NIC100012 is a Northern Ireland charity number. Choose Northern Ireland charity.'],
    [
      'GB-CHC',
      '04652487',
      '04652487 is a company number. Choose Company, community interest company or partnership at Companies House.',
    ],
    ['GB-CHC', '109009500', 'A charity number in England or Wales has 6 or 7 digits, like 1173575.'],
    ['GB-CHC', '27941', 'A charity number in England or Wales has 6 or 7 digits, like 1173575.'],
    ['GB-CHC', '1173575-', 'A charity number in England or Wales has 6 or 7 digits, like 1173575.'],
    ['GB-CHC', '', 'Enter the number.'],
    ['GB-CHC', ' ', 'Enter the number.'],
    ['GB-COH', '123456789', 'A company number has 8 digits, or 2 letters and 6 digits, like 04652487 or OC301234.'],
    ['GB-COH', 'ABC', 'A company number has 8 digits, or 2 letters and 6 digits, like 04652487 or OC301234.'],
    ['GB-COH', '0465-2487X', 'A company number has 8 digits, or 2 letters and 6 digits, like 04652487 or OC301234.'],
    ['GB-COH', '٤٦٥٢٤٨٧', 'A company number has 8 digits, or 2 letters and 6 digits, like 04652487 or OC301234.'],
    ['GB-SC', 'SC1234', 'A Scottish charity number is SC and 6 digits, like SC012345.'],
    ['GB-SC', 'SC0123456', 'A Scottish charity number is SC and 6 digits, like SC012345.'],
    ['GB-NIC', '10001', 'A Northern Ireland charity number has 6 digits, like 100012.'],
    ['GB-NHS', '5', 'An NHS organisation code has 3 or more letters or digits, like 05N.'],
    ['GB-NHS', '05-N', 'An NHS organisation code has 3 or more letters or digits, like 05N.'],
    ['GB-LAE', 'SH1', 'A council code has 3 letters, like SHR.'],
    ['GB-LAE', 'SHRO', 'A council code has 3 letters, like SHR.'],
    ['GB-MPR', '', 'Enter the number.'],
    ['GB-SHPE', '', 'Enter the number.'],
    ['GB-GOR', ' ', 'Enter the number.'],
    ['GB-REV', 'St Mary', 'Enter the number as the list writes it: letters and digits, with at least one digit.'],
    ['GB-EDU', '12345<b>', 'Enter the number as the list writes it: letters and digits, with at least one digit.'],
  ] as const)('on %s, typed %j, is refused', (list, typed, words) =>
    expect(() => parseIdentifier(list, typed, 'number')).toThrow(
      expect.objectContaining({ kind: 'field-invalid', words, field: 'number' }),
    ),
  )

  it('once normalised stays as it is', () => {
    const lists = fc.constantFrom(...Object.keys(identifierLists).filter(isIdentifierList))
    const typed = fc.stringMatching(/^(SC|NIC|OC|GB-CHC-|no\. )?[A-Za-z0-9 -]{1,9}$/)
    fc.assert(
      fc.property(lists, typed, (list, text) => {
        const identifier = ifAccepted(list, text)
        if (!identifier) return
        expect(parseIdentifier(list, identifier.number)).toEqual(identifier)
        expect(parseFormattedIdentifier(formatIdentifier(identifier))).toEqual(identifier)
      }),
      { numRuns: 500 },
    )
  })

  it.each(['GB-CHC-', 'GB-CHC-1173575-1', 'GB-COH-4652487', 'GB-NHS-05n', 'gb-chc-279417', 'GB-XXX-1', '279417', ''])(
    '%j is not in the spelling of the register',
    (text) => expect(() => parseFormattedIdentifier(text)).toThrow('malformed identifier'),
  )

  it('is on no list that merely looks like one', () => expect(isIdentifierList('constructor')).toBe(false))
})

describe('an identifier of our own', () => {
  it.each([
    [42, 'SHR-body-00042'],
    [99_999, 'SHR-body-99999'],
    [100_000, 'SHR-body-100000'],
  ])('for body %i is %s', (number, expected) => expect(formatMintedIdentifier('SHR', number)).toBe(expected))

  it.each([0, -1, 1.5])('is never minted for %d', (number) =>
    expect(() => formatMintedIdentifier('SHR', number)).toThrow(RangeError),
  )
})

describe('an area code', () => {
  it.each([
    ['e06000051', 'E06000051'],
    [' W06 000015 ', 'W06000015'],
  ])('%j is %s', (typed, code) => expect(parseGssCode(typed)).toBe(code))

  it.each(['E0600005', '06000051E', 'E060000511', 'X06000051', ''])('%j is refused', (typed) =>
    expect(() => parseGssCode(typed)).toThrow('An area code is E, W, S or N and 8 digits, like E06000051.'),
  )
})

function ifAccepted(list: IdentifierList, text: string) {
  try {
    return parseIdentifier(list, text)
  } catch {
    return undefined
  }
}
