import type { KeySet } from '../credentials/verify-detached.ts'
import { parseKeySet } from '../credentials/verify-detached.ts'
import type { Files } from '../encoding/zip.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { parsePem } from '../encoding/pem.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { parsePolicy } from '../log/policy.ts'
import { parseSealKeys } from './seal-keys.ts'
import type { Papers, Trust } from './certificate-verdict.ts'

/** The files of a bundle that are read by machines, by what they are. */
export const bundleFiles = {
  pdf: 'certificate.pdf',
  leaf: 'leaf.json',
  disclosures: 'disclosures.json',
  proof: 'leaf.tlog-proof',
  issued: 'issued.tlog-proof',
  list: 'signatories.ndjson',
  jws: 'signatories.ndjson.jws',
  root: 'root.cer',
  revoked: 'revoked.crl',
  authorities: 'authorities.pem',
  sealKeys: 'seal-keys',
  policy: 'policy',
  vkey: 'vkey',
  keys: 'jwks.json',
} as const

/** What a bundle brings of its certificate; nothing where it has none. */
export function findPapers(files: Files): Papers | undefined {
  const file = (part: keyof typeof bundleFiles) => files.get(bundleFiles[part])
  const [pdf, list, jws] = [file('pdf'), file('list'), file('jws')]
  return (
    pdf && {
      pdf,
      leaf: file('leaf'),
      disclosures: file('disclosures'),
      proof: file('proof'),
      issued: file('issued'),
      ...(list && jws && { list: { list, jws } }),
    }
  )
}

/** Whom a set of files believes: a register by its addresses, or a bundle by itself. What cannot be read is not believed. */
export function findTrust(files: Files): Trust {
  const text = <Value>(part: keyof typeof bundleFiles, parse: (text: string) => Value): Value | undefined => {
    const bytes = files.get(bundleFiles[part])
    return bytes && unlessMalformed(() => parse(parseUtf8(bytes)))
  }
  const keys: KeySet | undefined = text('keys', parseKeySet)
  const [root, revoked] = [files.get(bundleFiles.root), files.get(bundleFiles.revoked)]
  const anchors = text('authorities', parsePem)?.map(({ der }) => der)
  // One that cannot be read names no key: with none at all, the root stands for it.
  const sealKeys = files.has(bundleFiles.sealKeys) ? (text('sealKeys', parseSealKeys) ?? []) : undefined
  return { root, revoked, anchors, sealKeys, policy: text('policy', parsePolicy), keys }
}
