import { ed25519 } from '@noble/curves/ed25519.js'
import { formatBase64, parseBase64 } from '../encoding/base64.ts'
import { concatBytes } from '../encoding/bytes.ts'
import { formatHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { isKeyName, type NoteVerifier } from './note.ts'

/** The signature types of c2sp.org/signed-note that we know, by their identifier byte. No other is ever accepted. */
const keyTypes = { ed25519: 0x01, cosignature: 0x04, mlDsaCosignature: 0x06 } as const

/** The public key of a log or a witness. */
export type VerifierKey = {
  readonly name: string
  readonly type: keyof typeof keyTypes
  readonly publicKey: Uint8Array
}

/** SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4], c2sp.org/signed-note. */
export function keyIdOf({ name, type, publicKey }: VerifierKey): Uint8Array<ArrayBuffer> {
  return sha256(concatBytes(formatUtf8(name), Uint8Array.of(0x0a, keyTypes[type]), publicKey)).slice(0, 4)
}

/** The key of a vkey line, `<name>+<hex key ID>+<base64(type ‖ public key)>`; the key ID must be that of the key. */
export function parseVkey(vkey: string): VerifierKey {
  // Base64 may hold a plus of its own, so only the first two part.
  const [name = '', , ...base64] = vkey.split('+')
  const [typeByte, ...publicKey] = parseBase64(base64.join('+'))
  const type = typesOf.find((known) => keyTypes[known] === typeByte)
  if (!isKeyName(name) || !type || publicKey.length !== publicKeyBytes[type])
    throw new Malformed('malformed verifier key')
  const key = { name, type, publicKey: Uint8Array.from(publicKey) }
  if (formatVkey(key) !== vkey) throw new Malformed('malformed verifier key')
  return key
}

/** The vkey line of a key. */
export function formatVkey(key: VerifierKey): string {
  const encoded = formatBase64(concatBytes(Uint8Array.of(keyTypes[key.type]), key.publicKey))
  return `${key.name}+${formatHex(keyIdOf(key))}+${encoded}`
}

/** A verifier of notes signed with type 01: Ed25519 over the text. Cosigners have `cosignatureVerifier`. */
export function noteVerifier(key: VerifierKey): NoteVerifier {
  if (key.type !== 'ed25519') throw new Malformed('a key that does not sign notes')
  return {
    name: key.name,
    keyId: keyIdOf(key),
    verify: (message, signature) => isSignedBy(key, message, signature),
  }
}

/** Whether the Ed25519 key of a vkey made a signature, judged strictly as RFC 8032 has it. */
export function isSignedBy({ publicKey }: VerifierKey, message: Uint8Array, signature: Uint8Array): boolean {
  // The laxer ZIP-215, noble's default, takes encodings that other verifiers refuse.
  return signature.length === 64 && ed25519.verify(signature, message, publicKey, { zip215: false })
}

const typesOf = ['ed25519', 'cosignature', 'mlDsaCosignature'] as const
const publicKeyBytes = { ed25519: 32, cosignature: 32, mlDsaCosignature: 1312 } as const satisfies Record<
  VerifierKey['type'],
  number
>
