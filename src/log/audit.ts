import { concatBytes, equalBytes } from '../encoding/bytes.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import type { Sha256 } from '../encoding/sha256.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { askAhead } from './ahead.ts'
import { hashesOfBundle } from './bundle.ts'
import { verifyCheckpoint, type Checkpoint } from './checkpoint.ts'
import type { NoteVerifier } from './note.ts'
import { hashOfSubtree, type HashAt } from './stored-hashes.ts'
import { bundlesOf, formatTile, hashTilesOf, rangeOfTile, type Tile } from './tile.ts'
import { hashOfRow, rootOf, type TreeHead } from './tree.ts'

/** Reads the file at a path below the address of a register, such as `log/checkpoint`; undefined where there is none. */
export type Source = (path: string) => Promise<Uint8Array | undefined>

/** What an audit of a log goes by. */
export type Auditing = {
  readonly hash: Sha256
  /** The log's key, or its keys where it changed it: one is enough, and none may be wrong. */
  readonly logs: readonly NoteVerifier[]
  /** Trees that the log is known to have had: it has to begin with each of them. */
  readonly known?: readonly TreeHead[]
  /** Told each bundle in turn, before it is known whether the root agrees; what it does is waited for. */
  readonly follow?: (step: AuditStep) => void | Promise<void>
}

/** The entries from `from` up to but not including `to`, of a log of `size`. */
export type AuditStep = {
  readonly from: number
  readonly to: number
  readonly size: number
  readonly bundle: Uint8Array
}

/** What is wrong with a log, and the first file that shows it. */
export type LogFault = {
  readonly valid: false
  /**
   * `unsigned`, `bad-signature` and `other-log` as of {@link verifyCheckpoint}; `differs`: a tile is not what the entries
   * give; `root-differs`: nor is the signed root; `shorter`, `rewritten`: the log does not begin with a tree it had.
   */
  readonly reason:
    | Extract<ReturnType<typeof verifyCheckpoint>, { valid: false }>['reason']
    | 'missing'
    | 'differs'
    | 'root-differs'
    | 'shorter'
    | 'rewritten'
  readonly path: string
}

/** A log whose files all agree with each other and with its signed checkpoint, or why not. */
export type LogVerdict = SoundLog | LogFault
export type SoundLog = {
  readonly valid: true
  readonly checkpoint: Checkpoint
  readonly note: string
  /** The root that the log had when it was so long; at most as long as it is. */
  readonly rootAt: (size: number) => Uint8Array
}

/**
 * Reads a whole log as c2sp.org/tlog-tiles lays it out, and makes every tile and the root anew from the entries. Of an
 * entry it keeps nothing but the hash in memory.
 */
export async function auditLog(read: Source, auditing: Auditing): Promise<LogVerdict> {
  const opened = await openCheckpoint(read, auditing.logs)
  if (!opened.valid) return opened
  const { checkpoint } = opened
  const known = auditing.known ?? []
  if (known.some(({ size }) => size > checkpoint.size)) return fault('shorter', checkpointPath)
  const stored = await rebuildTree(read, checkpoint.size, auditing)
  if ('valid' in stored) return stored

  const rootAt = (size: number) => hashOfSubtree(auditing.hash, 0, size, stored.at)
  const isRoot = ({ size, root }: TreeHead) => equalBytes(rootAt(size), root)
  if (!isRoot(checkpoint)) return fault('root-differs', checkpointPath)
  return known.every(isRoot) ? { ...opened, rootAt } : fault('rewritten', checkpointPath)
}

async function openCheckpoint(
  read: Source,
  logs: readonly NoteVerifier[],
): Promise<Omit<SoundLog, 'rootAt'> | LogFault> {
  const bytes = await read(checkpointPath)
  if (!bytes) return fault('missing', checkpointPath)
  const note = unlessMalformed(() => parseUtf8(bytes))
  if (note === undefined) return fault('malformed', checkpointPath)
  const verdict = verifyCheckpoint(note, logs)
  return verdict.valid ? { ...verdict, note } : { ...verdict, path: checkpointPath }
}

/** The stored hashes of a log, once every tile of it is what the entries give. */
async function rebuildTree(
  read: Source,
  size: number,
  { hash, follow }: Auditing,
): Promise<{ readonly at: HashAt } | LogFault> {
  const compare = (tile: Tile, served: Uint8Array | undefined, made: Uint8Array) => {
    if (!served) return fault('missing', pathOf(tile))
    return equalBytes(served, made) ? undefined : fault('differs', pathOf(tile))
  }

  const leaves: Uint8Array[] = []
  const bundles = askAhead(bundlesOf(size), ahead, async (tile) => {
    const [bundle, hashes] = await Promise.all([read(pathOf(tile)), read(pathOf({ ...tile, level: 0 }))])
    return { tile, bundle, hashes }
  })
  for await (const { tile, bundle, hashes } of bundles) {
    if (!bundle) return fault('missing', pathOf(tile))
    const made = unlessMalformed(() => hashesOfBundle(hash, bundle, tile.width))
    if (!made) return fault('malformed', pathOf(tile))
    const broken = compare({ ...tile, level: 0 }, hashes, made)
    if (broken) return broken
    leaves.push(made)
    await follow?.({ ...rangeOfTile(tile), size, bundle })
  }

  const rows = rowsAbove(hash, leaves)
  const upper = [...hashTilesOf(size)].filter(({ level }) => level > 0)
  const reading = askAhead(upper, ahead, async (tile) => ({ tile, served: await read(pathOf(tile)) }))
  for await (const { tile, served } of reading) {
    const { from, to } = rangeOfTile(tile)
    const broken = compare(tile, served, concatBytes(...(rows[tile.level]?.slice(from, to) ?? [])))
    if (broken) return broken
  }
  const leafAt = (position: number) => {
    const at = (position % 256) * 32
    return leaves[Math.floor(position / 256)]?.subarray(at, at + 32)
  }
  return { at: (level, position) => (level === 0 ? leafAt(position) : rows[level]?.[position]) }
}

/** The stored hashes of every level but the lowest, from the tiles of that one. */
function rowsAbove(hash: Sha256, tiles: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const rows: (readonly Uint8Array[])[] = [[]]
  let row = tiles.filter((tile) => tile.length === 256 * 32).map((tile) => hashOfRow(hash, tile))
  while (row.length > 0) {
    rows.push(row)
    const below = row
    row = Array.from({ length: Math.floor(below.length / 256) }, (_, n) =>
      rootOf(hash, below.slice(n * 256, n * 256 + 256)),
    )
  }
  return rows
}

function fault(reason: LogFault['reason'], path: string): LogFault {
  return { valid: false, reason, path }
}

const pathOf = (tile: Tile): string => `log/${formatTile(tile)}`
const checkpointPath = 'log/checkpoint'
// Enough to keep a connection busy, and few enough to hold: a bundle is 35 kB, and 1 MB at the most.
const ahead = 16
