import { addSeconds, formatDayWords, londonDay, type Instant } from './day.ts'
import type { EntryOf } from './entry.ts'
import { Refusal } from './refusal.ts'
import { head, type Draft, type Stamp } from './stamp.ts'
import type { KeyUse, Views } from './views.ts'

/** What the log says of the register's keys, in its order. */
export type KeyHistory = readonly Views['rotations'][]

/** A verifier that bundled the older key's policy has this long to take up the newer one, in seconds. */
const overlap = 365 * 86_400

/**
 * The keys that sign a checkpoint of a size, the newest first. It follows from the entries below that size and nothing
 * else, so any number of instances sign the same bytes. A key never vouches for the entry that brought it: the checkpoint
 * that ends with that entry is signed by those before it alone.
 */
export function signingKeys(history: KeyHistory, size: number): readonly string[] {
  const known = history.filter(({ use, position }) => use === 'log' && position < size)
  const withdrawn = new Set(known.filter(isWithdrawn).map(({ key }) => key))
  return known
    .filter((one) => !isWithdrawn(one) && !withdrawn.has(one.key) && (one.position === 0 || one.position + 1 < size))
    .map(({ key }) => key)
    .toReversed()
}

/** The next size after one that has to have a checkpoint of its own: that which ends with the entry of a new key of the log. */
export function nextHandover(history: KeyHistory, after: number): number | undefined {
  return history
    .filter((one) => one.use === 'log' && one.position > 0 && !isWithdrawn(one))
    .map(({ position }) => position + 1)
    .find((size) => size > after)
}

/**
 * The keys that cosign neighbours' logs, the newest first: `first` is the one that was there before the log named any. Those
 * that took over in turn go on beside it, so that no neighbour is without a witness; but what came before a stolen key's
 * successor is worth nothing.
 */
export function cosigningKeys(history: KeyHistory, first: string | undefined): readonly string[] {
  const known = history.filter(({ use }) => use === 'witness')
  const withdrawn = new Set(known.filter(isWithdrawn).map(({ key }) => key))
  const named = known.filter((one) => !isWithdrawn(one))
  const stolen = named.findLastIndex(({ reason }) => reason === 'compromised')
  const worth = [
    ...(first !== undefined && stolen < 0 ? [first] : []),
    ...named.slice(Math.max(stolen, 0)).map(({ key }) => key),
  ]
  return worth.filter((key) => !withdrawn.has(key)).toReversed()
}

/** The key that the log named last for a use. */
export function presentKey(history: KeyHistory, use: KeyUse): string | undefined {
  return history.findLast((one) => one.use === use && !isWithdrawn(one))?.key
}

/** Since when the key that the log named last for a use has been signing. */
export function keySince(history: KeyHistory, use: KeyUse): Instant | undefined {
  return history.findLast((one) => one.use === use && !isWithdrawn(one))?.at
}

/** A key that takes over, and the one before it where the log has not named that yet. */
type Rotation = Pick<EntryOf<'key.rotated'>, 'use' | 'key' | 'replaces'> & { reason: 'routine' | 'compromised' }

/** Decides that a key takes over. The one before it goes on signing beside it, until it is retired. */
export function decideRotation(
  history: KeyHistory,
  { use, key, reason, replaces = presentKey(history, use) }: Rotation,
  stamp: Stamp,
): Draft<EntryOf<'key.rotated'>> {
  const { common, disclosures } = head(stamp, [])
  return { entry: { ...common, type: 'key.rotated', use, key, reason, ...(replaces && { replaces }) }, disclosures }
}

/** Decides that the oldest key of the log signs no more; refuses while somebody may still go by it alone. */
export function decideRetirement(history: KeyHistory, size: number, stamp: Stamp): Draft<EntryOf<'key.rotated'>> {
  const key = signingKeys(history, size).at(-1)
  const successor = history.find(({ use, position, key: other }) => {
    return use === 'log' && other !== key && position > (history.find((one) => one.key === key)?.position ?? 0)
  })
  if (!key || !successor) throw new Refusal('already-done', 'One key signs the log, and none is there to be retired.')
  const until = addSeconds(successor.at, overlap)
  if (stamp.at < until) throw tooEarly(until)
  const { common, disclosures } = head(stamp, [])
  return { entry: { ...common, type: 'key.rotated', use: 'log', key, reason: 'withdrawn' }, disclosures }
}

/** Decides that the oldest key that cosigns does so no more; its neighbours know the newer one by then. */
export function decideWitnessRetirement(keys: readonly string[], stamp: Stamp): Draft<EntryOf<'key.rotated'>> {
  const key = keys.at(-1)
  if (key === undefined || keys.length < 2)
    throw new Refusal('already-done', 'One key cosigns, and none is there to be retired.')
  const { common, disclosures } = head(stamp, [])
  return { entry: { ...common, type: 'key.rotated', use: 'witness', key, reason: 'withdrawn' }, disclosures }
}

function tooEarly(until: Instant): Refusal {
  const words = `Verifiers that know the older key alone have until ${formatDayWords(londonDay(until))}. Retire it then.`
  return new Refusal('already-done', words)
}

function isWithdrawn({ reason }: KeyHistory[number]): boolean {
  return reason === 'withdrawn'
}
