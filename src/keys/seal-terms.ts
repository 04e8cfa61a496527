import 'reflect-metadata'
import { X509Certificate, X509Crl } from '@peculiar/x509'
import type { KeyRing } from './key-ring.ts'
import type { Es256Sealer } from './sealer.ts'

/**
 * Milliseconds since 1970 at which the seal's certificate and its root run out (RFC 5280 §4.1.2.5), and by which the next
 * revocation list has to be there (§5.1.2.5); infinite where a list names no such time.
 */
export function sealTerms(sealer: Es256Sealer, seal: KeyRing['seal']) {
  const endOf = (der: Uint8Array) => new X509Certificate(Uint8Array.from(der)).notAfter.getTime()
  const [leaf = seal.root] = sealer.chain
  return {
    certificate: endOf(leaf),
    root: endOf(seal.root),
    list: new X509Crl(seal.revoked).nextUpdate?.getTime() ?? Infinity,
  }
}
