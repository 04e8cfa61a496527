import { Refusal } from '../core/refusal.ts'
import type { HaltReason } from '../core/halt.ts'
import { equalBytes } from '../encoding/bytes.ts'
import type { Sha256 } from '../encoding/sha256.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../encoding/utf8.ts'
import { auditLog, type Source } from '../log/audit.ts'
import { verifyCheckpoint } from '../log/checkpoint.ts'
import { formatNote, parseNote } from '../log/note.ts'
import { planCheckpoint, rangesForPlan } from '../log/plan.ts'
import type { TreeHead } from '../log/tree.ts'
import { noteVerifier, parseVkey } from '../log/vkey.ts'
import { write, type Statement } from '../storage/database.ts'
import type { Mark } from '../storage/mark.ts'
import { logSize } from '../storage/read/entries.ts'
import { listHalts } from '../storage/read/halts.ts'
import { countLost } from '../storage/read/lacking.ts'
import { findLatestCheckpoint, findRoot, loadHashes, type StoredCheckpoint } from '../storage/read/log.ts'
import { checkpointStatements } from '../storage/write/checkpoint.ts'
import { keepHalt } from '../storage/write/halts.ts'
import { publishStatement } from '../storage/write/publish-checkpoint.ts'
import { rebuildViews } from '../storage/write/rebuild.ts'
import { liftHalts } from '../storage/write/restore.ts'
import { now, type Parts } from './parts.ts'
import { restoreBelongings } from './restore-belongings.ts'
import { restoreEntries } from './restore-entries.ts'
import { restoreList } from './restore-list.ts'
import { stop } from './stop.ts'

/** What a restoration works with. */
export type RestoreParts = Pick<Parts, 'db' | 'keys' | 'authorities' | 'clock' | 'report'> & {
  /** None where another host keeps it: that one looks at it itself before it writes. */
  mark: Mark | undefined
  /** A published copy of the register, or one of its checkpoints alone. */
  read: Source
  hash: Sha256
  tell: (words: string) => void
}

/** What came of it. `signed`: the last checkpoint that is there now. `short`: how many entries the log is known to have had beyond those that are there now. */
export type Restoration = { size: number; signed: TreeHead; returned: number; lost: number; short: number }

/** What bringing the log back puts right; any other reason needs another database. */
const mended: readonly HaltReason[] = ['behind-mark', 'behind-witness', 'mark-missing', 'restoring']

/**
 * Brings a database up to a published copy of its own log: entries that it lacks come back byte for byte, once the whole
 * copy is proved to continue what is held here and what the mark knows. The register goes on only where nothing that was
 * ever published is missing. Die anywhere: it stays stopped, and the same command goes on.
 */
export async function restoreLog(parts: RestoreParts): Promise<Restoration> {
  const { db } = parts
  const { note, head } = await readOffer(parts)
  const halts = await listHalts(db)
  if (halts.some(({ reason }) => !mended.includes(reason))) {
    throw new Refusal('log-stopped', 'This database holds another log. Put an untouched copy of it in its place first.')
  }
  const mark = await parts.mark?.read()
  const size = await logSize(db)
  await assureOne(parts, head, mark)

  const returned = Math.max(0, head.size - size)
  if (returned > 0) await bringBack(parts, { note, head, size, mark })
  if (returned > 0 || halts.some(({ reason }) => reason === 'restoring')) {
    parts.tell('Making the views anew …')
    await rebuildViews(db)
    await restoreBelongings(parts)
    await restoreList(parts, parts.read)
  }

  const reached = Math.max(head.size, size)
  const floor = Math.max(mark?.size ?? 0, ...halts.map((halt) => halt.size ?? 0))
  if (floor > reached) await keepHalt(db, { reason: 'behind-mark', size: floor }, now(parts))
  const signed = await goOn(parts, { note, head, lifted: floor > reached ? ['restoring'] : mended })
  return { size: reached, signed, returned, lost: await countLost(db), short: Math.max(0, floor - reached) }
}

type Offer = { note: string; head: TreeHead }

/** The copy's checkpoint, which our own key has to have signed. */
async function readOffer({ keys, read }: RestoreParts): Promise<Offer> {
  const bytes = await read(checkpointPath)
  if (!bytes) throw new Refusal('not-found', 'There is no log/checkpoint there: it is not a copy of a register.')
  const note = parseUtf8(bytes)
  const verdict = verifyCheckpoint(note, logsOf(keys))
  if (!verdict.valid) {
    throw new Refusal('field-invalid', `The checkpoint there is not one that the keys of this register signed.`)
  }
  return { note, head: verdict.checkpoint }
}

