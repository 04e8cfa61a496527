import { requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { startPaper, transcribePaper } from '../../src/actions/transcribe-paper.ts'
import { parseFullDay } from '../../src/core/day.ts'
import type { PaperSignatory } from '../../src/core/transcript.ts'
import { parseUuid, type Uuid } from '../../src/core/uuid.ts'
import { registerBody } from '../../src/actions/register-body.ts'
import { findBody } from '../../src/storage/read/bodies.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { openRegister, type Register } from './register.ts'

/** The smallest thing that is a PDF by its first bytes. */
export const scan = new TextEncoder().encode('%PDF-1.4 scanned')

export const hand: PaperSignatory = {
  name: 'Hilda Hand',
  role: 'Chair',
  on: parseFullDay('2026-02-27'),
  mandate: 'resolution',
  decidedOn: parseFullDay('2026-02-20'),
  minute: 'Minute 7',
  nameShown: true,
}

/** A register whose two coordinators work for two organisations, and a body that signs on paper alone. */
export async function paperRegister(given?: Register) {
  const register = given ?? (await openRegister())
  const { parts, editions } = register
  const [first, second] = await listCoordinators(parts.db)
  if (!first || !second) throw new Error('two people run the desk of the demonstration')
  const named = {
    name: 'Hilltop Village Hall',
    sector: 'vcs',
    kind: 'community-group',
    identifiers: new Array<string>(),
  } as const
  const { slug } = await registerBody(parts, named, parseUuid('019cb857-fca0-7c79-82ee-35c7f74b6a01'))
  const body = await findBody(parts.db, slug)
  if (!body) throw new Error('the village hall is not on the register')
  const start = async (): Promise<Uuid> =>
    startPaper(parts, { body: body.id, editions: [{ edition: editions[0] ?? body.id, language: 'en' }] }, first)
  const transcribe = async (
    id: Uuid,
    signatories: readonly PaperSignatory[] = [hand],
    bytes = scan,
    texts: readonly string[] = [],
  ) => transcribePaper(parts, id, { signatories: [...signatories], scan: bytes, texts }, first)
  const read = async (id: Uuid) => requireSignUp(parts, id)
  return { ...register, first, second, body, start, transcribe, read }
}
