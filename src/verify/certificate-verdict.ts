import { findRevocation } from '../certificate/revocation.ts'
import { unseal, type NotUnsealed, type Unsealed } from '../certificate/unseal.ts'
import { addSeconds, formatInstant, londonDay, type FullDay, type Instant } from '../core/day.ts'
import { parseLeaf } from '../core/entry.ts'
import type { ProofLevel } from '../core/proof-level.ts'
import type { StandingName } from '../core/standing.ts'
import type { KeySet } from '../credentials/verify-detached.ts'
import { formatBase64 } from '../encoding/base64.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { formatHex } from '../encoding/hex.ts'
import { unlessMalformed, unlessMalformedLater } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { parseTlogProof } from '../log/tlog-proof.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import type { Policy } from '../log/policy.ts'
import { judgeOnce, verifyEntry, type InLog, type NotInLog } from './entry-in-log.ts'
import { readList, type Listed, type ListFiles, type ListVerdict } from './signed-list.ts'
import { parseSigning, type SigningFacts } from './signing-facts.ts'

/** What is in hand of one certificate. What is missing is not guessed. */
export type Papers = {
  readonly pdf: Uint8Array
  /** What lies beside the PDF and is inside it too: the same bytes, or somebody changed one of them. */
  readonly leaf?: Uint8Array | undefined
  readonly disclosures?: Uint8Array | undefined
  /** A proof of the leaf that is newer than the one inside. */
  readonly proof?: Uint8Array | undefined
  /** The proof, with its leaf, of the entry that says the digest of the PDF as it was first handed out. */
  readonly issued?: Uint8Array | undefined
  readonly list?: ListFiles | undefined
}

/**
 * What is believed beforehand: the seal's root in DER and its revocation list, every seal that the log names, the roots of authorities for time, the policy of
 * the log, and the keys that sign the list.
 */
export type Trust = {
  readonly root: Uint8Array | undefined
  readonly revoked?: Uint8Array | undefined
  readonly sealKeys?: readonly string[] | undefined
  readonly anchors?: readonly Uint8Array[] | undefined
  readonly policy: Policy | undefined
  readonly keys: KeySet | undefined
}

/**
 * Whether the file is as the register sealed it; `stampedAt` is when an authority first saw it so, `level` how long that can be
 * proved. `other-papers`: what lies beside it is not what is in it. `later-than-now`: an authority saw it in the future.
 * `seal-revoked`: its key was not to be trusted from a moment on, and nobody else saw the file before; `revoked` where somebody
 * did. `key-unlogged`: the root vouches for its key, and the log does not name it; `keyNamed` where it is known
 * that it does.
 */
export type Authentic =
  | {
      readonly answer: 'yes'
      readonly sealedAt: Instant
      readonly level: ProofLevel
      readonly keyNamed?: true
      readonly stampedAt?: Instant
      readonly revoked?: { readonly since: Instant; readonly seenAt: Instant }
    }
  | { readonly answer: 'no'; readonly because: 'seal-revoked'; readonly since: Instant }
  | { readonly answer: 'no'; readonly because: NotUnsealed['reason'] | 'key-unlogged' | 'other-papers' }
  | { readonly answer: 'unknown'; readonly because: 'no-root' | 'no-anchors' | 'later-than-now' | 'list-malformed' }

/** Whether the signing is in the public log, and who saw it there; `issuedAsOf` is when a quorum saw this very file named. `other-file`: the log speaks of another PDF. */
export type Logged =
  | ({ readonly answer: 'yes' } & Omit<InLog, 'valid'> & { readonly issuedAsOf?: Instant })
  | { readonly answer: 'no'; readonly because: NotInLog['reason'] | 'no-signing' | 'other-file' }
  | { readonly answer: 'unknown'; readonly because: 'not-authentic' | 'no-policy' }

/** Whether the signing counts, by the signed list: as at a day, and until when the list is good. */
export type Current =
  | { readonly answer: 'yes'; readonly asAt: FullDay; readonly until: FullDay }
  | {
      readonly answer: 'no'
      readonly because: Exclude<StandingName, 'in-force'> | 'not-listed'
      readonly asAt: FullDay
    }
  | { readonly answer: 'unknown'; readonly because: 'list-stale'; readonly asAt: FullDay; readonly was: StandingName }
  | {
      readonly answer: 'unknown'
      readonly because:
        | 'not-authentic'
        | 'not-logged'
        | 'offline'
        | 'no-keys'
        | 'other-log'
        | 'list-older'
        | Extract<ListVerdict, { valid: false }>['reason']
    }

/** The verdict on a certificate: three separate answers, and what it says where its seal holds. */
export type CertificateVerdict = {
  readonly authentic: Authentic
  readonly logged: Logged
  readonly current: Current
  /** As the register sealed it: reference, body and edition. */
  readonly title?: string
  readonly facts?: SigningFacts
  readonly line?: Listed['line']
}

/**
 * Judges a certificate by what is believed beforehand, as at an instant: is it as it was sealed, is its signing in the log
 * that the policy's witnesses saw, does it count by the register's signed list. Nothing is asked of anybody.
 */
