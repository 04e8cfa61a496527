import type { Stamp, Stamper } from '../certificate/stamper.ts'
import { askAuthority, type Authority } from './ask-authority.ts'
import type { Parts } from './parts.ts'

/** What a stamper needs of the world. */
export type StampWorld = Pick<Parts, 'ask' | 'clock' | 'chance' | 'report'>

/** Milliseconds for which one authority is waited for, and all of them together. */
const patience = { one: 5000, all: 15_000 }

/**
 * Stamps by the first authority that gives a token that holds, in the order of the settings; nothing stands in for one. There
 * is no stamper where there are no authorities.
 */
export function openStamper(world: StampWorld, authorities: readonly Authority[]): Stamper | undefined {
  if (authorities.length === 0) return undefined
  return async (imprint) => {
    const end = world.clock() + patience.all
    for (const authority of authorities) {
      const left = end - world.clock()
      const stamp = left > 0 ? await tryAuthority(world, authority, imprint, left) : undefined
      if (stamp) return stamp
    }
    return undefined
  }
}

/** Asks one authority, for a few seconds at most, and reports how that went. */
async function tryAuthority(
  world: StampWorld,
  authority: Authority,
  imprint: Uint8Array,
  left: number,
): Promise<Stamp | undefined> {
  const name = new URL(authority.url).host
  const begun = world.clock()
  const signal = AbortSignal.timeout(Math.min(left, patience.one))
  const found = await askAuthority(world, authority, imprint, signal)
  const trouble = found.valid ? undefined : found.reason
  world.report({ kind: 'stamp-tried', authority: name, milliseconds: world.clock() - begun, trouble })
  if (!found.valid) return undefined
  const { token, policy, serial, at, certificates } = found
  return { token, authority: name, policy, serial, at, certificates }
}
