import { describe, expect, it } from 'vitest'
import { parseInstant } from '../../src/core/day.ts'
import {
  digestOfRegistration,
  formatPasskeyStatement,
  parsePasskeyStatement,
  type PasskeyStatement,
} from '../../src/core/passkey-statement.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { edition, idOf } from './given.ts'

const registration = {
  attestationObject: 'o2NmbXQ',
  clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0',
  at: parseInstant('2026-03-02T08:59:00Z'),
}
const statement: PasskeyStatement = {
  v: 1,
  purpose: 'signature',
  origin: 'https://register.example.org',
  signature: {
    id: idOf(1),
    signUp: idOf(2),
    signatory: 1,
    instrument: idOf(3),
    edition,
    language: 'en',
    text: '9f'.repeat(32),
    body: { name: 'Example Town Council' },
    act: 'sign the Example Compact 2026',
    mandate: 'office',
  },
  sd: ['A'.repeat(43), 'B'.repeat(43)],
  confirmedBy: 'mailed-code',
  confirmedAt: parseInstant('2026-03-02T08:55:00Z'),
  registration: digestOfRegistration(registration),
  issuedAt: parseInstant('2026-03-02T08:59:00Z'),
  expiresAt: parseInstant('2026-03-02T09:04:00Z'),
  nonce: 'AAECAwQFBgcICQoLDA0ODw',
}

/** Frozen: somebody signed bytes of this form, and whoever has them verifies them years later. */
const golden =
  '{"confirmedAt":"2026-03-02T08:55:00Z","confirmedBy":"mailed-code","expiresAt":"2026-03-02T09:04:00Z",' +
  '"issuedAt":"2026-03-02T08:59:00Z","nonce":"AAECAwQFBgcICQoLDA0ODw","origin":"https://register.example.org",' +
  '"purpose":"signature","registration":"A9kdPx6cYf3aLYCnY4Yy6MrReZXJsyDdLp0QUm8A73Y",' +
  '"sd":["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"],' +
  '"signature":{"act":"sign the Example Compact 2026","body":{"name":"Example Town Council"},' +
  '"edition":"019cb857-fca2-7000-8000-000000000000","id":"019cb857-fca1-7000-8000-000000000000",' +
  '"instrument":"019cb857-fca3-7000-8000-000000000000","language":"en","mandate":"office",' +
  '"signUp":"019cb857-fca2-7000-8000-000000000000","signatory":1,' +
  '"text":"9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f"},"v":1}'

describe('what a passkey signs', () => {
  it('has these bytes for ever, and is read from them', () => {
    expect(parseUtf8(formatPasskeyStatement(statement))).toBe(golden)
    expect(parsePasskeyStatement(formatUtf8(golden))).toEqual(statement)
  })

  it.each([
    ['of another version', golden.replace('"v":1', '"v":2')],
    ['for another purpose', golden.replace('"purpose":"signature"', '"purpose":"entry"')],
    ['with a member more', golden.replace('{"confirmedAt"', '{"a":1,"confirmedAt"')],
    ['without its nonce', golden.replace(/"nonce":"[^"]*",/, '')],
    ['with a nonce that is too short', golden.replace(/"nonce":"../, '"nonce":"')],
    ['in another order', golden.replace(/^\{("confirmedAt":[^,]*),("confirmedBy":[^,]*),/, '{$2,$1,')],
    ['with a space', golden.replace(',', ', ')],
    ['with an instant that is none', golden.replace('08:59:00Z', '08:59:60Z')],
  ])('is refused %s', (_what, text) => {
    expect(text).not.toBe(golden)
    expect(() => parsePasskeyStatement(formatUtf8(text))).toThrow(Malformed)
  })
})
