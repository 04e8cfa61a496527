import 'reflect-metadata'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate,
  X509Crl,
} from '@peculiar/x509'
import { formatUtf8 } from '../encoding/utf8.ts'
import type { KeyRing } from './key-ring.ts'
import type { Es256Sealer } from './sealer.ts'
import { purposes } from './x509.ts'

/** What can be wrong with a seal, each with what is said of it. */
export const sealFaultWords = {
  key: 'The certificate of the seal is of another key.',
  root: 'The root of this register did not sign the certificate of the seal.',
  dates: 'The certificate of the seal has run out, or does not count yet.',
  usage: 'The certificate of the seal is not made for sealing documents.',
  revoked: 'The certificate of the seal is revoked.',
  list: 'The revocation list of the seal has run out, or is not the root’s.',
} as const

export type SealFault = keyof typeof sealFaultWords

/** Seals a message and looks at everything that a reader will look at (`certificate.md` §6), as at milliseconds since 1970. */
export async function checkSeal(
  sealer: Es256Sealer,
  { root, revoked }: KeyRing['seal'],
  now: number,
): Promise<readonly SealFault[]> {
  const [leaf, issuer] = [sealer.chain[0] ?? root, root].map((der) => new X509Certificate(Uint8Array.from(der)))
  if (!leaf || !issuer) throw new Error('a seal has a leaf and a root')
  const list = new X509Crl(revoked)
  const sound: Record<SealFault, boolean> = {
    key: await sealsAsItsLeaf(sealer),
    root: await leaf.verify({ publicKey: issuer, signatureOnly: true }),
    dates: leaf.notBefore.getTime() <= now && now <= leaf.notAfter.getTime(),
    usage: isForSealing(leaf),
    revoked: list.findRevoked(leaf) === null,
    list: (await list.verify({ publicKey: issuer })) && now <= (list.nextUpdate?.getTime() ?? Infinity),
  }
  return faults.filter((fault) => !sound[fault])
}

const faults = ['key', 'root', 'dates', 'usage', 'revoked', 'list'] as const satisfies readonly SealFault[]

/** Seals a message, and looks whether its leaf says that it did. */
export async function sealsAsItsLeaf({ sign, chain: [der = new Uint8Array()] }: Es256Sealer): Promise<boolean> {
  const message = formatUtf8('self-check')
  const leaf = new X509Certificate(Uint8Array.from(der))
  const key = await leaf.publicKey.export({ name: 'ECDSA', namedCurve: 'P-256' }, ['verify'])
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, await sign(message), message)
}

const sealing: number = KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation

function isForSealing(leaf: X509Certificate): boolean {
  const usage = leaf.getExtension(KeyUsagesExtension)
  const flags: number = usage?.usages ?? 0
  const extended = leaf.getExtension(ExtendedKeyUsageExtension)
  return (
    usage?.critical === true &&
    flags === sealing &&
    leaf.getExtension(BasicConstraintsExtension)?.ca === false &&
    Object.values(purposes).every((purpose) => extended?.usages.includes(purpose))
  )
}
