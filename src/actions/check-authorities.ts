import { addSeconds } from '../core/day.ts'
import { sha256 } from '../encoding/sha256.ts'
import { listStampTries } from '../storage/read/stamp-tries.ts'
import { now, type Parts } from './parts.ts'
import { patience, tryAuthority } from './try-authority.ts'

const day = 86_400

/**
 * Asks each authority that has given no good time-stamp for a day, or none when it was last asked, to stamp something that
 * means nothing: whoever keeps the register hears of it before a certificate waits.
 */
export async function checkAuthorities(parts: Parts): Promise<void> {
  if (parts.authorities.length === 0) return
  const tries = await listStampTries(parts.db)
  for (const authority of parts.authorities) {
    const { trouble = null, goodAt = null } = tries.get(authority.name) ?? {}
    const isFresh = trouble === null && goodAt !== null && addSeconds(goodAt, day) > now(parts)
    if (!isFresh) await tryAuthority(parts, authority, sha256(parts.chance(32)), patience)
  }
}
