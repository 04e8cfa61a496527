import { Hono } from 'hono'
import { Refusal } from '../core/refusal.ts'
import { caching } from '../http/caching.ts'
import { logSize } from '../storage/read/entries.ts'
import { findLatestCheckpoint } from '../storage/read/log.ts'
import { findPublication } from '../storage/read/publications.ts'
import type { Service } from './service.ts'

/** The list as last published, the public keys, and whether all is well. */
export const openDataRoutes = new Hono<Service>()
  .get('/signatories.json', (c) => published(c.var.parts.db, 'signatories.json'))
  .get('/signatories.csv', (c) => published(c.var.parts.db, 'signatories.csv'))
  .get('/.well-known/jwks.json', (c) =>
    c.json({ keys: [c.var.parts.keys.jose.publicKey] }, 200, {
      ...caching.minutes,
      'content-type': 'application/jwk-set+json',
    }),
  )
  .get('/seal/root.cer', (c) =>
    c.body(c.var.parts.keys.seal.root, 200, { 'content-type': 'application/pkix-cert', ...caching.minutes }),
  )
  .get('/seal/revoked.crl', (c) =>
    c.body(c.var.parts.keys.seal.revoked, 200, { 'content-type': 'application/pkix-crl', ...caching.minutes }),
  )
  .get('/health', async (c) => {
    const published = await findLatestCheckpoint(c.var.parts.db)
    const size = await logSize(c.var.parts.db)
    return c.json({ log: { size, published: published?.size ?? 0 } }, 200, { 'cache-control': 'no-store' })
  })

async function published(db: Parameters<typeof findPublication>[0], name: string): Promise<Response> {
  const found = await findPublication(db, name)
  if (!found) throw new Refusal('not-published-yet', 'The list has not been published yet.')
  return new Response(found.bytes, { headers: { 'content-type': found.mediaType, ...caching.latest } })
}