/** Whatever is held here, and whatever the mark knows, has to be the same log as far as both go. */
async function assureOne(parts: RestoreParts, head: TreeHead, mark: TreeHead | undefined): Promise<void> {
  const size = await logSize(parts.db)
  for (const known of [head, mark]) {
    if (!known || known.size === 0 || known.size > size) continue
    const root = await ownRoot(parts, known.size)
    if (!equalBytes(root, known.root)) await stop(parts, { reason: 'other-root', size: known.size })
  }
}

async function bringBack(
  parts: RestoreParts,
  { note, head, size, mark }: Offer & { size: number; mark: TreeHead | undefined },
): Promise<void> {
  const ours = size > 0 ? [{ size, root: await ownRoot(parts, size) }] : []
  const marked = mark && mark.size > size && mark.size <= head.size ? [mark] : []
  parts.tell(`Reading the copy: ${head.size.toLocaleString('en-GB')} entries …`)
  const digests = new Map<number, Uint8Array>()
  // One that runs may have published more in the meantime: what is read is the log of the checkpoint that was read.
  const checkpoint = formatUtf8(note)
  const read: Source = async (path) => (path === checkpointPath ? checkpoint : parts.read(path))
  const verdict = await auditLog(read, {
    hash: parts.hash,
    logs: logsOf(parts.keys),
    known: [...ours, ...marked],
    follow: ({ from, to, bundle }) => {
      if (to > size) digests.set(from, parts.hash(bundle))
    },
  })
  if (!verdict.valid) {
    if (verdict.reason === 'rewritten') await stop(parts, { reason: 'other-root', size: head.size })
    throw new Refusal('field-invalid', `The copy does not hold together (${verdict.path}: ${verdict.reason}).`)
  }
  // From here on the database is known to be behind what was published.
  await keepHalt(parts.db, { reason: 'restoring' }, now(parts))
  await restoreEntries(parts, { from: size, to: head.size, digests })
}

/** Signs nothing: the checkpoint of the copy is the one that was published. The mark comes first, as ever. */
async function goOn(
  parts: RestoreParts,
  { note, head, lifted }: Offer & { lifted: readonly HaltReason[] },
): Promise<TreeHead> {
  const { db } = parts
  const last = await findLatestCheckpoint(db)
  const latest = last && last.size > head.size ? last : head
  const stored = head.size > (last?.size ?? 0) ? await storeOffer(parts, last, { note, head }) : []
  const mark = await parts.mark?.read()
  if (!mark || mark.size < latest.size) await parts.mark?.advance(latest)
  await write(db, [...stored, liftHalts(lifted, latest)])
  return latest
}

async function storeOffer(
  parts: RestoreParts,
  last: StoredCheckpoint | undefined,
  { note, head }: Offer,
): Promise<readonly Statement[]> {
  const { text, signatures } = parseNote(note)
  const own = formatNote({ text, signatures: signatures.filter(({ name }) => name === parts.keys.logs[0].signer.name) })
  const plan = planCheckpoint(sha256, last, head.size, await hashesFor(parts, last, head.size))
  if (!plan.valid || !equalBytes(plan.root, head.root)) return stop(parts, { reason: 'tables-changed' })
  const at = now(parts)
  const row = { size: head.size, root: Uint8Array.from(head.root), note: own, signedAt: at }
  return [...checkpointStatements(row, plan.tileHashes), publishStatement(head.size, at)]
}

/** The root that the log of the database has at a size, signed or not. */
async function ownRoot(parts: RestoreParts, size: number): Promise<Uint8Array> {
  const last = await findLatestCheckpoint(parts.db)
  if (last && size <= last.size) {
    return (await findRoot(parts.db, size)) ?? stop(parts, { reason: 'tables-changed' })
  }
  const plan = planCheckpoint(sha256, last, size, await hashesFor(parts, last, size))
  return plan.valid ? plan.root : stop(parts, { reason: 'tables-changed' })
}

async function hashesFor({ db }: RestoreParts, last: StoredCheckpoint | undefined, size: number) {
  return loadHashes(db, rangesForPlan(last?.size ?? 0, size))
}

/** Every key that this log ever had: one that was rotated since may have signed the copy. */
const logsOf = ({ logs }: Parts['keys']) => logs.map(({ vkey }) => noteVerifier(parseVkey(vkey)))
const checkpointPath = 'log/checkpoint'
