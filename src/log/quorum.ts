import { equalBytes } from '../encoding/bytes.ts'
import { verifyCheckpoint, type Checkpoint, type CheckpointVerdict } from './checkpoint.ts'
import { cosignatureVerifier, parseCosignature } from './cosignature.ts'
import { verifyNote } from './note.ts'
import { neededOf, type Policy, type PolicyWitness } from './policy.ts'
import { noteVerifier } from './vkey.ts'

/** A witness, by its name in the policy, and when it cosigned, in seconds since 1970. */
export type Witnessed = { readonly witness: string; readonly time: number }

/**
 * Whether enough witnesses cosigned. `asOf`, in seconds since 1970, is the latest instant at which a whole quorum stood by
 * the checkpoint: the age of a view is counted from there. With `none`, there is the log's own word and nothing else.
 */
export type Quorum =
  { readonly quorum: 'none' } | { readonly quorum: 'met'; readonly asOf: number } | { readonly quorum: 'missed' }

/** A checkpoint that a log of the policy signed and its quorum cosigned, or why it does not count. */
export type PolicyVerdict =
  | {
      readonly valid: true
      readonly checkpoint: Checkpoint
      readonly witnessed: readonly Witnessed[]
      readonly quorum: Exclude<Quorum, { quorum: 'missed' }>
    }
  | {
      readonly valid: false
      readonly reason: 'quorum-missed'
      readonly checkpoint: Checkpoint
      readonly witnessed: readonly Witnessed[]
    }
  | Extract<CheckpointVerdict, { valid: false }>

/** Judges whoever cosigned one checkpoint by the quorum of a policy, c2sp.org/tlog-policy. */
export function judge(policy: Policy, witnessed: readonly Witnessed[]): Quorum {
  if (policy.quorum === 'none') return { quorum: 'none' }
  const known = new Set(policy.witnesses.map(({ name }) => name))
  const seen = new Set<string>()
  for (const { witness, time } of witnessed.toSorted((a, b) => b.time - a.time)) {
    // A group is met by its members, and by nobody who goes by its name.
    if (known.has(witness)) seen.add(witness)
    if (isMet(policy, seen)) return { quorum: 'met', asOf: time }
  }
  return { quorum: 'missed' }
}

/**
 * Judges a checkpoint note with its cosignatures by a policy. A line of a witness of the policy that does not verify rejects
 * the note, as c2sp.org/signed-note has it; lines of others, and those of ML-DSA-44, are passed over.
 */
export function verifyWitnessed(note: string, policy: Policy): PolicyVerdict {
  const verdict = verifyCheckpoint(
    note,
    policy.logs.map(({ key }) => noteVerifier(key)),
  )
  if (!verdict.valid) return verdict
  const witnessed = listWitnessed(note, policy.witnesses)
  if (!witnessed) return { valid: false, reason: 'bad-signature' }
  const { checkpoint } = verdict
  const quorum = judge(policy, witnessed)
  if (quorum.quorum === 'missed') return { valid: false, reason: 'quorum-missed', checkpoint, witnessed }
  return { valid: true, checkpoint, witnessed, quorum }
}

/** The witnesses of whom a note has a line, each with its newest; undefined if a line of theirs does not verify. */
function listWitnessed(note: string, witnesses: readonly PolicyWitness[]): Witnessed[] | undefined {
  const known = witnesses
    .filter(({ key }) => key.type === 'cosignature')
    .map(({ name, key }) => ({ witness: name, verifier: cosignatureVerifier(key) }))
  const verdict = verifyNote(
    note,
    known.map(({ verifier }) => verifier),
  )
  if (!verdict.valid) return verdict.reason === 'unsigned' ? [] : undefined
  return known.flatMap(({ witness, verifier }) => {
    const lines = verdict.signatures.filter(
      ({ name, keyId }) => name === verifier.name && equalBytes(keyId, verifier.keyId),
    )
    const times = lines.map(({ signature }) => parseCosignature(signature).time)
    return times.length > 0 ? [{ witness, time: Math.max(...times) }] : []
  })
}

/** Groups stand after their members, so one pass is enough. */
function isMet({ groups, quorum }: Policy, witnesses: ReadonlySet<string>): boolean {
  const seen = new Set(witnesses)
  for (const group of groups) {
    if (group.members.filter((member) => seen.has(member)).length >= neededOf(group)) seen.add(group.name)
  }
  return seen.has(quorum)
}
