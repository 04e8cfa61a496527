import { describe, expect, it } from 'vitest'
import { digestOf, parseDisclosure } from '../../src/core/disclosure.ts'
import {
  confirmsMailbox,
  digestsOf,
  disclosePersonal,
  formatEvidence,
  isSalted,
  parseEvidence,
  quotedIn,
  type Evidence,
} from '../../src/core/evidence.ts'
import { parseFullDay, parseInstant } from '../../src/core/day.ts'
import { asText } from '../../src/core/told.ts'
import { formatCanonicalText, parseJson } from '../../src/encoding/canonical-json.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import { edition, idOf, stampAt } from './given.ts'

const { salt } = stampAt()
const personal = disclosePersonal(salt, {
  signatory: 1,
  name: 'Ffion Tŷ',
  role: 'Clerk',
  statement: 'Example Town Council signs the Example Compact 2026. I am its Clerk and sign on its behalf.',
  sentTo: 'ffion@vale.example',
  client: { address: '192.0.2.7', agent: 'Firefox', session: idOf(4) },
})
const act = {
  v: 2,
  id: idOf(1),
  signUp: idOf(2),
  signatory: 1,
  instrument: idOf(3),
  edition,
  language: 'en',
  text: '9f'.repeat(32),
  body: { name: 'Example Town Council' },
  mandate: 'office',
} as const
const online: Evidence = {
  ...act,
  method: 'online',
  act: 'sign the Example Compact 2026',
  consent: ['I am authorised to sign for this organisation', 'I have read the Example Compact 2026'],
  confirmedBy: 'mailed-code',
  carrier: 'smtp',
  events: [{ event: 'sent', at: parseInstant('2026-03-01T09:00:00Z') }],
  signedAt: parseInstant('2026-03-02T09:00:00Z'),
  sd: digestsOf([...personal.own, ...personal.client]),
}
const paper: Evidence = {
  ...act,
  method: 'paper',
  signedOn: parseFullDay('2026-02-27'),
  scan: 'ab'.repeat(32),
  mediaType: 'application/pdf',
  transcribedAt: parseInstant('2026-03-02T09:00:00Z'),
  sd: digestsOf(personal.own),
}

/** As a register kept it before there was another version. It never changes. */
const earlier =
  '{"body":"Example Town Council","carrier":"mailbox","client":"MY0MY0MY0MY0MY0MY0MY0MY0MY0MY0MY0MY0MY0MY0M",' +
  '"confirmedBy":"mailed-code","edition":"019cb871-2aa2-7000-8000-000000000000","language":"en","mandate":"office",' +
  '"name":"Ffion Tŷ","role":"Clerk","sentAt":"2026-03-01T09:00:00Z","sentTo":"ffion@vale.example",' +
  '"signUp":"019cb871-2aa3-7000-8000-000000000000","signatory":1,"signedAt":"2026-03-02T09:00:00Z",' +
  '"statement":"Example Town Council signs.","text":"9f9f","v":1}'

