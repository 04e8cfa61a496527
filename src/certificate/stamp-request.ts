import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { MessageImprint, TimeStampReq } from '@peculiar/asn1-tsp'
import { AlgorithmIdentifier } from '@peculiar/asn1-x509'

/** How many bytes of chance a request takes. */
export const nonceLength = 8

/**
 * Asks for a time-stamp of the SHA-256 of something, and for the X.509 certificate of whoever stamps (RFC 3161 §2.4.1).
 * `nonce` is positive and has no leading zeros: see {@link nonceOf}.
 */
export function formatStampRequest(imprint: Uint8Array, nonce: Uint8Array): Uint8Array<ArrayBuffer> {
  const request = new TimeStampReq({
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: sha256, parameters: null }),
      hashedMessage: new OctetString(Uint8Array.from(imprint)),
    }),
    nonce: Uint8Array.from(nonce).buffer,
    certReq: true,
  })
  return new Uint8Array(AsnConvert.serialize(request))
}

/** The DER contents of a nonce made of bytes of chance: with its first two bits 01 it is positive, and as long as they are. */
export function nonceOf(chance: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(chance, (byte, n) => (n === 0 ? (byte & 0x3f) | 0x40 : byte))
}

const sha256 = '2.16.840.1.101.3.4.2.1'
