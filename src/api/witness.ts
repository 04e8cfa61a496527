import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cosignNeighbour } from '../actions/cosign-neighbour.ts'
import { presentWitnesses } from '../actions/present-keys.ts'
import { Refusal } from '../core/refusal.ts'
import { formatHex } from '../encoding/hex.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../encoding/utf8.ts'
import { caching } from '../http/caching.ts'
import { formatSizeAnswer } from '../log/add-checkpoint.ts'
import { listWatched } from '../storage/read/watched.ts'
import type { Service } from './service.ts'

const plain = { 'content-type': 'text/plain; charset=utf-8' }

/** What is said with a status; c2sp.org/tlog-witness gives meaning to the status alone. */
const words = {
  400: 'This is not a request that a witness can read, or its old size is larger than its checkpoint.',
  403: 'The checkpoint is not signed by the key that is known here, or its signature is wrong.',
  404: 'This log is not watched here.',
  422: 'The checkpoint is not shown to continue the one that was cosigned last.',
} as const

/** This register as a witness of its neighbours' logs, c2sp.org/tlog-witness. */
export const witnessRoutes = new Hono<Service>()
  .post('/add-checkpoint', bodyLimit({ maxSize: 65_536, onError: (c) => say(c, 400) }), async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const body = unlessMalformed(() => parseUtf8(bytes))
    const answer = body === undefined ? ({ status: 400 } as const) : await cosignNeighbour(c.var.parts, body)
    if (answer.status === 200) return c.body(answer.line, 200, { ...plain, ...caching.never })
    if (answer.status !== 409) return say(c, answer.status)
    return c.body(formatSizeAnswer(answer.size), 409, { 'content-type': 'text/x.tlog.size', ...caching.never })
  })
  .get('/vkey', async (c) => {
    const [witness] = await presentWitnesses(c.var.parts)
    if (!witness) throw new Refusal('not-found', 'This register has no witness key yet.')
    return c.body(`${witness.vkey}\n`, 200, { ...plain, ...caching.minutes })
  })
  .get('/:watched/checkpoint', async (c) => {
    const asked = c.req.param('watched')
    const watched = await listWatched(c.var.parts.db)
    const found = watched.find(({ origin }) => formatHex(sha256(formatUtf8(origin))) === asked)
    if (!found?.note || !found.line) throw new Refusal('not-found', 'Nothing of such a log was cosigned here.')
    return c.body(found.note + found.line, 200, { ...plain, ...caching.latest })
  })

function say(c: Context, status: keyof typeof words): Response {
  return c.body(`${words[status]}\n`, status, { ...plain, ...caching.never })
}
