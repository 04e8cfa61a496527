import type { Context } from 'hono'
import { answerOnce } from '../actions/repeats.ts'
import { Refusal } from '../core/refusal.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import type { Service } from './service.ts'

/** The header by which a program says that a request is the same one, sent again. */
export const keyHeader = 'Idempotency-Key'

/** A UUID of any version (RFC 9562), since whoever guesses the key of an open request would read its answer. */
const quotedKey = /^"?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"?$/i

/** The key of a request, as draft-ietf-httpapi-idempotency-key-header-07 §2.1 writes it; many leave the quotes out. */
export function repeatKey({ req }: Context): string | undefined {
  const sent = req.header(keyHeader)
  if (sent === undefined || req.method === 'GET' || req.method === 'HEAD') return undefined
  const key = quotedKey.exec(sent.trim())?.[1]
  if (key === undefined)
    throw new Refusal('field-invalid', 'Send a UUID in double quotes, new for each request.', keyHeader)
  return key.toLowerCase()
}

/** The answer of an act that is done once, however often its request comes with one key. */
export async function answeredOnce(
  c: Context<Service>,
  subject: string,
  answer: () => Promise<string>,
): Promise<string> {
  const key = repeatKey(c)
  if (key === undefined) return answer()
  const { pathname, search } = new URL(c.req.url)
  const asked = formatUtf8(`${c.req.method} ${pathname}${search}\n${await c.req.text()}`)
  return answerOnce(c.var.parts, { subject, key, request: formatHex(sha256(asked)) }, answer)
}
