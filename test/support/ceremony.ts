import type { StoredKeys } from '../../src/keys/key-ring.ts'
import { answerSealRequest, makeSealRequest, withNextSeal, withSealAnswer } from '../../src/keys/seal-ceremony.ts'
import type { Revocation } from '../../src/keys/x509.ts'
import { seededChance } from './chance.ts'
import { testRootKey } from './register.ts'

const address = 'http://localhost:8787'

/** What the root answers to what some keys ask, at a moment. */
export async function answerFor(stored: StoredKeys, now: number, revocations: readonly Revocation[] = []) {
  const ceremony = { now, chance: seededChance(`ceremony ${now}`) }
  return answerSealRequest(makeSealRequest(stored, address), await testRootKey(), ceremony, revocations)
}

/** A whole ceremony: the same keys with a next seal that has its certificate. */
export async function afterCeremony(
  stored: StoredKeys,
  now: number,
  revocations: readonly Revocation[] = [],
): Promise<StoredKeys> {
  const asking = await withNextSeal(stored)
  return withSealAnswer(asking, await answerFor(asking, now, revocations), now)
}
