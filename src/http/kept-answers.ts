import type { Context, Next } from 'hono'
import { caching, isHeld } from './caching.ts'

/** An answer that was given once. */
type Answer = { body: string | ArrayBuffer; headers: Readonly<Record<string, string>>; etag: string }

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

/**
 * Gives the answer that was given before, at the same version and address, or keeps the one that is given now. Only what
 * says that it may be kept and has to be asked for each time: a page for everybody, whole, that depends on nothing but its
 * address. The version was read before the answer was made, so that what is kept is never older than it says.
 */
export async function answerKept(
  c: Context,
  kept: KeptAnswers,
  version: string | undefined,
  next: Next,
): Promise<Response | undefined> {
  if (version === undefined || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return passOn(next)
  const address = c.req.url.slice(c.req.url.indexOf('/', 'https://'.length))
  const known = kept.find(version, address)
  if (known) return answered(c, known)
  await next()
  const { status, headers } = c.res
  const keepable = status === 200 && headers.get('cache-control') === caching.page['cache-control']
  if (!keepable || headers.has('set-cookie') || headers.has('vary')) return undefined
  const bytes = await c.res.clone().arrayBuffer()
  const etag = headers.get('etag') ?? (await tagOf(bytes))
  // A host sends text at once; bytes it copies first.
  const isText = /^(text\/|application\/json)/.test(headers.get('content-type') ?? '')
  const body = isText ? new TextDecoder().decode(bytes) : bytes
  const answer = { body, etag, headers: { ...Object.fromEntries(headers), etag } }
  kept.keep(version, address, answer)
  c.res = undefined
  c.res = answered(c, answer)
  return undefined
}

async function passOn(next: Next): Promise<undefined> {
  await next()
}

function answered(c: Context, { body, headers, etag }: Answer): Response {
  const same = isHeld(c.req.header('if-none-match'), etag)
  return same ? new Response(null, { status: 304, headers }) : new Response(body, { headers })
}

async function tagOf(body: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  return `"${Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')}"`
}

/** The text of an address takes two bytes a letter; a dozen headers and the entry of the map are most of the rest. */
function weigh(address: string, { body }: Answer): number {
  const bytes = typeof body === 'string' ? body.length * 2 : body.byteLength
  return bytes + address.length * 2 + 2048
}
