import type { Trouble } from '../core/trouble.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { formatHex } from '../encoding/hex.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { cosignatureVerifier, parseCosignature } from '../log/cosignature.ts'
import { formatSignatures, parseNote, type NoteSignature } from '../log/note.ts'
import type { Policy, PolicyWitness } from '../log/policy.ts'
import { formatVkey, keyIdOf } from '../log/vkey.ts'
import { write } from '../storage/database.ts'
import { listLatestCosigned } from '../storage/read/cosignatures.ts'
import { findLatestCheckpoint, type StoredCheckpoint } from '../storage/read/log.ts'
import { listTroubles } from '../storage/read/troubles.ts'
import { deleteTrouble, saveCosignature, saveTrouble } from '../storage/write/cosignatures.ts'
import { askWitness, type WitnessAnswer } from './ask-witness.ts'
import { checkpoint } from './checkpoint.ts'
import { now, type Parts } from './parts.ts'
import { presentPolicy } from './policy.ts'
import { loadGrowth } from './prove-growth.ts'
import { publishWitnessed } from './publish-witnessed.ts'
import { stop } from './stop.ts'

/** What a witness has, with the second request where it knows us by another size, in milliseconds. */
const patience = 10_000
/** After which a witness is asked again that something was wrong with. */
const pause = 60_000
/** After which a cosignature is asked for anew though nothing was added: within an hour, with time to try again. */
const freshFor = 50 * 60_000
/** How far a witness's clock may be from ours, in seconds. */
const clocksApart = 300

/** Brings the newest checkpoint to every witness that has not cosigned it, or not lately, and publishes what they allow. */
export async function collectCosignatures(parts: Parts): Promise<void> {
  const signed = await checkpoint(parts)
  if (!signed) return
  await publishWitnessed(parts, signed)
  await askWitnesses(parts, signed)
}

/**
 * Asks all witnesses at once, each in its own time. `signed` is covered by the mark. Die anywhere: what was stored is
 * stored, and the next run asks whoever is missing.
 */
export async function askWitnesses(parts: Parts, signed: StoredCheckpoint): Promise<void> {
  const policy = await presentPolicy(parts)
  const due = await listDue(parts, policy, signed)
  const asked = await Promise.allSettled(due.map((one) => askOne(parts, policy, signed, one)))
  for (const one of asked) if (one.status === 'rejected') throw one.reason
}

/** A witness to be asked, where, and the size that it last cosigned as far as we know. */
type Due = { witness: PolicyWitness; url: string; old: number }

async function listDue(parts: Parts, { witnesses }: Policy, { size }: StoredCheckpoint): Promise<readonly Due[]> {
  const [latest, troubled] = await Promise.all([listLatestCosigned(parts.db), listTroubles(parts.db)])
  return witnesses.flatMap((witness) => {
    const { key, url } = witness
    if (url === undefined || key.type !== 'cosignature') return []
    const last = latest.find(({ name, keyId }) => name === key.name && equalBytes(keyId, keyIdOf(key)))
    const fresh = last && last.size >= size && parts.clock() - last.time * 1000 < freshFor
    const askedAt = troubled.get(formatVkey(key))?.askedAt
    const resting = askedAt !== undefined && parts.clock() - Date.parse(askedAt) < pause
    return fresh || resting ? [] : [{ witness, url, old: Math.min(last?.size ?? 0, size) }]
  })
}

async function askOne(
  parts: Parts,
  policy: Policy,
  signed: StoredCheckpoint,
  { witness, url, old }: Due,
): Promise<void> {
  const signal = AbortSignal.timeout(patience)
  const bring = async (from: number): Promise<WitnessAnswer> =>
    askWitness(parts, url, { old: from, proof: await proofFrom(parts, from, signed.size), note: signed.note }, signal)
  const first = await bring(old)
  const answer = first.kind === 'other-size' && first.size <= signed.size ? await bring(first.size) : first
  switch (answer.kind) {
    case 'cosigned':
      return keep(parts, policy, signed, { witness, lines: answer.lines })
    case 'other-size':
      return answer.size > signed.size ? assureNotBehind(parts, answer.size) : note(parts, witness, 'unanswered')
    case 'trouble':
      return note(parts, witness, answer.trouble)
  }
}

async function proofFrom({ db }: Pick<Parts, 'db'>, from: number, to: number): Promise<readonly Uint8Array[]> {
  // From nothing there is nothing to prove.
  return from === 0 ? [] : loadGrowth(db, from, to)
}

/** Keeps the lines of keys of the policy that verify over our own text, whoever sent them, and passes over the rest. */
async function keep(
  parts: Parts,
  { witnesses }: Policy,
  signed: StoredCheckpoint,
  { witness, lines }: { witness: PolicyWitness; lines: readonly NoteSignature[] },
): Promise<void> {
  const text = formatUtf8(parseNote(signed.note).text)
  const seconds = Math.floor(parts.clock() / 1000)
  const good = lines.flatMap((line) => {
    const cosigner = witnesses.find(({ key }) => isVerified(key, line, text))
    return cosigner ? [{ cosigner, line, time: parseCosignature(line.signature).time }] : []
  })
  const own = good.find(({ cosigner }) => cosigner === witness)
  // One from the future would be the newest for as long as it likes.
  const kept = good.filter(({ time }) => time <= seconds + clocksApart)
  const statements = kept.map(({ line, time }) =>
    saveCosignature(parts.db, {
      size: signed.size,
      name: line.name,
      keyId: line.keyId,
      time,
      line: formatSignatures([line]).trimEnd(),
    }),
  )
  const well = own && Math.abs(own.time - seconds) <= clocksApart
  await write(parts.db, [...statements, ...(well ? [deleteTrouble(parts.db, formatVkey(witness.key))] : [])])
  // Die before it: the next run finds the lines and publishes.
  await publishWitnessed(parts, signed)
  if (!well) await note(parts, witness, own ? 'other-time' : 'unreadable')
}

function isVerified(key: PolicyWitness['key'], line: NoteSignature, text: Uint8Array): boolean {
  if (key.type !== 'cosignature' || key.name !== line.name || !equalBytes(keyIdOf(key), line.keyId)) return false
  return cosignatureVerifier(key).verify(text, line.signature)
}

/**
 * A witness that saw a larger log than the database holds is the one guard that no operator can set back. Another instance
 * may have signed and shown it more while we asked, and then the database holds it too.
 */
async function assureNotBehind(parts: Parts, size: number): Promise<void> {
  const latest = await findLatestCheckpoint(parts.db)
  if (size > (latest?.size ?? 0)) await stop(parts, { reason: 'behind-witness', size })
}

/** Remembers what is wrong with a witness. It is told once, but for a dispute: that is told until it is settled. */
async function note(parts: Parts, { key }: PolicyWitness, trouble: Trouble): Promise<void> {
  const vkey = formatVkey(key)
  const known = (await listTroubles(parts.db)).get(vkey)
  if (known?.trouble !== trouble || trouble === 'disputed') {
    parts.report({ kind: 'witness-troubled', key: formatHex(keyIdOf(key)), trouble })
  }
  await write(parts.db, [saveTrouble(parts.db, vkey, trouble, now(parts))])
}
