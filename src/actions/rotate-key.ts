import { decideRetirement, decideRotation, decideWitnessRetirement } from '../core/key-history.ts'
import { decidePolicyChange } from '../core/policy-change.ts'
import { Refusal } from '../core/refusal.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { formatPolicy } from '../log/policy.ts'
import { parseVkey } from '../log/vkey.ts'
import { logSize } from '../storage/read/entries.ts'
import { listRotations } from '../storage/read/rotations.ts'
import { append } from '../storage/write/append.ts'
import { insertPolicy } from '../storage/write/policies.ts'
import { againIfOvertaken, stamp, type Parts } from './parts.ts'
import { logAddress, presentPolicy } from './policy.ts'
import { presentSealer, presentWitnesses } from './present-keys.ts'

/** The uses whose keys can be rotated here. */
export const rotatable = ['log', 'jose', 'seal', 'witness'] as const
export type Rotatable = (typeof rotatable)[number]

/** The key that is held and that the log has not named: the one that takes over next. */
export async function findSpareKey({ db, keys }: Pick<Parts, 'db' | 'keys'>, use: Rotatable) {
  const named = new Set((await listRotations(db)).map(({ key }) => key))
  return heldFor[use](keys).find((key) => !named.has(key))
}

/** The keys of a use as the log names them. Its first entry names the first seal by the root, and so no spare is the first. */
const heldFor = {
  log: ({ logs }) => logs.map(({ vkey }) => vkey),
  jose: ({ joses }) => joses.map(({ kid }) => kid),
  seal: ({ sealers: [, ...later] }) => later.map(({ fingerprint }) => fingerprint),
  witness: ({ laterWitnesses }) => laterWitnesses.map(({ vkey }) => vkey),
} as const satisfies Record<Rotatable, (keys: Parts['keys']) => readonly string[]>

/**
 * Lets the spare key take over, and says so in the log; a new key of the log is in its policy from the same moment. Die
 * before the batch: the spare key is held and signs nothing. Die after it: the log names it, and there is no spare key.
 */
export async function rotateKey(parts: Parts, use: Rotatable, reason: 'routine' | 'compromised'): Promise<string> {
  return againIfOvertaken(parts, async () => {
    const size = await logSize(parts.db)
    const key = await findSpareKey(parts, use)
    if (!key) throw new Refusal('already-done', 'Every key that is held has been named by the log already.')
    const replaces = await findUnnamed(parts, use)
    const turn = { use, key, reason, ...(replaces && { replaces }) }
    const rotation = decideRotation(await listRotations(parts.db), turn, stamp(parts))
    const named = `rotation:${key}`
    if (use !== 'log') {
      await append(parts.db, { key: named, size, drafts: [rotation] })
      return key
    }
    const text = formatPolicy({
      ...(await presentPolicy(parts)),
      logs: [{ key: parseVkey(key), url: logAddress(parts) }],
    })
    const change = decidePolicyChange(formatHex(sha256(formatUtf8(text))), stamp(parts))
    const { id, policy } = change.entry
    await append(parts.db, { key: named, size, drafts: [rotation, change] }, [insertPolicy({ policy, text }, id)])
    return key
  })
}

/** What is replaced where its name is not in the log yet: the first seal is there by its root, and the first witness not at all. */
async function findUnnamed(parts: Parts, use: Rotatable): Promise<string | undefined> {
  if (use === 'seal') return (await presentSealer(parts)).fingerprint
  return use === 'witness' ? (await presentWitnesses(parts))[0]?.vkey : undefined
}

/** Has the oldest key of the witness cosign no more. */
export async function retireWitnessKey(parts: Parts): Promise<string> {
  return againIfOvertaken(parts, async () => {
    const size = await logSize(parts.db)
    const keys = (await presentWitnesses(parts)).map(({ vkey }) => vkey)
    const draft = decideWitnessRetirement(keys, stamp(parts))
    const { key } = draft.entry
    await append(parts.db, { key: `retirement:${key}`, size, drafts: [draft] })
    return key
  })
}

/** Has the oldest key of the log sign no more; the keys keep it, and what it signed holds. */
export async function retireLogKey(parts: Parts): Promise<string> {
  return againIfOvertaken(parts, async () => {
    const size = await logSize(parts.db)
    const draft = decideRetirement(await listRotations(parts.db), size, stamp(parts))
    const { key } = draft.entry
    await append(parts.db, { key: `retirement:${key}`, size, drafts: [draft] })
    return key
  })
}
