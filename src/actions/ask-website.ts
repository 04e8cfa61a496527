import { websiteToAsk } from '../core/website.ts'
import type { Parts } from './parts.ts'

/** Websites lead from one address to another; more than so many times is a circle. */
const mostSteps = 4

/**
 * Whether a website answers. Nothing of what it says is read. Where it leads elsewhere that address is asked in its turn,
 * if it is one that may be: one that may not is an answer all the same, and is left alone.
 */
export async function doesAnswer({ ask }: Pick<Parts, 'ask'>, typed: string, signal: AbortSignal): Promise<boolean> {
  let url = websiteToAsk(typed)
  for (let step = 0; url && step < mostSteps; step += 1) {
    const answer = await askPolitely(ask, url, signal)
    if (!answer) return false
    const to = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
    if (to === null) return isThere(answer.status)
    const next = URL.parse(to, url)
    url = next ? websiteToAsk(next.href) : undefined
    if (!url) return true
  }
  return url === undefined
}

/** The head alone, or the whole where a server does not know heads; undefined where nobody answers in time. */
async function askPolitely(ask: Parts['ask'], url: URL, signal: AbortSignal): Promise<Response | undefined> {
  try {
    const head = await ask(new Request(url, { method: 'HEAD', redirect: 'manual', signal }))
    if (head.status < 400) return head
    const whole = await ask(new Request(url, { redirect: 'manual', signal }))
    await whole.body?.cancel()
    return whole
  } catch {
    return undefined
  }
}

/** Who refuses a program, or asks it to come back later, is there. */
function isThere(status: number): boolean {
  return status < 400 || [401, 403, 405, 406, 429, 451].includes(status)
}
