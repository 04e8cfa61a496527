import { proofLevelOf, reaches, type ProofLevel } from '../core/proof-level.ts'
import { sayProlongTrouble, type ProlongTrouble } from '../core/prolonging.ts'
import { Refusal } from '../core/refusal.ts'
import { findProlonged, type KeptStamp } from '../storage/read/certificate-updates.ts'
import { findCertificate } from '../storage/read/publications.ts'
import { certificateDigest } from '../storage/read/standings.ts'
import type { Signing } from '../storage/read/signings.ts'
import type { Parts } from './parts.ts'

/** How the certificate of a signing is proved now, and whether that is enough for the register to hand it out. */
export type ToldProof = {
  readonly level: ProofLevel
  readonly stamps: readonly KeptStamp[]
  /** Why it was not prolonged when that was last tried. */
  readonly trouble: ProlongTrouble | null
  /** Whether an authority is asked to prolong it. */
  readonly asked: boolean
  readonly handedOut: boolean
  /** Changes with the file. */
  readonly tag: string
}

/** How the certificate of a signing is proved; there is none before it is made. */
export async function tellProof(
  { db, stamper, certificateLevel }: Pick<Parts, 'db' | 'stamper' | 'certificateLevel'>,
  signing: Signing,
): Promise<ToldProof | undefined> {
  const digest = certificateDigest(signing)
  if (digest === undefined) return undefined
  const { updates, stamps, failed } = await findProlonged(db, signing.id)
  const level = proofLevelOf(updates)
  return {
    level,
    stamps,
    trouble: failed?.trouble ?? null,
    asked: stamper !== undefined,
    handedOut: reaches(level, certificateLevel),
    tag: [digest, ...(updates > 0 ? [updates, stamps.at(-1)?.serial] : [])].join('.'),
  }
}

/** The certificate of a signing as it is handed out now. Refused while there is none that is proved as well as the register asks. */
export async function requireCertificate(parts: Parts, signing: Signing) {
  const proof = await tellProof(parts, signing)
  const certificate = proof && (await findCertificate(parts.db, signing.id))
  if (!certificate) throw new Refusal('not-published-yet', 'This certificate will be here within a minute.')
  if (!proof.handedOut) throw new Refusal('not-published-yet', sayWaiting(proof))
  return certificate
}

/** Why a certificate is not handed out yet. */
export function sayWaiting({ trouble }: Pick<ToldProof, 'trouble'>): string {
  if (trouble === null) return 'This certificate waits for its time-stamp. It will be here within minutes.'
  return `This certificate waits for its time-stamp: ${sayProlongTrouble(trouble)}. That is tried again by itself.`
}
