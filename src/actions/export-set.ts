import { Refusal } from '../core/refusal.ts'
import { exportSet, type SetExport } from '../core/set-export.ts'
import { findHoldings } from '../storage/read/holdings.ts'
import type { Parts } from './parts.ts'

/** The register as it stands now, in the files that an import reads. */
export async function exportRegister({ db }: Pick<Parts, 'db'>): Promise<SetExport> {
  const held = await findHoldings(db)
  if (!held) throw new Refusal('not-open', 'There is no register here yet. Open one first: npm run open')
  return exportSet(held)
}
