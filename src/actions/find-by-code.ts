import { Refusal } from '../core/refusal.ts'
import { parseSheetCode, sheetCodeOf } from '../core/sheet-code.ts'
import type { Uuid } from '../core/uuid.ts'
import { listOpenSignUpIds } from '../storage/read/scans.ts'
import type { Parts } from './parts.ts'

/** The open sign-up whose sheet bears a code. A code that two would have is of neither. */
export async function findByCode({ db }: Pick<Parts, 'db'>, typed: string): Promise<Uuid> {
  const code = parseSheetCode(typed)
  const [found, ...others] = (await listOpenSignUpIds(db)).filter((id) => sheetCodeOf(id) === code)
  if (found && others.length === 0) return found
  const words = 'No sign-up that is still open has this code. Compare it with the sheet, or start one below'
  throw new Refusal('field-invalid', words, 'code')
}
