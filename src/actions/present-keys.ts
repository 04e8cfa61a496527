import { cosigningKeys, presentKey, signingKeys } from '../core/key-history.ts'
import { Refusal } from '../core/refusal.ts'
import type { LogKey, WitnessKey } from '../keys/key-ring.ts'
import type { JoseSigner } from '../keys/jws.ts'
import type { Es256Sealer } from '../keys/sealer.ts'
import { findPublished } from '../storage/read/log.ts'
import { listRotations } from '../storage/read/rotations.ts'
import type { Parts } from './parts.ts'

/** What a look at the keys works with. */
type KeyParts = Pick<Parts, 'db' | 'keys' | 'report'>

/** The key of the log that was named last; before the register is opened, the first one. */
export async function presentLogKey(parts: KeyParts): Promise<LogKey> {
  const [first] = parts.keys.logs
  return requireLogKey(parts, presentKey(await listRotations(parts.db), 'log') ?? first.vkey)
}

/** The keys that sign a checkpoint of a size, the newest first. */
export async function logKeysAt(parts: KeyParts, size: number): Promise<readonly LogKey[]> {
  return signingKeys(await listRotations(parts.db), size).map((vkey) => requireLogKey(parts, vkey))
}

/** The vkey that the newest published checkpoint is to be checked by; the first entry names the first one, published or not. */
export async function shownVkey({ db, keys }: Omit<KeyParts, 'report'>): Promise<string> {
  const size = (await findPublished(db))?.size ?? 1
  return signingKeys(await listRotations(db), size)[0] ?? keys.logs[0].vkey
}

/** The signer of lists and credentials that was named last. */
export async function presentJose(parts: KeyParts): Promise<JoseSigner> {
  const { db, keys } = parts
  const [first] = keys.joses
  const kid = presentKey(await listRotations(db), 'jose') ?? first.kid
  return keys.joses.find((one) => one.kid === kid) ?? missing(parts)
}

/** The seal that was named last. The log names the first one by its root, and every later one by its leaf. */
export async function presentSealer(parts: KeyParts): Promise<Es256Sealer> {
  return (await findSealer(parts)) ?? missing(parts)
}

/** The same, or undefined in a host that does not hold it. */
export async function findSealer({ db, keys }: Omit<KeyParts, 'report'>): Promise<Es256Sealer | undefined> {
  const key = presentKey(await listRotations(db), 'seal') ?? keys.named.seal
  return key === keys.named.seal ? keys.sealers[0] : keys.sealers.find(({ fingerprint }) => fingerprint === key)
}

/** The keys that cosign neighbours' logs, of those held, the newest first. */
export async function presentWitnesses({ db, keys }: Omit<KeyParts, 'report'>): Promise<readonly WitnessKey[]> {
  const held = [...(keys.witness ? [keys.witness] : []), ...keys.laterWitnesses]
  const cosigning = cosigningKeys(await listRotations(db), keys.witness?.vkey)
  return cosigning.flatMap((vkey) => held.filter((one) => one.vkey === vkey))
}

/** Every public key that ever signed lists and credentials: what is held and not named yet has signed nothing. */
export async function listJoses({ db, keys }: Omit<KeyParts, 'report'>): Promise<readonly JoseSigner[]> {
  const named = new Set((await listRotations(db)).map(({ key }) => key))
  return keys.joses.filter(({ kid }) => named.has(kid)).toReversed()
}

function requireLogKey(parts: KeyParts, vkey: string): LogKey {
  return parts.keys.logs.find((one) => one.vkey === vkey) ?? missing(parts)
}

/** As in a host that was started before a rotation: signing with the others would make what is signed untrue. */
function missing({ report }: KeyParts): never {
  report({ kind: 'key-missing' })
  throw new Refusal('not-published-yet', 'The key that signs now is not among the keys held. Start the register again.')
}
