import type { Database } from '../storage/database.ts'
import { findPublished } from '../storage/read/log.ts'
import { findIssue } from '../storage/read/publications.ts'
import { listSigningsById, type Signing } from '../storage/read/signings.ts'
import { certificateDigest } from '../storage/read/standings.ts'

/** A file that the register issued. */
export type IssuedFile = {
  signing: Signing
  /** The entry that says its digest. */
  entry: number
  /** The digest of the certificate that is served in its stead, if there is a newer one. */
  replacedBy: string | undefined
}

/** The certificate that a digest is of; there is none if the register did not issue those very bytes. */
export async function checkFile(db: Database, sha256: string): Promise<IssuedFile | undefined> {
  const issue = await findIssue(db, sha256)
  if (!issue) return undefined
  const [signing] = await listSigningsById(db, issue.signing)
  if (!signing) throw new Error('a certificate points to what is not there')
  const served = certificateDigest(signing)
  return { signing, entry: issue.position, replacedBy: served === sha256 ? undefined : served }
}

/** How many entries the log had when it was last signed for, if an entry is among them. */
export async function publishedSize(db: Database, entry: number): Promise<number | undefined> {
  const published = await findPublished(db)
  return published && entry < published.size ? published.size : undefined
}
