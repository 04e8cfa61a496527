import { formatInstant } from '../core/day.ts'
import { isUuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { recordReceipt } from '../storage/write/outbox.ts'
import { now, type Parts } from './parts.ts'

/** What a carrier says in the end of a mail that it took. */
export const receiptOutcomes = ['delivered', 'permanent-failure', 'temporary-failure', 'technical-failure'] as const

/** A receipt: the mail by the name that we gave it and by the carrier's own, and when it came to this. */
type Receipt = {
  outcome: (typeof receiptOutcomes)[number]
  mail: string | null
  carriedAs: string
  at: string | null
}

/** Writes down what became of a mail. Receipts may come twice, late, or the later one first: the latest outcome counts. */
export async function noteReceipt(parts: Parts, { outcome, mail, carriedAs, at: completed }: Receipt): Promise<void> {
  if (!isUuid(mail)) return
  const at = completed === null ? now(parts) : formatInstant(Date.parse(completed))
  await write(parts.db, [recordReceipt(parts.db, { id: mail, carriedAs }, at, outcomes[outcome])])
}

const outcomes = {
  delivered: { column: 'deliveredAt', trouble: null },
  'permanent-failure': { column: 'bouncedAt', trouble: 'address-refused' },
  'temporary-failure': { column: 'bouncedAt', trouble: 'full' },
  'technical-failure': { column: 'deadAt', trouble: 'not-handed-on' },
} as const
