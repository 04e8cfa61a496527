import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBindings, readSettings, SettingRefused } from '../src/env.ts'
import { formatBase64 } from '../src/encoding/base64.ts'
import { contrast } from '../src/web/colour.ts'
import { lookOf } from '../src/web/look.ts'
import { makeSealKeys } from './support/seal-keys.ts'

const edge = {
  ORIGIN: 'https://register.example.org',
  MAIL_CARRIER: 'mailbox',
  DATABASE_URL: 'libsql://db',
  REGISTER_KEYS: '{}',
}
const CONTACT = 'register@example-vale.gov.uk'
const { root } = await makeSealKeys()
const anchor = formatBase64(root)
const hosts = [
  ['the embedded host', readSettings, {}],
  ['the edge host', readBindings, { ...edge, CONTACT }],
] as const

describe.each(hosts)('what the keeper chose, on %s', (_host, read, variables) => {
  it('is what the settings say', () => {
    const chosen = {
      CONTACT,
      ACCENT: '#4c2c92',
      TYPEFACE: '"Atkinson Hyperlegible", Arial, sans-serif',
      SECTOR_PUBLIC: 'Statutory partners',
      SECTOR_VCS: 'VCFSE',
    }
    expect(read({ ...variables, ...chosen }).local).toEqual({
      contact: CONTACT,
      accent: '#4c2c92',
      typeface: '"Atkinson Hyperlegible", Arial, sans-serif',
      sectors: { 'public-sector': 'Statutory partners', vcs: 'VCFSE' },
    })
  })

  it.each([
    ['CONTACT', 'nobody'],
    ['CONTACT', 'Robin <robin@example.org>'],
    ['ACCENT', '#FFF'],
    ['TYPEFACE', 'Arial; } body { display: none'],
    ['TYPEFACE', 'url(https://elsewhere.example/face)'],
    ['TYPEFACE', '"Source Sans'],
    ['TYPEFACE', 'Arial,'],
    ['TYPEFACE', 'Source Sans 3'],
    ['SECTOR_PUBLIC', ' '],
    ['SECTOR_VCS', 'two\nlines'],
    ['SECTOR_VCS', 'x'.repeat(61)],
  ])('is refused where %s is %j', (name, value) => {
    expect(() => read({ ...variables, [name]: value })).toThrow(`${name} is malformed`)
  })

  it('is refused where the accent cannot be read on white, and nowhere else', () => {
    const ratio = (accent: string) => contrast(accent, '#ffffff')
    expect(ratio('#767676')).toBeGreaterThan(4.5)
    expect(read({ ...variables, ACCENT: '#767676' }).local.accent).toBe('#767676')
    expect(ratio('#777777')).toBeLessThan(4.5)
    expect(() => read({ ...variables, ACCENT: '#777777' })).toThrow('dark enough to be read on white')
  })
})

describe.each(hosts)('the time-stamping authorities, on %s', (_host, read, variables) => {
  it('are none unless they are named, and are asked in the order in which they are', () => {
    const named = `https://tsa.example.org/ 1.2.3.4.1 ${anchor}, http://stamp.example:318/tsr  0.4.0.2023.1.1  ${anchor}`
    expect(read(variables).authorities).toEqual([])
    expect(read({ ...variables, TIME_STAMPS: named }).authorities).toEqual([
      { name: 'tsa.example.org', url: 'https://tsa.example.org/', policy: '1.2.3.4.1', anchor: root },
      { name: 'stamp.example:318', url: 'http://stamp.example:318/tsr', policy: '0.4.0.2023.1.1', anchor: root },
    ])
  })

  it.each([
    ['has no policy and no certificate', 'https://tsa.example.org/'],
    ['has no certificate', 'https://tsa.example.org/ 1.2.3.4.1'],
    ['has something else for a certificate', 'https://tsa.example.org/ 1.2.3.4.1 MIID'],
    ['has half a certificate', `https://tsa.example.org/ 1.2.3.4.1 ${anchor.slice(0, 200)}`],
    ['has no address', `tsa.example.org 1.2.3.4.1 ${anchor}`],
    ['has a name and a password in its address', `https://name:password@tsa.example.org/ 1.2.3.4.1 ${anchor}`],
    ['has no number for a policy', `https://tsa.example.org/ strict ${anchor}`],
    ['is followed by nothing', `https://tsa.example.org/ 1.2.3.4.1 ${anchor},`],
    ['is named twice', `https://a.example/1 1.2.3 ${anchor},https://a.example/2 1.2.3 ${anchor}`],
  ])('are refused where one %s', (_what, value) => {
    expect(() => read({ ...variables, TIME_STAMPS: value })).toThrow('TIME_STAMPS is malformed')
  })
})

describe.each(hosts)('what a certificate has to come to, on %s', (_host, read, variables) => {
  const stamped = { ...variables, TIME_STAMPS: `https://tsa.example.org/ 1.2.3.4.1 ${anchor}` }

  it('is its seal unless more is asked, and more only where there is an authority', () => {
    expect(read(stamped).certificateLevel).toBe('B-B')
    expect(read({ ...stamped, CERTIFICATE_LEVEL: 'B-LTA' }).certificateLevel).toBe('B-LTA')
    expect(read({ ...variables, CERTIFICATE_LEVEL: 'B-B' }).certificateLevel).toBe('B-B')
    for (const wrong of [
      { ...variables, CERTIFICATE_LEVEL: 'B-T' },
      { ...stamped, CERTIFICATE_LEVEL: 'B-XL' },
    ])
      expect(() => read(wrong)).toThrow('CERTIFICATE_LEVEL is malformed')
  })
})

it('a mailbox is made up on this machine alone', () => {
  expect(readSettings({}).local.contact).toBe('register@example.org')
  expect(readSettings({ ORIGIN: 'http://127.0.0.1:8787' }).local.contact).toBe('register@example.org')
  expect(() => readSettings({ ORIGIN: edge.ORIGIN })).toThrow('CONTACT is missing')
  expect(() => readBindings(edge)).toThrow(SettingRefused)
})

describe('the look of a register', () => {
  const look = (accent: string) => lookOf({ accent, typeface: 'Arial' })

  it('can be read in every accent that is let in', () => {
    const part = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'))
    const accents = fc.tuple(part, part, part).map((parts) => `#${parts.join('')}`)
    fc.assert(
      fc.property(accents, (accent) => {
        fc.pre(contrast(accent, '#ffffff') >= 4.5)
        const colour = (name: string) =>
          new RegExp(`--register-${name}:(#[0-9a-f]{6})`).exec(look(accent).css)?.[1] ?? ''
        expect(contrast(colour('link'), '#ffffff')).toBeGreaterThanOrEqual(4.5)
        expect(contrast(colour('link'), colour('surface'))).toBeGreaterThanOrEqual(4.5)
        expect(contrast(colour('accent-dark'), colour('accent-light'))).toBeGreaterThanOrEqual(4.5)
        expect(contrast(colour('accent-dark'), '#ffffff')).toBeGreaterThanOrEqual(4.5)
      }),
      { numRuns: 1000 },
    )
  })

  it('has another address when it is another one', () => {
    expect(look('#0b4f5c').address).not.toBe(look('#4c2c92').address)
    expect(look('#0b4f5c')).toEqual(look('#0b4f5c'))
  })
})
