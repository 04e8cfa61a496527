import { isPossiblyBy, londonDay, type Day, type FullDay, type Instant } from './day.ts'
import type { Entry, EntryOf, EntryType } from './entry.ts'
import type { Recorded } from './recorded.ts'
import { effectiveDay } from './standing.ts'
import { tell } from './told.ts'
import type { Uuid } from './uuid.ts'
import type { Views } from './views.ts'

/** Entries by which something changes for a body, a signing or an edition. Certificates, lists and keys change nothing. */
export const changeTypes = [
  'edition.published',
  'edition.corrected',
  'edition.extended',
  'body.registered',
  'body.renamed',
  'body.corrected',
  'body.end-announced',
  'body.ended',
  'signing.recorded',
  'signing.corrected',
  'signing.reaffirmed',
  'signing.withdrawn',
  'signing.suspended',
  'signing.reinstated',
  'signing.removed',
  'signing.voided',
  'dispute.decided',
] as const satisfies readonly EntryType[]
export type ChangeType = (typeof changeTypes)[number]

/** What stands for a body or an edition in addresses, and its name today. */
export type Named = { slug: string; name: string }

type Relation = Views['successions']['relation']

/** Something that happened, as the public is told of it. */
export type Change = {
  /** The number of its entry. */
  entry: number
  type: ChangeType
  /** When it was entered. */
  at: Instant
  /** The day from which it counts; null where nobody recorded it. */
  on: Day | null
  /** Until when it counts at most, or when it is expected. */
  until: Day | null
  body: Named | null
  edition: Named | null
  /** Of the signing it is about. */
  reference: string | null
  /** Names that changed. */
  names: { before: string; after: string } | null
  /** What came before or after a body, or what an edition replaces. */
  related: readonly { relation: Relation | 'predecessor' | 'replaces'; to: Named }[]
  /** Why, as one of the words of its entry, or as somebody wrote it. */
  ground: string | null
  /** What the body replied. */
  reply: string | null
  /** The role of whoever re-affirmed. */
  by: string | null
}

/** What a change points to, by id. */
export type Pointed = {
  bodyOf: (id: Uuid) => (Named & { names: readonly Views['bodyNames'][] }) | undefined
  editionOf: (id: Uuid) => Named | undefined
  signingOf: (id: Uuid) => Pick<Views['signings'], 'reference' | 'body' | 'edition'> | undefined
}

/** An entry as a change; undefined where it changes nothing that the public looks at. */
export function tellChange(recorded: Recorded, pointed: Pointed): Change | undefined {
  const { entry, position, disclosures } = recorded
  const type = changeTypes.find((one) => one === entry.type)
  if (!type) return undefined
  const signing = pointed.signingOf('signing' in entry ? entry.signing : entry.id)
  const bodyId = bodyIdOf(entry) ?? signing?.body
  const editionId = editionIdOf(entry) ?? signing?.edition
  const body = bodyId && pointed.bodyOf(bodyId)
  const edition = editionId && pointed.editionOf(editionId)
  const told = tell(disclosures)
  return {
    entry: position,
    type,
    at: entry.at,
    ...daysOf(entry),
    body: body ? { slug: body.slug, name: body.name } : null,
    edition: edition ?? null,
    reference: signing?.reference ?? null,
    names: body && entry.type === 'body.renamed' ? renaming(position, body.names) : null,
    related: relatedOf(entry, pointed),
    ground: closedGroundOf(entry) ?? told.text('reason') ?? null,
    reply: told.text('reply') ?? null,
    by: told.text('role') ?? null,
  }
}

/** The days of an entry: one that has no day of its own counts from the day it was made. */
function daysOf(entry: Entry): { on: Day | null; until: Day | null } {
  const entered = londonDay(entry.at)
  if (entry.type === 'edition.published') return { on: entry.inForceFrom, until: entry.transitionEnds ?? null }
  if (entry.type === 'edition.extended') return { on: entered, until: entry.transitionEnds ?? entry.termEnds ?? null }
  if (entry.type === 'body.end-announced') return { on: entered, until: entry.on }
  if (entry.type === 'signing.recorded') return { on: signedOn(entry), until: null }
  if (entry.type === 'signing.suspended') return { on: entry.from, until: entry.reviewBy }
  // A body may have begun long before it joined the register.
  if (entry.type === 'body.registered') return { on: entered, until: null }
  if ('from' in entry && entry.from) return { on: entry.from, until: null }
  return { on: 'on' in entry ? entry.on : entered, until: null }
}

function signedOn({ signatures, edition, attestedOn }: EntryOf<'signing.recorded'>): Day | null {
  return effectiveDay({
    edition,
    attestedOn: attestedOn ?? null,
    acts: [],
    signatures: signatures.map(({ on, decidedOn }) => ({ on: on ?? null, decidedOn: decidedOn ?? null })),
  })
}

function bodyIdOf(entry: Entry): Uuid | undefined {
  if (entry.type === 'body.registered') return entry.id
  return 'body' in entry ? entry.body : undefined
}

function editionIdOf(entry: Entry): Uuid | undefined {
  if (entry.type === 'edition.published') return entry.id
  return 'edition' in entry ? entry.edition : undefined
}

/** Whether a change says why in one of the words of its entry; else somebody wrote it. */
export function hasClosedGround({ type }: Pick<Change, 'type'>): boolean {
  return closedGrounds.has(type)
}

const closedGrounds: ReadonlySet<ChangeType> = new Set([
  'body.end-announced',
  'body.ended',
  'signing.voided',
  'dispute.decided',
])

function closedGroundOf(entry: Entry): string | undefined {
  if (entry.type === 'dispute.decided') return entry.outcome
  return 'reason' in entry ? entry.reason : undefined
}

function renaming(position: number, names: readonly Views['bodyNames'][]): Change['names'] {
  // English stands first among the names of one entry.
  const ordered = names.toSorted((a, b) => a.position - b.position || rankOf(a.language) - rankOf(b.language))
  const at = ordered.findIndex((one) => one.position === position)
  const earlier = ordered.slice(0, Math.max(0, at))
  const before = earlier.find((one) => one.position === earlier.at(-1)?.position)
  const after = ordered[at]
  return before && after ? { before: before.name, after: after.name } : null
}

function rankOf(language: string): number {
  return language === 'en' ? 0 : 1
}

function relatedOf(entry: Entry, { bodyOf, editionOf }: Pointed): Change['related'] {
  const bodies = (related: readonly { body: Uuid; relation: Relation | 'predecessor' }[]) =>
    related.flatMap(({ body, relation }) => {
      const to = bodyOf(body)
      return to ? [{ relation, to: { slug: to.slug, name: to.name } }] : []
    })
  if (entry.type === 'body.ended') return bodies(entry.successors ?? [])
  if (entry.type === 'body.registered')
    return bodies((entry.predecessors ?? []).map((body) => ({ body, relation: 'predecessor' })))
  if (entry.type !== 'edition.published') return []
  return (entry.replaces ?? []).flatMap((id) => {
    const to = editionOf(id)
    return to ? [{ relation: 'replaces' as const, to }] : []
  })
}

/** Whether a change belongs to what is told about a day: it counted by then, or was in the log by then. */
export function isToldOn({ on, at }: Pick<Change, 'on' | 'at'>, day: FullDay): boolean {
  return londonDay(at) <= day || (on !== null && isPossiblyBy(on, day))
}
