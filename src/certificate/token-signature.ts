import { concatBytes, equalBytes } from '../encoding/bytes.ts'
import { Malformed } from '../encoding/malformed.ts'
import type { Element } from './der.ts'
import { algorithmOf, idOf, type Token } from './parse-token.ts'
import { digests, verifySignature } from './verify-signature.ts'
import type { X509 } from './x509-chain.ts'

/** The X.509 certificate that the signer of a token names, if it came along and is the one that the signature covers (RFC 5816). */
export async function findSigner({ certificates, signer }: Token): Promise<X509 | undefined> {
  const leaf = certificates.find(
    ({ issuer, serial }) => equalBytes(issuer, signer.issuer) && equalBytes(serial, signer.serial),
  )
  const [first, second] = [ids.signingCertificate, ids.signingCertificateV2].map((id) => valueOf(signer.attributes, id))
  if (!leaf || (!first && !second)) return undefined
  // RFC 2634 knows SHA-1 alone. The chain is judged all the same, so nobody gains by two certificates with one digest.
  const isFirst = !first || (await isAbout(leaf, first, 'SHA-1'))
  return isFirst && (!second || (await isAbout(leaf, second, 'SHA-256'))) ? leaf : undefined
}

/** Whether the signed attributes are about what is in the token, and this key signed them (RFC 5652 §5.4). */
export async function isSignedBy({ content, signer }: Token, { key }: X509): Promise<boolean> {
  const { attributes, digest, algorithm, signature } = signer
  const hash = digests.get(digest)
  const message = valueOf(attributes, ids.messageDigest)
  if (!hash || idOf(valueOf(attributes, ids.contentType)) !== ids.tstInfo || message?.tag !== 0x04) return false
  if (!equalBytes(new Uint8Array(await crypto.subtle.digest(hash, content)), message.contents)) return false
  // Signed as a SET OF, and written under another tag.
  const signed = concatBytes(Uint8Array.of(0x31), attributes.whole.subarray(1))
  return verifySignature(key, { message: signed, signature, algorithm, digest })
}

/** The one value of the one attribute of its kind, if there is one. */
function valueOf({ children }: Element, id: string): Element | undefined {
  const [found, ...others] = children.filter((attribute) => idOf(attribute.children[0]) === id)
  const [value, ...more] = found?.children[1]?.children ?? []
  if (others.length + more.length > 0) throw new Malformed('malformed time-stamp')
  return value
}

/** Whether the first ESSCertID of a signing-certificate attribute is that of this X.509 certificate. */
async function isAbout({ der, issuer, serial }: X509, attribute: Element, fallback: string): Promise<boolean> {
  const parts = attribute.children[0]?.children[0]?.children ?? []
  const named = parts[0]?.tag === 0x30 ? parts[0] : undefined
  const hash = named ? digests.get(algorithmOf(named)) : fallback
  const [digest, issuerSerial] = named ? parts.slice(1) : parts
  if (!hash || digest?.tag !== 0x04) return false
  if (!equalBytes(new Uint8Array(await crypto.subtle.digest(hash, der)), digest.contents)) return false
  if (!issuerSerial) return true
  const [names, number] = issuerSerial.children
  const isNamed = names?.children.some(({ tag, contents }) => tag === 0xa4 && equalBytes(contents, issuer))
  return isNamed === true && number !== undefined && equalBytes(number.contents, serial)
}

const ids = {
  tstInfo: '2a864886f70d0109100104',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  signingCertificate: '2a864886f70d010910020c',
  signingCertificateV2: '2a864886f70d010910022f',
}
