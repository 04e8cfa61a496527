import { Refusal, type Mistake } from '../core/refusal.ts'
import { sha256 } from '../encoding/sha256.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import type { PolicyWitness } from '../log/policy.ts'
import { emptyRoot } from '../log/tree.ts'
import { parseVkey, type VerifierKey } from '../log/vkey.ts'
import { write } from '../storage/database.ts'
import { findWatched } from '../storage/read/watched.ts'
import { saveWatched } from '../storage/write/watched.ts'
import { changePolicy } from './change-policy.ts'
import type { Parts } from './parts.ts'
import { formatRule, ruleOf, withWitness } from './witness-rule.ts'

/** What a neighbour handed over, as it was typed; a half that they do not have is empty. */
export type NeighbourTyped = { logKey: string; logAddress: string; witnessKey: string; witnessAddress: string }

type NeighbourLog = { vkey: string; origin: string; address: string }

/**
 * Takes on a neighbour: their log is witnessed here from now on, and their witness is asked to witness ours. Die between
 * the two, and the same press does the rest.
 */
export async function addNeighbour(parts: Parts, typed: NeighbourTyped): Promise<void> {
  const { log, witness } = readNeighbour(parts, typed)
  if (log) await watch(parts, log)
  if (witness) await changePolicy(parts, (policy) => formatRule(withWitness(ruleOf(policy), witness)))
}

async function watch({ db }: Parts, { vkey, origin, address }: NeighbourLog): Promise<void> {
  // The empty tree: the first request has to begin there.
  await write(db, [saveWatched(db, { origin, vkey, address, size: 0, root: emptyRoot(sha256) })])
  const held = await findWatched(db, origin)
  if (held?.vkey === vkey) return
  const words = 'A log of this name is watched with another key. Ask your neighbour whether they changed it'
  throw new Refusal('already-done', words, 'logKey')
}

function readNeighbour(parts: Parts, typed: NeighbourTyped): { log?: NeighbourLog; witness?: PolicyWitness } {
  const mistakes: Mistake[] = []
  const half = (part: 'log' | 'witness', type: VerifierKey['type']) => {
    // A key has no space in it; a mail that broke its line put one there.
    const [key, address] = [typed[`${part}Key`].replaceAll(/\s/g, ''), typed[`${part}Address`].trim()]
    if (key === '' && address === '') return undefined
    const read = <Value>(field: string, act: () => Value | string): Value | undefined => {
      const value = act()
      if (typeof value !== 'string') return value
      mistakes.push({ field, words: value })
      return undefined
    }
    const known = read(`${part}Key`, () => readKey(parts, key, type))
    const url = read(`${part}Address`, () => readAddress(parts, address))
    return known && url && { key: known, vkey: key, address: url.href.replace(/\/+$/, '') }
  }
  const log = half('log', 'ed25519')
  const witness = half('witness', 'cosignature')
  if (!log && !witness && mistakes.length === 0)
    mistakes.push({
      field: 'logKey',
      words: 'Paste what your neighbour gave you: of their log, of their witness, or both',
    })
  if (mistakes.length > 0) throw new Refusal('field-invalid', 'Some answers need another look.', mistakes)
  return {
    ...(log && { log: { vkey: log.vkey, origin: log.key.name, address: log.address } }),
    ...(witness && { witness: { name: witness.key.name, key: witness.key, url: witness.address } }),
  }
}

/** The key, or what is wrong with it. */
function readKey({ keys }: Parts, vkey: string, type: VerifierKey['type']): VerifierKey | string {
  const key = unlessMalformed(() => parseVkey(vkey))
  if (!key) return 'Paste the key whole. It is one line with two plus signs, such as name+1a2b3c4d+AbC…'
  if (key.type === 'mlDsaCosignature') return 'This is a key of a kind that this register cannot check yet'
  if (key.type !== type) {
    return type === 'ed25519'
      ? 'This is the key of a witness. Paste the key of the log here'
      : 'This is the key of a log. Paste the key of the witness here'
  }
  const mine = [...keys.logs.map(({ vkey: own }) => own), ...(keys.witness ? [keys.witness.vkey] : [])].map(parseVkey)
  return mine.some(({ name }) => name === key.name) ? 'This is this register’s own key. Paste your neighbour’s' : key
}

/** The address, or what is wrong with it. On one's own machine, a neighbour may be there too. */
function readAddress({ address }: Parts, typed: string): URL | string {
  if (!URL.canParse(typed)) return 'Enter the whole address, with https:// before it'
  const url = new URL(typed)
  if (url.protocol !== 'https:' && url.protocol !== new URL(address).protocol)
    return 'Enter an address that begins with https://'
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return 'Enter the address without a password, a question mark or a hash sign'
  }
  return url
}
