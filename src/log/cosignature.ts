import { concatBytes } from '../encoding/bytes.ts'
import { Malformed, unlessMalformed } from '../encoding/malformed.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import type { NoteSignature, NoteVerifier } from './note.ts'
import { isSignedBy, keyIdOf, type VerifierKey } from './vkey.ts'

/** What follows the key ID in the line of a cosigner, c2sp.org/tlog-cosignature. `time` is in seconds since 1970. */
export type Cosignature = { readonly time: number; readonly signature: Uint8Array }

/** Whoever can say that, as of `time`, the checkpoint with this text is of the largest consistent tree it saw for its log. */
export type Cosigner = {
  readonly name: string
  readonly keyId: Uint8Array
  cosign(text: string, time: number): Promise<NoteSignature>
}

/** The time and the signature, of 64 bytes for Ed25519 and 2,420 for ML-DSA-44. Nothing is verified yet. */
export function parseCosignature(bytes: Uint8Array): Cosignature {
  const signature = bytes.subarray(timeBytes)
  if (!signatureBytes.includes(signature.length)) throw malformed()
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset, timeBytes).getBigUint64(0))
  // The format ends at 2⁶³ − 1. Beyond 2⁵³ − 1 a number is not exact, and no clock will come to it.
  if (!Number.isSafeInteger(time)) throw malformed()
  return { time, signature }
}

/** The bytes that follow the key ID. */
export function formatCosignature({ time, signature }: Cosignature): Uint8Array<ArrayBuffer> {
  const bytes = concatBytes(new Uint8Array(timeBytes), signature)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time))
  return bytes
}

/** What an Ed25519 cosigner signs: a header, the time and the whole text of the note, extension lines included. */
export function cosignedMessage(text: Uint8Array, time: number): Uint8Array<ArrayBuffer> {
  return concatBytes(formatUtf8(`cosignature/v1\ntime ${time}\n`), text)
}

/** A verifier of the lines of a cosigner with a key of type 04. Where it verified, `parseCosignature` reads the time. */
export function cosignatureVerifier(key: VerifierKey): NoteVerifier {
  if (key.type !== 'cosignature') throw new Malformed('a key that does not cosign')
  return {
    name: key.name,
    keyId: keyIdOf(key),
    verify: (text, bytes) => {
      const cosignature = unlessMalformed(() => parseCosignature(bytes))
      if (!cosignature) return false
      return isSignedBy(key, cosignedMessage(text, cosignature.time), cosignature.signature)
    },
  }
}

const malformed = (): Malformed => new Malformed('malformed cosignature')
const timeBytes = 8
const signatureBytes: readonly number[] = [64, 2420]
