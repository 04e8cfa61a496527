import { formatInstant, type Instant } from '../core/day.ts'
import { formatBase64 } from '../encoding/base64.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { formatVkey, keyIdOf } from '../log/vkey.ts'
import { listLatestCosigned } from '../storage/read/cosignatures.ts'
import { logSize } from '../storage/read/entries.ts'
import { findPublished } from '../storage/read/log.ts'
import { listTroubles, type Troubled } from '../storage/read/troubles.ts'
import { listContradictions, listWatched } from '../storage/read/watched.ts'
import { presentLogKey, presentWitnesses } from './present-keys.ts'
import type { Parts } from './parts.ts'
import { logAddress, presentPolicy } from './policy.ts'
import { ruleOf } from './witness-rule.ts'

/** A tree as two people compare it by telephone; the root in base64, as a checkpoint writes it. */
export type ToldHead = { size: number; root: string }

/** A witness of ours and how it is. */
export type ToldWitness = {
  name: string
  vkey: string
  address: string | undefined
  /** Whether the quorum counts on it. */
  counted: boolean
  /** What it cosigned last, and when. */
  cosigned: { size: number; at: Instant } | undefined
  /** Entries that it has not cosigned. */
  behind: number
  trouble: Pick<Troubled, 'trouble' | 'since'> | undefined
}

/** A log that we witness and how it is. */
export type ToldLog = {
  origin: string
  vkey: string
  address: string
  /** What we cosigned last, and when. */
  cosigned: (ToldHead & { at: Instant }) | undefined
  endedAt: Instant | undefined
  /** When it signed something that contradicts what it had signed. */
  contradictions: readonly Instant[]
}

/** How this register and its neighbours watch each other. */
export type ToldNeighbours = {
  /** The four lines to hand over. A register whose keys are older than this has no witness. */
  own: { logKey: string; logAddress: string; witnessKey: string | undefined; witnessAddress: string }
  /** What a neighbour may read back to us. */
  head: ToldHead | undefined
  needed: number
  witnesses: readonly ToldWitness[]
  logs: readonly ToldLog[]
}

/** Everything that the desk shows of neighbours. */
export async function tellNeighbours(parts: Parts): Promise<ToldNeighbours> {
  const { address, db } = parts
  const published = await findPublished(db)
  return {
    own: {
      logKey: (await presentLogKey(parts)).vkey,
      logAddress: logAddress(parts),
      witnessKey: (await presentWitnesses(parts))[0]?.vkey,
      witnessAddress: `${address}/witness`,
    },
    head: published && { size: published.size, root: formatBase64(published.root) },
    needed: ruleOf(await presentPolicy(parts)).needed,
    witnesses: await tellWitnesses(parts),
    logs: await tellLogs(parts),
  }
}

/** The witnesses of the policy, and how each of them is. */
export async function tellWitnesses(parts: Parts): Promise<readonly ToldWitness[]> {
  const { witnesses, counted } = ruleOf(await presentPolicy(parts))
  const [latest, troubled, size] = await Promise.all([
    listLatestCosigned(parts.db),
    listTroubles(parts.db),
    logSize(parts.db),
  ])
  return witnesses.map(({ name, key, url }) => {
    const last = latest.find((one) => one.name === key.name && equalBytes(one.keyId, keyIdOf(key)))
    return {
      name,
      vkey: formatVkey(key),
      address: url,
      counted: counted.includes(name),
      cosigned: last && { size: last.size, at: formatInstant(last.time * 1000) },
      behind: size - (last?.size ?? 0),
      trouble: troubled.get(formatVkey(key)),
    }
  })
}

/** Whether the register may count on a witness: it cosigned, and nothing was wrong when it was asked last. */
export function isWell({ cosigned, trouble }: ToldWitness): boolean {
  return cosigned !== undefined && trouble === undefined
}

async function tellLogs({ db }: Parts): Promise<readonly ToldLog[]> {
  const [logs, contradictions] = await Promise.all([listWatched(db), listContradictions(db)])
  return logs.map(({ origin, vkey, address, size, root, time, endedAt }) => ({
    origin,
    vkey,
    address,
    cosigned: time === 0 ? undefined : { size, root: formatBase64(root), at: formatInstant(time * 1000) },
    endedAt: endedAt ?? undefined,
    contradictions: contradictions.filter((one) => one.origin === origin).map(({ at }) => at),
  }))
}
