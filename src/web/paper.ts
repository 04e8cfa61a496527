import { bodyNameOf } from '../actions/name-sign-up.ts'
import { boardAhead } from '../core/decision.ts'
import { londonDay } from '../core/day.ts'
import { now } from '../actions/parts.ts'
import { statementFor } from '../core/statement.ts'
import { editionName, listEditions } from '../storage/read/editions.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import type { Paper } from './pages/sign-paper.tsx'
import type { Visit } from './site.ts'

/** What there is to sign by hand: a statement for each edition and person, with lines where nobody is named yet. */
export async function paperOf(c: Visit, signUp: StoredSignUp): Promise<Paper> {
  const { parts } = c.var
  const body = (await bodyNameOf(parts, signUp)) || '____________________'
  const { signatories, editions: chosen } = signUp.draft
  const editions = (await listEditions(parts.db)).filter(({ id }) => chosen.some(({ edition }) => edition === id))
  // Whoever comes here because two people share a mailbox has named one of them at most.
  const boardOn = boardAhead(signUp, londonDay(now(parts)))
  const places = Math.max(2, signatories.length)
  return {
    id: signUp.id,
    body,
    contact: parts.local.contact,
    custodian: c.var.register.custodian,
    sheets: editions.map((edition) => ({
      edition: editionName(edition),
      signatures: Array.from({ length: places }, (_, n) => {
        const { name = '', ...signatory } = signatories[n] ?? {
          role: '____________________',
          mandate: 'office' as const,
        }
        return { name, statement: statementFor({ ...signatory, boardOn }, body, editionName(edition)) }
      }),
    })),
  }
}
