import { stamp, type Parts } from '../../src/actions/parts.ts'
import { ownLogs } from '../../src/actions/policy.ts'
import { formatRule } from '../../src/actions/witness-rule.ts'
import { decidePolicyChange } from '../../src/core/policy-change.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { formatSizeAnswer, parseAddCheckpoint } from '../../src/log/add-checkpoint.ts'
import { makeCosigner } from '../../src/keys/cosigner.ts'
import { formatSignatures, parseNote } from '../../src/log/note.ts'
import { formatPolicy } from '../../src/log/policy.ts'
import { emptyRoot } from '../../src/log/tree.ts'
import { noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { decideCosignature, type WatchedLog } from '../../src/log/witness.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { append } from '../../src/storage/write/append.ts'
import { insertPolicy } from '../../src/storage/write/policies.ts'

export type Witness = Awaited<ReturnType<typeof makeWitness>>

/** Somebody else's witness of one log, in this process: the law of ours with a memory of its own. */
export async function makeWitness(name: string, parts: Pick<Parts, 'keys' | 'clock'>) {
  const { cosigner, vkey } = await makeCosigner(name, await makePair())
  const keys = [noteVerifier(parseVkey(parts.keys.logs[0].vkey))]
  let watched: WatchedLog = { keys, head: { size: 0, root: emptyRoot(sha256) }, time: 0 }
  const asked: number[] = []
  return {
    name,
    vkey,
    url: `https://${name}`,
    key: parseVkey(vkey),
    /** What it was asked to begin from, each time. */
    asked,
    size: () => watched.head.size,
    forget: () => {
      watched = { keys, head: { size: 0, root: emptyRoot(sha256) }, time: 0 }
    },
    answer: async (request: Request): Promise<Response> => {
      const read = parseAddCheckpoint(await request.text())
      asked.push(read.old)
      const decision = decideCosignature(sha256, read, watched, Math.floor(parts.clock() / 1000))
      if (decision.status === 409) return new Response(formatSizeAnswer(decision.size), { status: 409 })
      if (decision.status !== 200) return new Response('no', { status: decision.status })
      watched = { keys, head: decision.head, time: decision.time }
      const line = await cosigner.cosign(parseNote(read.note).text, decision.time)
      return new Response(formatSignatures([line]))
    },
  }
}

/** The way out to some witnesses and nowhere else. */
export function askAmong(witnesses: readonly Witness[]): Parts['ask'] {
  return async (request) => {
    const found = witnesses.find(({ url }) => request.url === `${url}/add-checkpoint`)
    if (!found || request.method !== 'POST') throw new TypeError('nobody is there')
    return found.answer(request)
  }
}

/** Logs a policy in which so many of some witnesses are needed. Nothing is published by it. */
export async function needWitnesses(parts: Parts, witnesses: readonly Witness[], needed: number): Promise<void> {
  const named = witnesses.map(({ name, key, url }) => ({ name, key, url }))
  const rule = { witnesses: named, counted: named.map(({ name }) => name), needed }
  await logPolicy(parts, formatPolicy({ ...(await ownLogs(parts)), ...formatRule(rule) }))
}

/** Logs the text of a policy, and publishes nothing. */
export async function logPolicy(parts: Parts, text: string): Promise<void> {
  const { entry, disclosures } = decidePolicyChange(formatHex(sha256(formatUtf8(text))), stamp(parts))
  const { id, policy } = entry
  const decided = { key: `policy:${id}`, size: await logSize(parts.db), drafts: [{ entry, disclosures }] }
  await append(parts.db, decided, [insertPolicy({ policy, text }, id)])
}

async function makePair(): Promise<CryptoKeyPair> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new TypeError('not a pair')
  return pair
}
