import { Hono, type Context } from 'hono'
import type { Parts } from '../actions/parts.ts'
import { publishedPolicyText } from '../actions/policy.ts'
import { shownVkey } from '../actions/present-keys.ts'
import { proveEntry } from '../actions/prove-entry.ts'
import { Refusal } from '../core/refusal.ts'
import { concatBytes } from '../encoding/bytes.ts'
import { formatHex } from '../encoding/hex.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatBundle } from '../log/bundle.ts'
import { isWithin, parseTile, rangeOfTile, type Tile } from '../log/tile.ts'
import { parseSize } from '../log/checkpoint.ts'
import { caching, isHeld } from '../http/caching.ts'
import { listFates } from '../storage/read/erasures.ts'
import { findEntryAt } from '../storage/read/entries.ts'
import { findPublished, listHashes, listLeaves } from '../storage/read/log.ts'
import { listRotations } from '../storage/read/rotations.ts'
import type { Service } from './service.ts'

/** The log under its prefix, as c2sp.org/tlog-tiles addresses it: only what a published checkpoint implies. */
export const logRoutes = new Hono<Service>()
  .get('/checkpoint', async (c) => {
    const published = await findPublished(c.var.parts.db)
    if (!published) throw new Refusal('not-published-yet', 'No checkpoint has been published yet.')
    return c.body(published.note, 200, { 'content-type': 'text/plain; charset=utf-8', ...caching.latest })
  })
  .get('/vkey', async (c) => {
    return c.body(`${await shownVkey(c.var.parts)}\n`, 200, {
      'content-type': 'text/plain; charset=utf-8',
      ...caching.minutes,
    })
  })
  .get('/vkeys', async (c) => {
    const shown = (await findPublished(c.var.parts.db))?.size ?? 1
    const brought = (await listRotations(c.var.parts.db)).filter(
      ({ use, reason, position }) => use === 'log' && reason !== 'withdrawn' && position < shown,
    )
    const lines = brought.toReversed().map(({ key, position }) => `${key} ${position}\n`)
    return c.body(lines.join(''), 200, { 'content-type': 'text/plain; charset=utf-8', ...caching.minutes })
  })
  .get('/policy', async (c) => {
    const policy = await publishedPolicyText(c.var.parts)
    return c.body(policy, 200, { 'content-type': 'text/plain; charset=utf-8', ...caching.minutes })
  })
  .get('/tile/:path{.+}', async (c) => {
    const tile = unlessMalformed(() => parseTile(`tile/${c.req.param('path')}`))
    const published = await findPublished(c.var.parts.db)
    if (!tile || !published || !isWithin(tile, published.size)) throw new Refusal('not-found', 'There is no such tile.')
    const bytes = await tileBytes(c.var.parts.db, tile)
    const zipped = tile.level === 'entries' && takesGzip(c)
    // Two encodings are two sequences of bytes, so they bear two tags (RFC 9110 §8.8.3.3).
    const etag = `"${formatHex(sha256(bytes))}${zipped ? '-gzip' : ''}"`
    const headers = { 'content-type': 'application/octet-stream', etag, vary: 'accept-encoding', ...caching.forever }
    if (isHeld(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
    return zipped ? gzipped(bytes, headers) : c.body(bytes, 200, headers)
  })
  .get('/proofs/:index', async (c) => {
    const proof = await proveEntry(c.var.parts.db, readIndex(c.req.param('index')))
    return c.body(proof, 200, { 'content-type': 'text/plain; charset=utf-8', ...caching.latest })
  })
  .get('/disclosures/:index', async (c) => {
    const index = readIndex(c.req.param('index'))
    const found = await findEntryAt(c.var.parts.db, index)
    if (!found) throw new Refusal('not-found', 'There is no such entry in the log.')
    const published = await findPublished(c.var.parts.db)
    if (!published || index >= published.size)
      throw new Refusal('not-published-yet', 'This entry is being published. Try again in a minute.')
    const answers = (await listFates(c.var.parts.db, found)).map((fate) =>
      'disclosed' in fate ? { digest: fate.digest, disclosure: fate.disclosed.text } : fate,
    )
    return c.json({ entry: index, disclosures: answers }, 200, caching.never)
  })

async function tileBytes(db: Parts['db'], tile: Tile): Promise<Uint8Array<ArrayBuffer>> {
  const { from, to } = rangeOfTile(tile)
  if (tile.level === 'entries') return formatBundle(await listLeaves(db, from, to))
  const hashes = await listHashes(db, [{ level: tile.level, from, to }])
  return concatBytes(...hashes.map(({ hash }) => hash))
}

function takesGzip(c: Context): boolean {
  // Cloudflare puts what it takes itself into the header, and the visitor's own words beside the request.
  const { cf }: Request & { cf?: { clientAcceptEncoding?: string } } = c.req.raw
  const accepted = cf?.clientAcceptEncoding ?? c.req.header('accept-encoding') ?? ''
  return accepted.split(',').some((coding) => /^\s*gzip\s*(;\s*q=(1|0\.\d*[1-9]).*)?$/i.test(coding))
}

async function gzipped(bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Response> {
  const zipped = await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
  // workerd would compress once more what says that it is compressed.
  const answer = { headers: { ...headers, 'content-encoding': 'gzip' }, encodeBody: 'manual' }
  return new Response(zipped, answer)
}

/** The position of an entry in an address. */
export function readIndex(text: string): number {
  const index = unlessMalformed(() => parseSize(text))
  if (index === undefined) throw new Refusal('not-found', 'There is no such entry in the log.')
  return index
}
