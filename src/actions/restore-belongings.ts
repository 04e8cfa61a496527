import { firstRevision } from '../certificate/revise-file.ts'
import { unseal } from '../certificate/unseal.ts'
import { textDigest } from '../core/edition-text.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { formatHex } from '../encoding/hex.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { write } from '../storage/database.ts'
import { textAddress } from '../storage/read/corrections.ts'
import { findLackingPolicy, listLackingCertificates, listLackingTexts } from '../storage/read/lacking.ts'
import { insertUpdates, type CertificateKey } from '../storage/write/certificate-updates.ts'
import { insertPolicy } from '../storage/write/policies.ts'
import { insertCertificate, insertText } from '../storage/write/publications.ts'
import { listAnchors } from './anchors.ts'
import { listUpdates } from './list-updates.ts'
import type { RestoreParts } from './restore-log.ts'

/** What is brought back with, and from where. */
type Restoring = Pick<RestoreParts, 'db' | 'keys' | 'authorities' | 'read'>

/**
 * Brings back what lies beside the log and what the log names by its digest, as far as the copy has it: the texts of
 * editions, certificates, the policy. Other bytes are passed over. Once more, it asks for what is still lacking.
 */
export async function restoreBelongings(parts: Restoring): Promise<void> {
  const { db, read } = parts
  for (const { slug, language, sha256: digest, former } of await listLackingTexts(db)) {
    const bytes = await read(former ? textAddress(slug, language, digest).slice(1) : `editions/${slug}.${language}.md`)
    if (bytes && textDigest(bytes) === digest) await write(db, [insertText(db, digest, bytes)])
  }
  // What is not there any more is made anew when the log is next published.
  for (const { reference, entry, ...certificate } of await listLackingCertificates(db)) {
    const file = await read(`certificates/${reference}.pdf`)
    const pdf = file && unlessMalformed(() => firstRevision(file))
    if (!pdf || digestOf(pdf) !== certificate.sha256) continue
    await write(db, [insertCertificate(db, { ...certificate, pdf }, entry)])
    await restoreUpdates(parts, certificate, file)
  }
  const policy = await findLackingPolicy(db)
  const text = policy && (await read('log/policy'))
  if (text && digestOf(text) === policy.sha256) {
    await write(db, [insertPolicy({ policy: policy.sha256, text: parseUtf8(text) }, policy.entry)])
  }
}

/** What was added to a certificate comes back as well: once its X.509 certificate has run out, nobody can stamp it anew. */
async function restoreUpdates(parts: Restoring, { signing, number }: CertificateKey, pdf: Uint8Array): Promise<void> {
  const anchors = await listAnchors(parts)
  const unsealed = await unseal(
    pdf,
    parts.keys.seal.root,
    anchors.map(({ der }) => der),
  )
  if (!unsealed.valid) return
  const updates = listUpdates({ key: { signing, number }, pdf, unsealed, known: 0 }, ({ certificates }) => {
    const anchor = certificates.at(-1)
    return anchors.find(({ der }) => anchor && equalBytes(der, anchor))?.authority ?? ''
  })
  await insertUpdates(parts.db, updates)
}

const digestOf = (bytes: Uint8Array): string => formatHex(sha256(bytes))
