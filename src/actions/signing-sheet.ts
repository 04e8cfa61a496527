import type { Block } from '../certificate/make-document.ts'
import { londonDay } from '../core/day.ts'
import { boardAhead } from '../core/decision.ts'
import { Refusal } from '../core/refusal.ts'
import { sheetCodeOf } from '../core/sheet-code.ts'
import { statementFor } from '../core/statement.ts'
import type { Uuid } from '../core/uuid.ts'
import { editionName, listEditions } from '../storage/read/editions.ts'
import { findRegister } from '../storage/read/register.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import { countAsked } from './fill-in-sign-up.ts'
import { bodyNameOf } from './name-sign-up.ts'
import { now, type Parts } from './parts.ts'
import { printDocument } from './print-document.ts'

/** What one person or two sign by hand: for each edition the very text, and the statement of each. */
export type Sheet = {
  id: Uuid
  code: string
  register: string
  body: string
  contact: string
  custodian: string
  editions: readonly {
    name: string
    /** Where it can be read, and the SHA-256 of its text. */
    address: string
    language: string
    sha256: string
    places: readonly { who: string; name: string; role: string; statement: string }[]
  }[]
}

/** A line to write on, where nobody is named yet. */
const open = '____________________'

/** The lines that whoever signs fills in. */
export const sheetLines = [
  'Full name',
  'Role',
  'May your name be published? (yes or no)',
  'Decided on, and minute reference (if any)',
  'Signature',
  'Date of signature',
] as const

/** The signing sheet of a sign-up as it stands, with a code by which the desk finds it again. */
export async function sheetOf(parts: Parts, signUp: StoredSignUp): Promise<Sheet> {
  const register = await findRegister(parts.db)
  if (!register) throw new Error('a sign-up is of a register that is open')
  const body = (await bodyNameOf(parts, signUp)) || open
  const { signatories, editions: chosen } = signUp.draft
  const asked = await countAsked(parts, signUp)
  const boardOn = boardAhead(signUp, londonDay(now(parts)))
  const editions = await listEditions(parts.db)
  // Whoever comes here because two people share a mailbox has named one of them at most.
  const places = Math.max(2, signatories.length)
  return {
    id: signUp.id,
    code: sheetCodeOf(signUp.id),
    register: register.name,
    body,
    contact: parts.local.contact,
    custodian: register.custodian,
    editions: chosen.flatMap(({ edition: id, language }) => {
      const edition = editions.find((one) => one.id === id)
      const text = edition?.texts.find((one) => one.language === language)
      if (!edition || !text) return []
      const name = editionName(edition)
      return {
        name,
        address: `${parts.address}/editions/${edition.slug}`,
        language,
        sha256: text.sha256,
        places: Array.from({ length: places }, (_, n) => {
          const signatory = signatories[n] ?? { name: '', role: open, mandate: 'office' as const }
          const statement = statementFor({ ...signatory, boardOn }, body, name)
          return { who: placeWords(n, asked), name: signatory.name, role: signatory.role.replace(open, ''), statement }
        }),
      }
    }),
  }
}

function placeWords(n: number, asked: 1 | 2): string {
  if (n === 0) return 'Who signs'
  return asked === 2 ? 'Who else signs' : 'Who else signs, if two people do'
}

/** How the paper comes back, as sheet and page say it. */
export function returnWords({ code, contact, custodian }: Sheet): string {
  return `Send a scan or photograph of this sheet to ${contact}, or the paper to ${custodian}. Its code is ${code}.`
}

/** The sheet as a tagged PDF, a page for each edition. */
export async function printSheet(parts: Parts, sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  return printDocument(parts, `Signing sheet ${sheet.code}: ${sheet.body}`, blocksOfSheet(sheet))
}

/** The sheet in pieces, a page for each edition. */
export function blocksOfSheet(sheet: Sheet): readonly Block[] {
  if (sheet.editions.length === 0) throw new Refusal('incomplete', 'Say first what the organisation is signing.')
  return sheet.editions.flatMap((edition, n): Block[] => [
    ...(n > 0 ? [{ kind: 'break' } as const] : []),
    { kind: 'text', text: sheet.register },
    { kind: n === 0 ? 'title' : 'heading', text: `Signing sheet: ${edition.name}` },
    { kind: 'text', text: sheet.body },
    { kind: 'small', text: `Read it at ${edition.address}. SHA-256 of its text: ${edition.sha256}` },
    ...edition.places.flatMap(({ who, name, role, statement }): Block[] => [
      { kind: 'heading', text: who },
      { kind: 'text', text: statement },
      ...sheetLines.map((label) => {
        const known = { 'Full name': name, Role: role }
        return { kind: 'line', label, text: Object.entries(known).find(([line]) => line === label)?.[1] ?? '' } as const
      }),
    ]),
    { kind: 'small', text: returnWords(sheet) },
  ])
}
