import type { Stamp } from '../certificate/stamper.ts'
import { formatInstant } from '../core/day.ts'
import { keepStampTry } from '../storage/write/stamp-tries.ts'
import { askAuthority, type Authority } from './ask-authority.ts'
import type { Parts } from './parts.ts'

/** What is needed to ask an authority, and to tell of it. */
export type StampWorld = Pick<Parts, 'db' | 'ask' | 'clock' | 'chance' | 'report'>

/** Milliseconds for which one authority is waited for. */
export const patience = 5000

/** Asks one authority, for so many milliseconds at most; how that went is reported, and written down. */
export async function tryAuthority(
  world: StampWorld,
  authority: Authority,
  imprint: Uint8Array,
  milliseconds: number,
): Promise<Stamp | undefined> {
  const begun = world.clock()
  const found = await askAuthority(world, authority, imprint, AbortSignal.timeout(milliseconds))
  const ended = world.clock()
  const trouble = found.valid ? null : found.reason
  world.report({ kind: 'stamp-tried', authority: authority.name, milliseconds: ended - begun, trouble })
  await keepStampTry(world.db, { authority: authority.name, der: authority.anchor }, formatInstant(ended), trouble)
  if (!found.valid) return undefined
  const { token, policy, serial, at, certificates } = found
  return { token, authority: authority.name, policy, serial, at, certificates }
}
