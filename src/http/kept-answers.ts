import type { Context } from 'hono'
import { caching, isHeld, tagOf } from './caching.ts'

/** An answer that was given once, and the route that gave it. */
type Answer = {
  body: Uint8Array<ArrayBuffer>
  headers: Readonly<Record<string, string>>
  etag: string
  route: string
}

/** Answers in memory, all of one version of the register. */
export type KeptAnswers = {
  find: (version: string, address: string) => Answer | undefined
  keep: (version: string, address: string, answer: Answer) => void
  /** About how many bytes of memory they take. */
  size: () => number
}

/** As much memory as a Worker can spare beside its work. */
const room = 32 * 1024 * 1024

/** Keeps answers until the version changes; where they take more room than there is, those go that nobody asked for lately. */
export function keepAnswers(most = room): KeptAnswers {
  const answers = new Map<string, Answer>()
  let held = ''
  let size = 0
  const turnTo = (version: string) => {
    if (version === held) return
    answers.clear()
    held = version
    size = 0
  }
  return {
    find: (version, address) => {
      turnTo(version)
      const answer = answers.get(address)
      if (!answer) return undefined
      // A map gives its keys in the order in which they were set: the one that nobody asked for lately is the first.
      answers.delete(address)
      answers.set(address, answer)
      return answer
    },
    keep: (version, address, answer) => {
      turnTo(version)
      const before = answers.get(address)
      if (before || weigh(address, answer) > most / 16) return
      answers.set(address, answer)
      size += weigh(address, answer)
      for (const [oldest, one] of answers) {
        if (size <= most) break
        answers.delete(oldest)
        size -= weigh(oldest, one)
      }
    },
    size: () => size,
  }
}

/** The answer that was given before to whoever asks now, at the same version; a new one for each, as it is sent only once. */
export function findKept(
  c: Context,
  kept: KeptAnswers,
  version: string,
): { route: string; answer: Response } | undefined {
  const known = isReading(c) ? kept.find(version, addressOf(c)) : undefined
  return known && { route: known.route, answer: answered(c, known) }
}

/**
 * Keeps an answer that says that it may be kept and has to be asked for each time: a page for everybody, whole, that
 * depends on nothing but its address. The version was read before the answer was made, so that what is kept is never older
 * than it says.
 */
export async function keepAnswer(c: Context, kept: KeptAnswers, version: string, route: string): Promise<void> {
  const { status, headers } = c.res
  const keepable = status === 200 && headers.get('cache-control') === caching.page['cache-control']
  if (!keepable || !isReading(c) || headers.has('set-cookie') || headers.has('vary')) return
  const body = new Uint8Array(await c.res.clone().arrayBuffer())
  const etag = headers.get('etag') ?? (await tagOf(body))
  const answer = { body, route, etag, headers: { ...Object.fromEntries(headers), etag } }
  kept.keep(version, addressOf(c), answer)
  c.res = undefined
  c.res = answered(c, answer)
}

/** Gives a whole answer the tag of its bytes, where it has none; whoever holds them already is told so. */
export async function tagAnswer(c: Context): Promise<void> {
  const { status, headers } = c.res
  if (status !== 200 || !isReading(c) || headers.has('etag')) return
  const body = new Uint8Array(await c.res.arrayBuffer())
  const etag = await tagOf(body)
  c.res = undefined
  c.res = answered(c, { body, etag, headers: { ...Object.fromEntries(headers), etag } })
}

function isReading({ req }: Context): boolean {
  return req.method === 'GET' || req.method === 'HEAD'
}

function addressOf({ req }: Context): string {
  return req.url.slice(req.url.indexOf('/', 'https://'.length))
}

function answered(c: Context, { body, headers, etag }: Omit<Answer, 'route'>): Response {
  if (!isHeld(c.req.header('if-none-match'), etag)) return new Response(body, { headers })
  const empty = new Response(null, { status: 304, headers })
  // There is nothing that would be of a type.
  empty.headers.delete('content-type')
  return empty
}

/** The text of an address takes two bytes a letter; a dozen headers and the entry of the map are most of the rest. */
function weigh(address: string, { body }: Answer): number {
  return body.byteLength + address.length * 2 + 2048
}
