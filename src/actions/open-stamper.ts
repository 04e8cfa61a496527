import type { Stamper } from '../certificate/stamper.ts'
import type { Authority } from './ask-authority.ts'
import { patience, tryAuthority, type StampWorld } from './try-authority.ts'

/** Milliseconds for which all authorities together are waited for. */
const patienceForAll = 15_000

/**
 * Stamps by the first authority that gives a token that holds, in the order of the settings; nothing stands in for one. There
 * is no stamper where there are no authorities.
 */
export function openStamper(world: StampWorld, authorities: readonly Authority[]): Stamper | undefined {
  if (authorities.length === 0) return undefined
  return async (imprint) => {
    const end = world.clock() + patienceForAll
    for (const authority of authorities) {
      const left = Math.min(patience, end - world.clock())
      const stamp = left > 0 ? await tryAuthority(world, authority, imprint, left) : undefined
      if (stamp) return stamp
    }
    return undefined
  }
}