/** Golden bytes: they never change, and a new member is a new version. */
const golden = {
  online:
    '{"act":"sign the Example Compact 2026","body":{"name":"Example Town Council"},"carrier":"smtp",' +
    '"confirmedBy":"mailed-code","consent":["I am authorised to sign for this organisation",' +
    '"I have read the Example Compact 2026"],"edition":"019cb857-fca2-7000-8000-000000000000",' +
    '"events":[{"at":"2026-03-01T09:00:00Z","event":"sent"}],"id":"019cb857-fca1-7000-8000-000000000000",' +
    '"instrument":"019cb857-fca3-7000-8000-000000000000","language":"en","mandate":"office",' +
    '"method":"online","sd":["1DxGQTWxNLMNGWBvw-2lwV8NtYgz3eOR4RwtbmLfH3I",' +
    '"Nhz9nlk8JFIMJGPgnr_wqjfWlzdT5Yfvbx5M_mgntDY","OcyY-2hKqoKk6wbDxHyJm7e02H7llUmbYfKZY8hM4jc",' +
    '"XkZHxBOz-Ppttt6TwZC-VrpOkryBgELqZfabBkF2RAc","a3mBg-P_CxloIsaMkEU96whx-_YMbeHAoH-fnUzuBBU",' +
    '"eNvgwPYpP9gIEr4gE0C9Beua4s9NXAXkOsuJEUCsFzQ","je90QkrVWtG4zcAtDrNpKKMV3706Rk2w9Z_A9svy-Gs"],' +
    '"signUp":"019cb857-fca2-7000-8000-000000000000","signatory":1,"signedAt":"2026-03-02T09:00:00Z",' +
    '"text":"9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f","v":2}',
  paper:
    '{"body":{"name":"Example Town Council"},"edition":"019cb857-fca2-7000-8000-000000000000",' +
    '"id":"019cb857-fca1-7000-8000-000000000000","instrument":"019cb857-fca3-7000-8000-000000000000",' +
    '"language":"en","mandate":"office","mediaType":"application/pdf","method":"paper",' +
    '"scan":"abababababababababababababababababababababababababababababababab",' +
    '"sd":["1DxGQTWxNLMNGWBvw-2lwV8NtYgz3eOR4RwtbmLfH3I","Nhz9nlk8JFIMJGPgnr_wqjfWlzdT5Yfvbx5M_mgntDY",' +
    '"XkZHxBOz-Ppttt6TwZC-VrpOkryBgELqZfabBkF2RAc","eNvgwPYpP9gIEr4gE0C9Beua4s9NXAXkOsuJEUCsFzQ"],' +
    '"signUp":"019cb857-fca2-7000-8000-000000000000","signatory":1,"signedOn":"2026-02-27",' +
    '"text":"9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f",' +
    '"transcribedAt":"2026-03-02T09:00:00Z","v":2}',
}

describe('a record of an act', () => {
  it.each([
    ['online', online],
    ['on paper', paper],
  ])('%s has these bytes for ever', (_how, record) => {
    expect(formatEvidence(record)).toBe(golden[record.method])
    expect(parseEvidence(golden[record.method])).toEqual(record)
  })

  it('of version 1 is read, and prints as it was kept', () => {
    expect(parseEvidence(earlier)).toMatchObject({ v: 1, name: 'Ffion Tŷ', signatory: 1 })
    expect(formatCanonicalText(parseJson(earlier))).toBe(earlier)
    expect([confirmsMailbox(earlier), isSalted(earlier)]).toEqual([true, false])
  })

  it.each([
    ['with a member more', golden.online.replace('"v":2', '"v":2,"z":1')],
    ['without its digests', golden.online.replace(/"sd":\[[^\]]*\],/, '')],
    ['with its digests in another order', golden.online.replace(/"sd":\["([^"]*)","([^"]*)"/, '"sd":["$2","$1"')],
    ['of a later version', golden.online.replace('"v":2', '"v":3')],
    ['with a space', golden.online.replace(',', ', ')],
    ['that is none', 'paper'],
  ])('%s is no record', (_what, text) => {
    expect(() => parseEvidence(text)).toThrow(Malformed)
  })

  it('holds nothing that is anybody’s but as digests of what stands beside it', () => {
    const beside = [...personal.own, ...personal.client]
    for (const { name, value, text, digest } of beside) {
      expect(parseDisclosure(text)).toEqual({ name, value })
      expect([digestOf(text), online.sd.includes(digest)]).toEqual([digest, true])
      expect(formatEvidence(online)).not.toContain(asText(value))
    }
    expect(beside.map(({ name }) => name)).toEqual([
      'signatory.1.name',
      'signatory.1.role',
      'statement.1',
      'signatory.1.address',
      'client.address',
      'client.agent',
      'client.session',
    ])
    expect(beside.some((one) => one.public)).toBe(false)
  })

  it('may be quoted by the account of what somebody asked for', () => {
    const account = (asked: string) => formatCanonicalText({ v: 1, asked, checked: ['phone-back'] })
    expect(quotedIn(account(golden.online))).toBe(golden.online)
    expect(quotedIn('The clerk rang.')).toBeUndefined()
    expect([golden.online, account(golden.online), account(earlier), 'The clerk rang.', 5].map(isSalted)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
