import { londonDay, type FullDay, type Instant } from '../core/day.ts'
import type { Rows } from '../core/replay.ts'
import { listLines } from '../core/signatory-list.ts'
import { standings, type StandingName } from '../core/standing.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import type { Sha256 } from '../encoding/sha256.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { auditLog, type SoundLog, type Source } from '../log/audit.ts'
import { noteVerifier, parseVkey } from '../log/vkey.ts'
import { remakeLists } from './bare-lists.ts'
import { judgeDisclosures } from './disclosures.ts'
import { judgeCertificates, judgeTexts } from './files.ts'
import { concludeFrom, countOf, type Finding } from './finding.ts'
import { findBroken } from './history.ts'
import { judgeKeys, keysNamedBy, parseVkeys, type NamedKeys } from './keys.ts'
import { isSignedBy, type KnownCheckpoint } from './known-checkpoint.ts'
import { tellLogFault } from './log-words.ts'
import { readPublicList, remakePublicList, type PublicList } from './public-list.ts'
import { readEntries, type ReadEntries } from './read-entries.ts'
import { replayPast } from './replay-past.ts'
import { judgeWitnesses } from './witnesses.ts'

/** What an audit goes by. */
export type RegisterAuditing = {
  readonly hash: Sha256
  readonly now: Instant
  /** The key of the log, where somebody knows it; without it, what the register says is believed and then held against its entries. */
  readonly vkey?: string
  /** Checkpoints that somebody kept: the log has to begin with each. */
  readonly known?: readonly KnownCheckpoint[]
  readonly progress?: (done: number, size: number) => void
}

/** What became of an audit. `register` is there where the log holds and all of it could be read. */
export type RegisterAudit = {
  readonly conclusion: ReturnType<typeof concludeFrom>
  readonly findings: readonly Finding[]
  readonly log?: SoundLog
  readonly register?: AuditedRegister
}

/** A register as its public bytes alone make it: views, the keys that its entries name, and how many stand how on a day. */
export type AuditedRegister = {
  readonly rows: Rows
  readonly keys: NamedKeys
  readonly asAt: FullDay
  readonly standings: Readonly<Partial<Record<StandingName, number>>>
}

/**
 * Checks all that a register serves for anybody: the log and its tiles, what its entries tell, keys, witnesses, disclosures,
 * lists, texts and certificates. Nothing is believed but the key, and that only where nobody gave one.
 */
export async function auditRegister(read: Source, auditing: RegisterAuditing): Promise<RegisterAudit> {
  const vkeys = auditing.vkey === undefined ? await readVkeys(read) : [auditing.vkey]
  if (!vkeys)
    return conclude([{ about: 'log', holds: 'unknown', words: 'There is no key to check with: log/vkey is missing.' }])
  const known = auditing.known ?? []
  // Before the checkpoint, so that this covers it.
  const list = await readPublicList(read)
  const { entries, follow } = readEntries(read)
  const log = await auditLog(read, {
    hash: auditing.hash,
    logs: vkeys.map((vkey) => noteVerifier(parseVkey(vkey))),
    known: known.filter((one) => isSignedBy(one, vkeys)).map(({ checkpoint }) => checkpoint),
    follow: async (step) => {
      await follow(step)
      auditing.progress?.(step.to, step.size)
    },
  })
  if (!log.valid) return conclude([{ about: 'log', holds: 'no', words: tellLogFault(log) }])
  const { size, origin } = log.checkpoint
  const words = `The ${countOf(size, 'entry', 'entries')} of ${origin} give every tile and the root that it signed.`
  const sound: Finding = { about: 'log', holds: 'yes', words }

  const unread = findUnread(entries, origin)
  if (unread) return { ...conclude([sound, unread]), log }
  return { ...(await auditEntries(read, auditing, { log, vkeys, entries, list, sound })), log }
}

type Sound = {
  readonly log: SoundLog
  readonly vkeys: readonly string[]
  readonly entries: ReadEntries
  readonly list: PublicList
  readonly sound: Finding
}

