import type { Kind, Sector } from './body-kind.ts'
import type { Day, FullDay } from './day.ts'
import type { Rows } from './replay.ts'
import { factsOfEditions, factsOfSignings } from './standing-facts.ts'
import { judgeOn, type StandingName } from './standing.ts'
import type { Uuid } from './uuid.ts'
import type { Views } from './views.ts'

/** The orders of the list: by name of body, by day of signing, by standing. */
export const orders = ['name', 'newest', 'oldest', 'standing'] as const
export type Order = (typeof orders)[number]

/** One line of the public list: a body, what it signed, and how that stands. */
export type SignatoryLine = {
  body: { id: Uuid; slug: string; name: string; sector: Sector; kind: Kind; identifiers: readonly string[] }
  instrument: { id: Uuid; name: string }
  edition: { id: Uuid; slug: string; label: string }
  standing: StandingName
  signedOn: Day | null
  decidedOn: Day | null
  entry: number
  reference: string
}

/** The list of signatories on a day. */
export type SignatoryList = { asAt: FullDay; lines: readonly SignatoryLine[] }

/** The rows that the list is made from. Of a body all signings have to be there: one of them may overtake another. */
export type ListRows = Rows<
  'instruments' | 'editions' | 'replacements' | 'bodies' | 'identifiers' | 'signings' | 'signatures' | 'signingActs'
>

/** The list of signatories on a day, in the order of their entries: the one law of it, whatever its rows come from. */
export function listLines(rows: ListRows, on: FullDay): readonly SignatoryLine[] {
  const judge = judgeOn(factsOfEditions(rows), on)
  const bodies = new Map(rows.bodies.map((body) => [body.id, body]))
  const editions = new Map(rows.editions.map((edition) => [edition.id, edition]))
  const instruments = new Map(rows.instruments.map((instrument) => [instrument.id, instrument]))
  const identifiers = Map.groupBy(
    rows.identifiers.filter(({ endedOn }) => endedOn === null),
    ({ body }) => body,
  )
  const facts = factsOfSignings(rows)
  const all = Map.groupBy(rows.signings, ({ body }) => body)
  return rows.signings.flatMap((signing) => {
    const body = bodies.get(signing.body)
    const edition = editions.get(signing.edition)
    const instrument = edition && instruments.get(edition.instrument)
    const own = facts.get(signing.id)
    if (!body || !edition || !instrument || !own) return []
    const { id, slug, name, sector, kind } = body
    const others = (all.get(id) ?? []).flatMap((other) => facts.get(other.id) ?? [])
    return {
      body: { id, slug, name, sector, kind, identifiers: numbersOf(identifiers.get(id) ?? []) },
      instrument: { id: instrument.id, name: instrument.name },
      edition: { id: edition.id, slug: edition.slug, label: edition.label },
      standing: judge(own, others, body.endedOn).name,
      signedOn: signing.signedOn,
      decidedOn: own.signatures.find(({ decidedOn }) => decidedOn !== null)?.decidedOn ?? null,
      entry: signing.position,
      reference: signing.reference,
    }
  })
}

/** The same lines by name of body as search compares names, those of one body in the order of their entries. */
export function sortByName(lines: readonly SignatoryLine[], { bodies }: Rows<'bodies'>): readonly SignatoryLine[] {
  const sorted = bodies.toSorted((a, b) => compareText(a.folded, b.folded) || compareText(a.slug, b.slug))
  const ranks = new Map(sorted.map(({ id }, rank) => [id, rank]))
  return lines.toSorted((a, b) => (ranks.get(a.body.id) ?? 0) - (ranks.get(b.body.id) ?? 0) || a.entry - b.entry)
}

function numbersOf(rows: readonly Views['identifiers'][]): readonly string[] {
  return rows.map(({ identifier }) => identifier).toSorted(compareText)
}

/** Orders two texts by their UTF-16 code units, which is the order of names and numbers everywhere. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
