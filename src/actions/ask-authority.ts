import { judgeReply, longestReply } from '../certificate/stamp-reply.ts'
import { formatStampRequest, nonceLength, nonceOf } from '../certificate/stamp-request.ts'
import { unstamped, type SoundToken, type Unstamped } from '../certificate/stamp-token.ts'
import type { Trust } from '../certificate/stamper.ts'
import type { Parts } from './parts.ts'
import { readShort } from './read-short.ts'

/** A time-stamping authority: its name, which is its host, where it is asked, and what its tokens have to be. */
export type Authority = Trust & { readonly name: string; readonly url: string }

/** Asks an authority to stamp a SHA-256 (RFC 3161 §3.4), and judges what it says. */
export async function askAuthority(
  { ask, clock, chance }: Pick<Parts, 'ask' | 'clock' | 'chance'>,
  authority: Authority,
  imprint: Uint8Array,
  signal: AbortSignal,
): Promise<SoundToken | Unstamped> {
  const nonce = nonceOf(chance(nonceLength))
  const sent = clock()
  const reply = await exchange(ask, authority.url, formatStampRequest(imprint, nonce), signal)
  if ('valid' in reply) return reply
  return judgeReply(reply, { imprint, nonce, sent, received: clock() }, authority)
}

async function exchange(
  ask: Parts['ask'],
  url: string,
  body: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<Uint8Array | Unstamped> {
  const headers = { 'content-type': 'application/timestamp-query', accept: replyType }
  try {
    // Whoever moves away says so to a person: a certificate follows nobody.
    const answer = await ask(new Request(url, { method: 'POST', headers, body, redirect: 'manual', signal }))
    if (answer.status !== 200) return unstamped('unanswered')
    const [type] = (answer.headers.get('content-type') ?? '').split(';')
    if (type?.trim().toLowerCase() !== replyType) return unstamped('unreadable')
    return (await readShort(answer, longestReply)) ?? unstamped('unreadable')
  } catch {
    return unstamped('unanswered')
  }
}

const replyType = 'application/timestamp-reply'
