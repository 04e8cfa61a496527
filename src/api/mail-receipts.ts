import { Hono } from 'hono'
import * as v from 'valibot'
import { noteReceipt, receiptOutcomes } from '../actions/note-receipt.ts'
import { Refusal } from '../core/refusal.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { caching } from '../http/caching.ts'
import { bearer } from '../http/guard.ts'
import { parse, readJson } from '../http/parse.ts'
import type { Service } from './service.ts'

/** What GOV.UK Notify says of a mail that it was given (docs.notifications.service.gov.uk/rest-api, delivery receipts). */
const receipt = v.object({
  id: v.string(),
  reference: v.nullable(v.string()),
  status: v.string(),
  completed_at: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
})

/** Where carriers say what became of a mail. */
export const mailReceiptRoutes = new Hono<Service>().post('/notify', async (c) => {
  const { post } = c.var.parts
  if (post.kind !== 'notify') throw new Refusal('not-found', 'This register sends no mail by GOV.UK Notify.')
  if (digestOf(bearer(c)) !== digestOf(post.receipts))
    throw new Refusal('not-signed-in', 'This is not the token of receipts.')
  const { id, reference, status, completed_at: completedAt } = parse(receipt, await readJson(c))
  const outcome = receiptOutcomes.find((one) => one === status)
  // Others say that it is still on its way.
  if (outcome) await noteReceipt(c.var.parts, { outcome, mail: reference, carriedAs: id, at: completedAt })
  return c.body(null, 204, caching.private)
})

/** What is compared in place of a token: how long that takes says nothing about the token. */
function digestOf(token = ''): string {
  return formatHex(sha256(formatUtf8(token)))
}
