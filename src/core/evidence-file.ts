import * as v from 'valibot'
import { actEvents } from './act-event.ts'
import { Instant } from './day.ts'
import { checks, methods } from './entry.ts'
import { count, hexDigest, uuid } from './entry-fields.ts'
import { proofLevels } from './proof-level.ts'
import { prolongTroubles } from './prolonging.ts'
import { formatCanonicalJson, parseCanonicalJson, type Json } from '../encoding/canonical-json.ts'
import { Malformed } from '../encoding/malformed.ts'

/** What signed evidence is called in the header of its signature. */
export const evidenceType = 'evidence+jws'

/** The record of a signature and its detached signature, as they are named where they lie together. */
export const evidenceFiles = { file: 'evidence.json', jws: 'evidence.json.jws' } as const

const anyJson = v.custom<Json>((value) => value !== undefined)

/** What is known of a signing only afterwards (certificate handbook §8.1): where it is in the log, and what was issued for it. */
export type Receipt = v.InferOutput<typeof Receipt>
const Receipt = v.object({
  signing: uuid,
  reference: v.string(),
  /** Where a certificate is checked. */
  verify: v.string(),
  entry: count,
  leafHash: hexDigest,
  size: count,
  /** Base64, as in the checkpoint. */
  root: v.string(),
  /** The proof file (c2sp.org/tlog-proof) with the leaf, the checkpoint and its cosignatures. */
  proof: v.string(),
  check: v.object({
    method: v.picklist(methods),
    levels: v.array(v.picklist(checks)),
    approvers: count,
    at: Instant,
    /** Their names, as far as they are kept. */
    by: v.array(v.string()),
  }),
  /** Each certificate by the digest of the file as it was first handed out, and the entry that says so. */
  certificates: v.array(v.object({ entry: count, sha256: hexDigest })),
  /** The certificate that is served now: how far it has come, by which time-stamps, and what held up the last try. */
  served: v.exactOptional(
    v.object({
      sha256: hexDigest,
      level: v.picklist(proofLevels),
      stamps: v.array(
        v.object({
          authority: v.string(),
          policy: v.string(),
          serial: v.string(),
          stampedAt: Instant,
          holdsUntil: Instant,
        }),
      ),
      trouble: v.exactOptional(v.picklist(prolongTroubles)),
    }),
  ),
  /** The X.509 certificate of the seal by serial and SHA-256, and when the register says that it sealed. */
  seal: v.exactOptional(v.object({ serial: v.string(), fingerprint: hexDigest, sealedAt: Instant })),
})

/** The evidence of one signature as its body and its signatory may have it. */
export type EvidenceFile = v.InferOutput<typeof EvidenceFile>
const EvidenceFile = v.object({
  v: v.literal(1),
  asAt: Instant,
  register: v.object({ name: v.string(), address: v.string() }),
  /** The record as it closed with the act. */
  evidence: anyJson,
  /** The private disclosure by which an entry has the digest of the record; absent until one has. */
  recorded: v.exactOptional(v.string()),
  /** What is behind the digests of the record and was not erased; `text` is what was hashed. */
  disclosures: v.array(v.object({ name: v.string(), value: anyJson, text: v.string() })),
  /** The same of a record of version 1. */
  client: v.exactOptional(v.string()),
  events: v.array(v.object({ event: v.picklist(actEvents), at: Instant })),
  receipt: v.exactOptional(Receipt),
})

/** The file, RFC 8785: what is signed. */
export function formatEvidenceFile(file: EvidenceFile): Uint8Array<ArrayBuffer> {
  return formatCanonicalJson(file)
}

/** What such a file says. Members that are newer than this are left out. */
export function parseEvidenceFile(bytes: Uint8Array): EvidenceFile {
  const parsed = v.safeParse(EvidenceFile, parseCanonicalJson(bytes))
  if (!parsed.success) throw new Malformed('malformed evidence')
  return parsed.output
}
