import { parseInstant, type Instant } from '../../src/core/day.ts'
import type { SignUp } from '../../src/core/sign-up.ts'
import type { Stamp } from '../../src/core/stamp.ts'
import { makeUuid, type Uuid } from '../../src/core/uuid.ts'
import { seededChance } from '../support/chance.ts'

/** An id that is told apart by its number. */
export function idOf(n: number): Uuid {
  return makeUuid(1_772_619_300_000 + n, new Uint8Array(10))
}

/** Time and chance of a test. */
export function stampAt(at = '2026-03-04T10:15:00Z', seed = 'stamp'): Stamp {
  const chance = seededChance(seed)
  return { at: parseInstant(at), id: () => makeUuid(Date.parse(at), chance(10)), salt: () => chance(16) }
}

/** A body that is on the register, and an edition, as the tests of the law know them. */
export const body = idOf(1)
export const edition = idOf(2)
export const moment: Instant = parseInstant('2026-03-04T10:00:00Z')

/** A sign-up of a registered body by one person, sent and signed; a test says what is different. */
export function signUpOf(change: Partial<SignUp> = {}): SignUp {
  const draft: SignUp['draft'] = {
    body: { registered: body },
    editions: [{ edition, language: 'en' }],
    signatories: [signatoryOf()],
  }
  return {
    id: idOf(3),
    startedAt: moment,
    preparer: { name: 'Mina Preparer', address: 'mina@vale.example' },
    draft,
    sentAt: moment,
    closedAt: null,
    outcome: null,
    returnedAt: null,
    returnedWords: null,
    endedWords: null,
    boardOn: null,
    warnedAt: null,
    signatures: [signatureOf()],
    approvals: [],
    ...change,
  }
}

export function signatoryOf(
  change: Partial<SignUp['draft']['signatories'][number]> = {},
): SignUp['draft']['signatories'][number] {
  const person = { name: 'Ffion Tŷ', role: 'Clerk', address: 'ffion@vale.example' }
  return { ...person, mandate: 'office', nameShown: true, ...change }
}

export function signatureOf(change: Partial<SignUp['signatures'][number]> = {}): SignUp['signatures'][number] {
  return {
    signatory: 1,
    edition,
    language: 'en',
    text: '9f'.repeat(32),
    at: moment,
    name: 'Ffion Tŷ',
    role: 'Clerk',
    statement: 'The statement as it was read.',
    evidence: '{"confirmedBy":"mailed-code","v":1}',
    disclosures: [],
    client: null,
    ...change,
  }
}