/** What entries say and what is served beside the log, once the log itself is sound. */
async function auditEntries(
  read: Source,
  { hash, now, vkey, known = [] }: RegisterAuditing,
  { log, vkeys, entries, list, sound }: Sound,
): Promise<RegisterAudit> {
  const { recorded } = entries
  const keys = keysNamedBy(recorded.map(({ entry }) => entry))
  const bare = remakeLists(recorded, log)
  const remade = remakePublicList(list, recorded, log, now)
  const rows = unlessMalformed(() => replayPast(recorded, [...bare.stops, ...remade.stops]))
  if (!rows) return conclude([sound, { about: 'entries', holds: 'no', words: 'The entries make one thing twice.' }])

  const asAt = londonDay(now)
  const counts = countStandings(rows, asAt)
  const findings = [
    sound,
    ...known.map((one) => judgeKnown(one, log, keys)),
    tellStandings(recorded.length, asAt, counts),
    await judgeKeys(read, keys, { note: log.note, used: vkeys, given: vkey !== undefined }),
    await judgeWitnesses(read, recorded, {
      note: log.note,
      vkeys: keys.log,
      address: 'fault' in list ? '' : list.address,
      now,
    }),
    judgeDisclosures(entries),
    bare.conclude(),
    remade.conclude(),
    await judgeTexts(read, hash, rows),
    await judgeCertificates(read, hash, rows),
  ]
  return { ...conclude(findings), register: { rows, keys, asAt, standings: counts } }
}

function conclude(findings: readonly Finding[]): RegisterAudit {
  return { conclusion: concludeFrom(findings), findings }
}

async function readVkeys(read: Source): Promise<readonly string[] | undefined> {
  const bytes = await read('log/vkey')
  return bytes && unlessMalformed(() => parseVkeys(parseUtf8(bytes)))
}

/** What keeps the entries from being understood. */
function findUnread({ recorded, strangers, malformed }: ReadEntries, origin: string): Finding | undefined {
  const [nonsense] = malformed
  const [stranger] = strangers
  if (nonsense !== undefined) return { about: 'entries', holds: 'no', words: `Entry ${nonsense} is not an entry.` }
  if (stranger !== undefined) {
    const words = `This verifier is older than the log: it does not know what entry ${stranger} is. Only the log itself could be checked.`
    return { about: 'entries', holds: 'unknown', words }
  }
  const broken = findBroken(recorded, origin)
  return broken === undefined ? undefined : { about: 'entries', holds: 'no', words: broken }
}

function judgeKnown(known: KnownCheckpoint, { checkpoint, rootAt }: SoundLog, { log }: NamedKeys): Finding {
  const { size, root } = known.checkpoint
  const about = 'history'
  if (!isSignedBy(known, log))
    return {
      about,
      holds: 'unknown',
      words: 'No key of this log signed the checkpoint that you hold, so it says nothing of this log.',
    }
  if (size > checkpoint.size || !equalBytes(rootAt(size), root))
    return {
      about,
      holds: 'no',
      words: `The log does not begin with the ${countOf(size, 'entry', 'entries')} of the checkpoint that you hold.`,
    }
  return {
    about,
    holds: 'yes',
    words: `It begins with the ${countOf(size, 'entry', 'entries')} of the checkpoint that you hold.`,
  }
}

function countStandings(rows: Rows, asAt: FullDay): Readonly<Partial<Record<StandingName, number>>> {
  const counted = Map.groupBy(listLines(rows, asAt), ({ standing }) => standing)
  return Object.fromEntries([...counted].map(([standing, lines]) => [standing, lines.length]))
}

function tellStandings(
  entries: number,
  asAt: FullDay,
  counts: Readonly<Partial<Record<StandingName, number>>>,
): Finding {
  const told = standings.flatMap((name) => (counts[name] ? `${counts[name]} ${name.replaceAll('-', ' ')}` : []))
  const signings = told.length > 0 ? `its signings are ${told.join(', ')}` : 'it has no signing'
  const words = `${countOf(entries, 'entry', 'entries')} make a register; on ${asAt} ${signings}.`
  return { about: 'entries', holds: 'yes', words }
}