export async function verifyCertificate(papers: Papers, trust: Trust, at: Instant): Promise<CertificateVerdict> {
  if (!trust.root) return refused({ answer: 'unknown', because: 'no-root' })
  const unsealed = await unseal(papers.pdf, trust.root, trust.anchors ?? [])
  if (!unsealed.valid) return refused(notAuthentic(unsealed.reason, trust))
  const { attachments, title, issued, stamps } = unsealed
  if (stamps.some((stamp) => stamp.at > addSeconds(at, tolerance)))
    return refused({ answer: 'unknown', because: 'later-than-now' })
  const { leaf, disclosures } = attachments
  if (!isSame(papers.leaf, leaf) || !isSame(papers.disclosures, disclosures))
    return refused({ answer: 'no', because: 'other-papers' })

  const facts = unlessMalformed(() => parseSigning(leaf, disclosures))
  const logged: Logged = facts
    ? judgeLogged({ ...papers, pdf: issued }, { leaf, proof: papers.proof ?? attachments.proof }, facts, trust.policy)
    : { answer: 'no', because: 'no-signing' }
  const authentic = await judgeSeal(unsealed, trust, 'issuedAsOf' in logged ? logged.issuedAsOf : undefined)
  if (authentic.answer !== 'yes') return refused(authentic)
  const known = { authentic, logged, title, ...(facts && { facts }) }
  if (logged.answer !== 'yes') return { ...known, current: { answer: 'unknown', because: 'not-logged' } }
  if (!trust.keys) return { ...known, current: { answer: 'unknown', because: 'no-keys' } }
  if (!papers.list) return { ...known, current: { answer: 'unknown', because: 'offline' } }
  const listed = await readList(papers.list, logged.entry, trust.keys)
  if (!listed.valid) return { ...known, current: { answer: 'unknown', because: listed.reason } }
  return { ...known, current: judgeCurrent(listed, logged, at), ...(listed.line && { line: listed.line }) }
}

function refused(authentic: Authentic): CertificateVerdict {
  const unknown = { answer: 'unknown', because: 'not-authentic' } as const
  return { authentic, logged: unknown, current: unknown }
}

/** Who knows no authority cannot tell a stranger's time-stamp from a good one. */
function notAuthentic(reason: NotUnsealed['reason'], { anchors }: Trust): Authentic {
  return reason === 'authority-unknown' && !anchors
    ? { answer: 'unknown', because: 'no-anchors' }
    : { answer: 'no', because: reason }
}

// Two clocks, in seconds.
const tolerance = 60

function isSame(beside: Uint8Array | undefined, inside: Uint8Array): boolean {
  return !beside || equalBytes(beside, inside)
}

type Claimed = { readonly leaf: Uint8Array; readonly proof: Uint8Array }

function judgeLogged(papers: Papers, { leaf, proof }: Claimed, { signing }: SigningFacts, policy?: Policy): Logged {
  if (!policy) return { answer: 'unknown', because: 'no-policy' }
  const judge = judgeOnce(policy)
  const found = verifyEntry(leaf, proof, judge)
  if (!found.valid) return { answer: 'no', because: found.reason }
  const { valid: _valid, ...held } = found
  if (!papers.issued) return { answer: 'yes', ...held }
  const issue = unlessMalformed(() => parseTlogProof(parseUtf8(papers.issued ?? new Uint8Array())).extra)
  if (!issue) return { answer: 'no', because: 'malformed' }
  const issued = verifyEntry(issue, papers.issued, judge)
  if (!issued.valid) return { answer: 'no', because: issued.reason }
  const entry = unlessMalformed(() => parseLeaf(issue))
  const own = entry?.type === 'certificate.issued' && entry.signing === signing
  return own && entry.pdf === formatHex(sha256(papers.pdf))
    ? { answer: 'yes', ...held, ...(issued.asOf !== undefined && { issuedAsOf: formatInstant(issued.asOf * 1000) }) }
    : { answer: 'no', because: 'other-file' }
}

/** `issuedAsOf`: when the witnesses of the log saw this very file. What the seal says of its own time is the word of whoever has its key. */
async function judgeSeal(
  { sealedAt, level, stamps, chain }: Unsealed,
  { revoked, sealKeys }: Trust,
  issuedAsOf: Instant | undefined,
): Promise<Authentic> {
  const [leaf = new Uint8Array()] = chain
  if (sealKeys && !sealKeys.includes(formatHex(sha256(leaf)))) return { answer: 'no', because: 'key-unlogged' }
  const [stampedAt] = stamps.map((stamp) => stamp.at)
  const known = { ...(sealKeys && { keyNamed: true as const }), ...(stampedAt && { stampedAt }) }
  const authentic = { answer: 'yes', sealedAt, level, ...known } as const
  if (!revoked) return authentic
  const found = await unlessMalformedLater(() => findRevocation(revoked, chain))
  if (!found) return { answer: 'unknown', because: 'list-malformed' }
  if (found === 'not-revoked') return authentic
  const [seenAt] = [stampedAt, issuedAsOf].filter((seen) => seen !== undefined).toSorted()
  return seenAt !== undefined && seenAt < found.since
    ? { ...authentic, revoked: { since: found.since, seenAt } }
    : { answer: 'no', because: 'seal-revoked', since: found.since }
}

function judgeCurrent(listed: Listed, { entry, checkpoint }: Omit<InLog, 'valid'>, at: Instant): Current {
  const { head, line } = listed
  const { asAt, log, nextUpdate } = head
  const agrees = log.size !== checkpoint.size || log.root === formatBase64(checkpoint.root)
  if (log.origin !== checkpoint.origin || !agrees) return { answer: 'unknown', because: 'other-log' }
  if (entry >= log.size) return { answer: 'unknown', because: 'list-older' }
  if (!line) return { answer: 'no', because: 'not-listed', asAt }
  const { standing } = line
  if (nextUpdate < at) return { answer: 'unknown', because: 'list-stale', asAt, was: standing }
  if (standing !== 'in-force') return { answer: 'no', because: standing, asAt }
  return { answer: 'yes', asAt, until: londonDay(nextUpdate) }
}
