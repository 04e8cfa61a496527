import type { Entry } from '../core/entry.ts'
import type { Recorded } from '../core/recorded.ts'

/**
 * What is wrong with the history that entries tell, in words; undefined where nothing is. A log opens once, as its first
 * entry, under its own name; an id is given once; whatever an entry points to was there before it; and what is erased
 * belonged to the entry that is named.
 */
export function findBroken(recorded: readonly Recorded[], origin: string): string | undefined {
  const types = new Map<string, Entry['type']>()
  for (const { position, entry } of recorded) {
    const words = `Entry ${position} (${entry.type})`
    if ((entry.type === 'register.opened') !== (position === 0)) return `${words} is not how a log begins and goes on.`
    if (entry.type === 'register.opened' && entry.origin !== origin)
      return `${words} opens another log: ${entry.origin}.`
    if (types.has(entry.id)) return `${words} has the id of an earlier entry.`
    const dangling = pointersOf(entry).find(({ id, type }) => types.get(id) !== type)
    if (dangling) return `${words} points to something that was not there before it: ${dangling.id}.`
    if (entry.type === 'disclosure.erased' && !isErasable(recorded[entry.entry], entry, position))
      return `${words} erases what was not there.`
    types.set(entry.id, entry.type)
  }
  return undefined
}

type Pointer = { readonly id: string; readonly type: Entry['type'] }

function pointersOf(entry: Entry): readonly Pointer[] {
  const to = (type: Entry['type'], ...ids: readonly (string | undefined)[]): readonly Pointer[] =>
    ids.flatMap((id) => (id === undefined ? [] : { id, type }))
  return [
    ...('body' in entry ? to('body.registered', entry.body) : []),
    ...('edition' in entry ? to('edition.published', entry.edition) : []),
    ...('instrument' in entry ? to('instrument.registered', entry.instrument) : []),
    ...('signing' in entry ? to('signing.recorded', entry.signing) : []),
    ...('champion' in entry ? to('champion.appointed', entry.champion) : []),
    ...('predecessors' in entry ? to('body.registered', ...(entry.predecessors ?? [])) : []),
    ...('successors' in entry ? to('body.registered', ...(entry.successors ?? []).map(({ body }) => body)) : []),
    ...(entry.type === 'edition.published' ? to('edition.published', ...(entry.replaces ?? [])) : []),
  ]
}

function isErasable(of: Recorded | undefined, { digests }: { digests: readonly string[] }, before: number): boolean {
  const sd = of && of.position < before ? (of.entry.sd ?? []) : []
  return digests.every((digest) => sd.includes(digest))
}
