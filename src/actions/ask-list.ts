import { listPlaces } from '../certificate/list-places.ts'
import type { Parts } from './parts.ts'
import { readShort } from './read-short.ts'

/** Milliseconds for which one place is waited for. */
const patience = 5000
/** The largest list that is taken, in bytes: it goes into every certificate. */
const longest = 64 * 1024

/** Fetches the list on which an X.509 certificate (DER) would be if it were revoked, unjudged; nothing where there is none. */
export type ListAsker = (der: Uint8Array) => Promise<Uint8Array | undefined>

/** Asks each place once: many certificates are judged by the same list. */
export function openListAsker(parts: Pick<Parts, 'ask'>): ListAsker {
  const asked = new Map<string, Promise<Uint8Array | undefined>>()
  return async (der) => {
    for (const place of listPlaces(der)) {
      const answer = asked.get(place) ?? exchange(parts, place)
      asked.set(place, answer)
      // oxlint-disable-next-line no-await-in-loop -- the first that answers
      const list = await answer
      if (list) return list
    }
    return undefined
  }
}

async function exchange({ ask }: Pick<Parts, 'ask'>, place: string): Promise<Uint8Array | undefined> {
  try {
    const answer = await ask(new Request(place, { redirect: 'manual', signal: AbortSignal.timeout(patience) }))
    return answer.status === 200 ? await readShort(answer, longest) : undefined
  } catch {
    return undefined
  }
}
