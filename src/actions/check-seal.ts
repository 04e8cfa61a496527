import { Refusal } from '../core/refusal.ts'
import { checkSeal, sealFaultWords } from '../keys/check-seal.ts'
import type { Parts } from './parts.ts'
import { findSealer } from './present-keys.ts'

/** What is wrong with the seal now, in sentences: it is tried on a message, and looked at as a reader of certificates would. */
export async function listSealFaults(parts: Pick<Parts, 'db' | 'keys' | 'clock'>): Promise<readonly string[]> {
  const sealer = await findSealer(parts)
  if (!sealer) return ['The log names a seal that is not among the keys held. Start the register again.']
  return (await checkSeal(sealer, parts.keys.seal, parts.clock())).map((fault) => sealFaultWords[fault])
}

/** Once a day, so that whoever runs the register learns of it before the next signatory does. */
export async function checkSealDaily(parts: Parts): Promise<void> {
  const [first] = await listSealFaults(parts)
  if (first === undefined) return
  parts.report({ kind: 'seal-unsound', words: first })
  throw new Refusal('seal-unsound', first)
}
