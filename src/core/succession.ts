import type { Named } from './change.ts'
import type { Rows } from './replay.ts'
import { compareText } from './signatory-list.ts'
import type { Uuid } from './uuid.ts'
import type { Views } from './views.ts'

/** What came after a body: how, and where its own line of successors has led since, if it has ended too. */
export type Next = { relation: Views['successions']['relation']; to: Named; now: Named | null }

/** What is said beside a body in a list: the names it no longer has, and what came after it. */
export type Aside = { former: readonly string[]; next: readonly Next[] }

type Lines = Rows<'bodyNames' | 'successions'> & {
  bodies: readonly Pick<Views['bodies'], 'id' | 'slug' | 'name' | 'endedOn'>[]
}

/** What is said beside some bodies, from rows with everything that came after them. */
export function asidesOf(ids: readonly Uuid[], { bodies, bodyNames, successions }: Lines): ReadonlyMap<Uuid, Aside> {
  const byId = new Map(bodies.map((body) => [body.id, body]))
  const nextOf = Map.groupBy(successions, ({ body }) => body)
  const inOrder = bodyNames.toSorted((a, b) => a.position - b.position || compareText(a.language, b.language))
  const namesOf = Map.groupBy(inOrder, ({ body }) => body)
  const named = (id: Uuid): Named | undefined => {
    const body = byId.get(id)
    return body && { slug: body.slug, name: body.name }
  }
  /** The last of a line of single successors, each of which ended; a line that splits or stops leads nowhere. */
  const living = (id: Uuid, passed: ReadonlySet<Uuid>): Uuid | undefined => {
    if (byId.get(id)?.endedOn === null) return id
    const [only, ...others] = nextOf.get(id) ?? []
    if (!only || others.length > 0 || only.relation !== 'successor' || passed.has(id)) return undefined
    return living(only.successor, new Set([...passed, id]))
  }
  return new Map(
    ids.map((id) => {
      const names = namesOf.get(id) ?? []
      const latest = Math.max(...names.map(({ position }) => position))
      const former = names.filter(({ position, name }) => position < latest && name !== byId.get(id)?.name)
      const next = (nextOf.get(id) ?? []).flatMap(({ successor, relation }) => {
        const to = named(successor)
        const end = living(successor, new Set([id]))
        return to ? [{ relation, to, now: (end && end !== successor && named(end)) || null }] : []
      })
      return [id, { former: [...new Set(former.map(({ name }) => name))], next }]
    }),
  )
}
