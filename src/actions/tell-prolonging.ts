import { countUnprolonged, findLastTry, type ProlongTry } from '../storage/read/certificate-updates.ts'
import { now, type Parts } from './parts.ts'

/** How many certificates wait to be time-stamped, and why the last of those that failed did. */
export type ToldProlonging = { readonly waiting: number; readonly failed: ProlongTry | null }

/** How certificates are prolonged; where nobody is asked, none waits. */
export async function tellProlonging(parts: Pick<Parts, 'db' | 'stamper' | 'clock'>): Promise<ToldProlonging> {
  if (!parts.stamper) return { waiting: 0, failed: null }
  return {
    waiting: await countUnprolonged(parts.db, now(parts)),
    failed: (await findLastTry(parts.db)) ?? null,
  }
}
