/** How long others may keep an answer. Nothing that does not exist is ever kept. */
export const caching = {
  /** Never changes under its address. */
  forever: { 'cache-control': 'public, max-age=31536000, immutable', 'access-control-allow-origin': '*' },
  /** The latest of something that only grows. */
  latest: { 'cache-control': 'public, max-age=2', 'access-control-allow-origin': '*' },
  /** May change, seldom. */
  minutes: { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
  /** May be erased: to be asked for each time. */
  never: { 'cache-control': 'no-store', 'access-control-allow-origin': '*' },
  /** Seen by one person. */
  private: { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' },
  /** An answer for every program, with names that may be erased. */
  open: {
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag, Link',
  },
  /** A page for everybody, with names that may be erased. */
  page: { 'cache-control': 'no-cache' },
} as const

/** The tag of exactly these bytes (RFC 9110 §8.8.3). */
export async function tagOf(body: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  return `"${Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')}"`
}

/** Whether whoever writes has read this (RFC 9110 §13.1.1): one of several tags, none of them weak, or any. */
export function isMatched(ifMatch: string, etag: string): boolean {
  const read = ifMatch.split(',').map((tag) => tag.trim())
  return read.includes(etag) || read.includes('*')
}

/** Whether whoever asks holds this answer already (RFC 9110 §13.1.2): one of several tags, or any. */
export function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  const held = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return held.includes(etag) || held.includes('*')
}
