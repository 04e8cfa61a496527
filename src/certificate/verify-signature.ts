import { concatBytes } from '../encoding/bytes.ts'
import { formatHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { parseSequence, partsOf } from './der.ts'
import { padInteger } from './read-cms.ts'

/** The digests that time-stamping authorities may sign, by their object identifiers. */
export const digests = new Map([
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
])

const rsa = 'RSASSA-PKCS1-v1_5'
const algorithms = new Map([
  ['1.2.840.113549.1.1.11', { name: rsa, hash: 'SHA-256' }],
  ['1.2.840.113549.1.1.12', { name: rsa, hash: 'SHA-384' }],
  ['1.2.840.113549.1.1.13', { name: rsa, hash: 'SHA-512' }],
  ['1.2.840.10045.4.3.2', { name: 'ECDSA', hash: 'SHA-256' }],
  ['1.2.840.10045.4.3.3', { name: 'ECDSA', hash: 'SHA-384' }],
  ['1.2.840.10045.4.3.4', { name: 'ECDSA', hash: 'SHA-512' }],
])
// In CMS an RSA signature may name its digest elsewhere (RFC 3370 §3.2).
const rsaEncryption = '1.2.840.113549.1.1.1'
// What a key is for, as its SubjectPublicKeyInfo begins (RFC 5480 §2.1.1, RFC 3279 §2.3.1).
const keyKinds = { rsa: '06092a864886f70d0101010500', ec: '06072a8648ce3d0201' }
const curves = new Map([
  ['06082a8648ce3d030107', { namedCurve: 'P-256', size: 32 }],
  ['06052b81040022', { namedCurve: 'P-384', size: 48 }],
])
const shortestModulus = 2048

/** What was signed: the bytes, the signature as X.509 and CMS write it, and by which algorithm; `digest` where that does not name one. */
export type Signed = {
  readonly message: Uint8Array<ArrayBuffer>
  readonly signature: Uint8Array
  readonly algorithm: string
  readonly digest?: string
}

/** Whether a key (SubjectPublicKeyInfo in DER) signed: RSA of 2048 bits or more (PKCS #1 v1.5), or ECDSA on P-256 or P-384, with SHA-256, SHA-384 or SHA-512. */
export async function verifySignature(key: Uint8Array<ArrayBuffer>, signed: Signed): Promise<boolean> {
  const { message, signature } = signed
  const hash = signed.algorithm === rsaEncryption ? digests.get(signed.digest ?? '') : undefined
  const algorithm = hash ? { name: rsa, hash } : algorithms.get(signed.algorithm)
  if (!algorithm) return false
  const [kind] = partsOf(parseSequence(key), 0x30, 0x03)
  const named = formatHex(kind?.contents ?? new Uint8Array())
  if (algorithm.name === rsa) {
    const imported = named === keyKinds.rsa && (await importKey(key, algorithm))
    if (!imported || !('modulusLength' in imported.algorithm)) return false
    if (Number(imported.algorithm.modulusLength) < shortestModulus) return false
    return crypto.subtle.verify(algorithm, imported, Uint8Array.from(signature), message)
  }
  const curve = named.startsWith(keyKinds.ec) ? curves.get(named.slice(keyKinds.ec.length)) : undefined
  const imported = curve && (await importKey(key, { ...algorithm, namedCurve: curve.namedCurve }))
  if (!imported) return false
  return crypto.subtle.verify(algorithm, imported, parsePair(signature, curve.size), message)
}

/** r‖s of a signature in DER (RFC 3279 §2.2.3): a number that is negative, or too large for the curve, is another one. */
function parsePair(signature: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const pair = partsOf(parseSequence(signature), 0x02, 0x02).map(({ contents }) => {
    const digits = contents[0] === 0 ? contents.subarray(1) : contents
    if ((contents[0] ?? 0) >= 0x80 || digits.length > size) throw new Malformed('malformed signature')
    return padInteger(digits, size)
  })
  return concatBytes(...pair)
}

/** A key that the platform does not take has signed nothing. */
function importKey(
  key: Uint8Array<ArrayBuffer>,
  algorithm: { name: string; hash: string; namedCurve?: string },
): Promise<CryptoKey | undefined> {
  return crypto.subtle.importKey('spki', key, algorithm, false, ['verify']).catch(() => undefined)
}
