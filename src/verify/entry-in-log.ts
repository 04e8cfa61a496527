import { equalBytes } from '../encoding/bytes.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import type { Policy } from '../log/policy.ts'
import { verifyInclusion } from '../log/proof.ts'
import { verifyWitnessed, type PolicyVerdict } from '../log/quorum.ts'
import { parseTlogProof } from '../log/tlog-proof.ts'
import { leafHash } from '../log/tree.ts'

/** An entry that a log holds, and who saw that log: its position, the checkpoint, and the witnesses that cosigned it. */
export type InLog = {
  readonly valid: true
  readonly entry: number
  readonly checkpoint: Checkpoint
  readonly witnessed: Extract<PolicyVerdict, { valid: true }>['witnessed']
  /** Seconds since 1970 as of which a whole quorum saw it; absent where the policy asks for no witness. */
  readonly asOf?: number
}

/** `malformed`: the proof cannot be read; `not-in-log`: it does not lead from this leaf to the signed root. */
export type NotInLog = {
  readonly valid: false
  readonly reason: Extract<PolicyVerdict, { valid: false }>['reason'] | 'not-in-log'
}

/** Judges notes by a policy, each of them once: proofs that are fetched together bring the same checkpoint. */
export function judgeOnce(policy: Policy): (note: string) => PolicyVerdict {
  const judged = new Map<string, PolicyVerdict>()
  return (note) => {
    const verdict = judged.get(note) ?? verifyWitnessed(note, policy)
    judged.set(note, verdict)
    return verdict
  }
}

/** Judges a proof file (c2sp.org/tlog-proof) of one leaf: checkpoint and cosignatures by `judge`, then inclusion. */
export function verifyEntry(
  leaf: Uint8Array,
  file: Uint8Array,
  judge: (note: string) => PolicyVerdict,
): InLog | NotInLog {
  const proof = unlessMalformed(() => parseTlogProof(parseUtf8(file)))
  if (!proof) return { valid: false, reason: 'malformed' }
  const { index, hashes, extra } = proof
  const verdict = judge(proof.checkpoint)
  if (!verdict.valid) return { valid: false, reason: verdict.reason }
  const { checkpoint, witnessed, quorum } = verdict
  const claim = { leaf: leafHash(sha256, leaf), index, proof: hashes, size: checkpoint.size, root: checkpoint.root }
  // Nothing commits to `extra`, but a proof that brings another leaf is not the proof of this one.
  const own = !extra || equalBytes(extra, leaf)
  if (!own || !verifyInclusion(sha256, claim)) return { valid: false, reason: 'not-in-log' }
  return { valid: true, entry: index, checkpoint, witnessed, ...(quorum.quorum === 'met' && { asOf: quorum.asOf }) }
}
