import { unseal, type Unsealed } from '../certificate/unseal.ts'
import { listAnchors } from './anchors.ts'
import type { Parts } from './parts.ts'

/** A certificate of this register as anybody reads it who trusts whom the register trusts; nothing where it does not hold. */
export async function readBack(
  parts: Pick<Parts, 'db' | 'authorities' | 'keys'>,
  pdf: Uint8Array,
): Promise<Unsealed | undefined> {
  const anchors = (await listAnchors(parts)).map(({ der }) => der)
  const verdict = await unseal(pdf, parts.keys.seal.root, anchors)
  return verdict.valid ? verdict : undefined
}
