import { exportJWK } from 'jose'
import { formatBase64 } from '../encoding/base64.ts'
import { formatHex } from '../encoding/hex.ts'
import { exportPair, exportPrivate, formatTokenSecret, type StoredKeys } from './key-ring.ts'
import { makeLeaf, makeRevocationList, makeRoot, type Root, type Term } from './x509.ts'

/** Whom the keys are for: the log's origin, where the register is found, and the legal person named in the seal. */
export type Custody = { origin: string; address: string; custodian: string; demonstration: boolean }

export const p256 = { name: 'ECDSA', namedCurve: 'P-256' }
const year = 365.25 * 86_400_000

/**
 * New keys for a new register, and the private key of the seal's root (PKCS#8, base64), which belongs offline. `chance`
 * gives so many random bytes; `now` is milliseconds since 1970.
 */
export async function makeKeys(
  custody: Custody,
  now: number,
  chance: (length: number) => Uint8Array,
): Promise<{ stored: StoredKeys; rootKey: string }> {
  const log = await makePair('Ed25519')
  const jose = await makePair(p256)
  const rootPair = await makePair(p256)
  const sealPair = await makePair(p256)
  const der = await makeRoot(rootPair, custody, termFrom(now, 20, chance))
  const root = rootAt(custody.address, der, rootPair.privateKey)
  const leaf = await makeLeaf(sealPair.publicKey, root, custody, termFrom(now, leafYears, chance))
  const stored: StoredKeys = {
    origin: custody.origin,
    log: await exportPair(log),
    seal: {
      privateKey: await exportPrivate(sealPair.privateKey),
      chain: [leaf, root.der].map(formatBase64),
      revoked: formatBase64(await makeRevocationList(root, { number: 1, ...listTermFrom(now), revocations: [] })),
    },
    jose: await exportJWK(jose.privateKey),
    tokens: formatTokenSecret(chance(32)),
    witness: await exportPair(await makePair('Ed25519')),
  }
  return { stored, rootKey: await exportPrivate(rootPair.privateKey) }
}

/** Years for which a leaf counts. It seals for two of them. */
export const leafYears = 3

/** A root, and where its register publishes it: over http, so that nobody has to check one chain in order to check another. */
export function rootAt(address: string, der: Uint8Array, key: CryptoKey): Root {
  const plain = address.replace(/^https:/, 'http:')
  return { der, key, address: `${plain}/seal/root.cer`, revoked: `${plain}/seal/revoked.crl` }
}

/** A term of some years from now on, under a fresh serial. */
export function termFrom(now: number, years: number, chance: (length: number) => Uint8Array): Term {
  return { serial: serialOf(chance), notBefore: new Date(now), notAfter: new Date(now + years * year) }
}

/** The next revocation list is there a month past the next ceremony, which is due in two years. */
export function listTermFrom(now: number): { thisUpdate: Date; nextUpdate: Date } {
  return { thisUpdate: new Date(now), nextUpdate: new Date(now + 2 * year + year / 12) }
}

/** The same keys with one more of the log, of lists and credentials, or of the witness. */
export async function withNewKey(stored: StoredKeys, use: 'log' | 'jose' | 'witness'): Promise<StoredKeys> {
  const { later = { log: [], jose: [] } } = stored
  if (use === 'jose') {
    return { ...stored, later: { ...later, jose: [...later.jose, await exportJWK((await makePair(p256)).privateKey)] } }
  }
  const pair = await exportPair(await makePair('Ed25519'))
  return { ...stored, later: { ...later, [use]: [...(later[use] ?? []), pair] } }
}

/** A key pair whose private half is stored. */
export async function makePair(algorithm: 'Ed25519' | EcKeyGenParams): Promise<CryptoKeyPair> {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new TypeError('not a key pair')
  return pair
}

// 16 bytes, the first bit off so that the number is positive and the second on so that it has no leading zeros.
function serialOf(chance: (length: number) => Uint8Array): string {
  const bytes = Uint8Array.from(chance(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return formatHex(bytes)
}
