import { Hono, type Context } from 'hono'
import type * as v from 'valibot'
import { anchorsText } from '../actions/anchors.ts'
import { listSealFaults } from '../actions/check-seal.ts'
import { now, type Parts } from '../actions/parts.ts'
import { listJoses } from '../actions/present-keys.ts'
import { proveList } from '../actions/prove-list.ts'
import { sealKeysText } from '../actions/seal-keys.ts'
import { tellAuthorities } from '../actions/tell-authorities.ts'
import { tellProlonging } from '../actions/tell-prolonging.ts'
import { tellClock } from '../actions/tell-clock.ts'
import { millisecondsOf, type Instant } from '../core/day.ts'
import { sayHalt } from '../core/halt.ts'
import { Refusal } from '../core/refusal.ts'
import { formatListCsv, formatListJson } from '../credentials/list.ts'
import { caching } from '../http/caching.ts'
import { parse } from '../http/parse.ts'
import { findAudited } from '../storage/read/audits.ts'
import { logSize } from '../storage/read/entries.ts'
import { listHalts } from '../storage/read/halts.ts'
import { findPublished } from '../storage/read/log.ts'
import { findPublication } from '../storage/read/publications.ts'
import { coverageQuery, formatCoverage } from './coverage.ts'
import { computeList, computeRecord, listQuery } from './list.ts'
import type { Service } from './service.ts'

/** The list as last published or as computed for a query, the public keys, and whether all is well. */
export const openDataRoutes = new Hono<Service>()
  .get('/.well-known/jwks.json', async (c) => {
    const keys = (await listJoses(c.var.parts)).map(({ publicKey }) => publicKey)
    return c.json({ keys }, 200, { ...caching.minutes, 'content-type': 'application/jwk-set+json' })
  })
  .get('/seal/root.cer', (c) =>
    c.body(c.var.parts.keys.seal.root, 200, { 'content-type': 'application/pkix-cert', ...caching.minutes }),
  )
  .get('/seal/revoked.crl', (c) =>
    c.body(c.var.parts.keys.seal.revoked, 200, { 'content-type': 'application/pkix-crl', ...caching.minutes }),
  )
  .get('/seal/authorities.pem', async (c) =>
    c.body(await anchorsText(c.var.parts), 200, { 'content-type': 'application/x-pem-file', ...caching.minutes }),
  )
  .get('/seal/keys', async (c) =>
    c.body(await sealKeysText(c.var.parts), 200, {
      'content-type': 'text/plain; charset=utf-8',
      ...caching.minutes,
    }),
  )
  .get('/coverage.csv', async (c) => {
    const text = await formatCoverage(c.var.parts, parse(coverageQuery, c.req.query()))
    return c.body(text, 200, { 'content-type': 'text/csv; charset=utf-8', ...caching.open })
  })
  .get('/health', async (c) => {
    const published = await findPublished(c.var.parts.db)
    const size = await logSize(c.var.parts.db)
    const halts = await listHalts(c.var.parts.db)
    const audited = await findAudited(c.var.parts.db)
    const log = {
      size,
      published: published?.size ?? 0,
      checkpointAge: published && secondsSince(c, published.signedAt),
      audited,
    }
    const jobs = (await tellClock(c.var.parts)).map(({ job, state, doneAt }) => ({ job, state, doneAt }))
    const authorities = await tellAuthorities(c.var.parts)
    const certificates = await tellProlonging(c.var.parts)
    const seal = { faults: await listSealFaults(c.var.parts) }
    if (halts.length === 0) return c.json({ log, jobs, authorities, certificates, seal }, 200, caching.never)
    // Reading goes on; but whoever watches the status alone has to notice.
    const stopped = halts.map(({ at, ...halt }) => ({ reason: halt.reason, since: at, ...sayHalt(halt) }))
    return c.json({ log, jobs, authorities, certificates, seal, stopped }, 503, caching.never)
  })

function secondsSince(c: Context<Service>, instant: Instant): number {
  return Math.max(0, (millisecondsOf(now(c.var.parts)) - millisecondsOf(instant)) / 1000)
}

type Query = v.InferOutput<typeof listQuery>

/** The list for a question, in each of its forms. */
const computed = {
  json: async (parts: Parts, query: Query) => {
    const { list, log } = await computeList(parts, query)
    return { mediaType: 'application/json', text: formatListJson(list, log, parts.address) }
  },
  csv: async (parts: Parts, query: Query) => {
    const { list, log } = await computeList(parts, query)
    return { mediaType: 'text/csv; charset=utf-8', text: formatListCsv(list, log, parts.address) }
  },
  ndjson: async (parts: Parts, query: Query) => {
    return { mediaType: 'application/x-ndjson', text: await computeRecord(parts, query) }
  },
}

for (const [ending, compute] of Object.entries(computed)) {
  const name = `signatories.${ending}`
  openDataRoutes.get(`/${name}`, async (c) => {
    if (new URL(c.req.url).search === '') return stored(c, name)
    const { mediaType, text } = await compute(c.var.parts, parse(listQuery, c.req.query()))
    return c.body(text, 200, { 'content-type': mediaType, ...caching.open })
  })
  openDataRoutes.get(`/${name}.jws`, async (c) => stored(c, `${name}.jws`))
  openDataRoutes.get(`/${name}.tlog-proof`, async (c) => {
    const proof = await proveList(c.var.parts.db, name)
    return c.body(proof, 200, { 'content-type': 'text/plain; charset=utf-8', ...caching.latest })
  })
}

async function stored(c: Context<Service>, name: string): Promise<Response> {
  const found = await findPublication(c.var.parts.db, name)
  if (!found) throw new Refusal('not-published-yet', 'The list has not been published yet.')
  return c.body(found.bytes, 200, { 'content-type': found.mediaType, ...caching.latest })
}
