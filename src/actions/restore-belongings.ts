import { textDigest } from '../core/edition-text.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import type { Source } from '../log/audit.ts'
import { write, type Database } from '../storage/database.ts'
import { textAddress } from '../storage/read/corrections.ts'
import { findLackingPolicy, listLackingCertificates, listLackingTexts } from '../storage/read/lacking.ts'
import { insertPolicy } from '../storage/write/policies.ts'
import { insertCertificate, insertText } from '../storage/write/publications.ts'

/**
 * Brings back what lies beside the log and what the log names by its digest, as far as the copy has it: the texts of
 * editions, certificates, the policy. Other bytes are passed over. Once more, it asks for what is still lacking.
 */
export async function restoreBelongings(db: Database, read: Source): Promise<void> {
  for (const { slug, language, sha256: digest, former } of await listLackingTexts(db)) {
    const bytes = await read(former ? textAddress(slug, language, digest).slice(1) : `editions/${slug}.${language}.md`)
    if (bytes && textDigest(bytes) === digest) await write(db, [insertText(db, digest, bytes)])
  }
  // What is not there any more is made anew when the log is next published.
  for (const { reference, entry, ...certificate } of await listLackingCertificates(db)) {
    const pdf = await read(`certificates/${reference}.pdf`)
    if (pdf && digestOf(pdf) === certificate.sha256)
      await write(db, [insertCertificate(db, { ...certificate, pdf }, entry)])
  }
  const policy = await findLackingPolicy(db)
  const text = policy && (await read('log/policy'))
  if (text && digestOf(text) === policy.sha256) {
    await write(db, [insertPolicy({ policy: policy.sha256, text: parseUtf8(text) }, policy.entry)])
  }
}

const digestOf = (bytes: Uint8Array): string => formatHex(sha256(bytes))
