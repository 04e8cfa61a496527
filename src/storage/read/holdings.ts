import { and, asc, eq } from 'drizzle-orm'
import { asText } from '../../core/told.ts'
import { parseDisclosure } from '../../core/disclosure.ts'
import { parseLeaf } from '../../core/entry.ts'
import type { Rows } from '../../core/replay.ts'
import type { HeldBody, Holdings } from '../../core/set-holdings.ts'
import type { Database } from '../database.ts'
import {
  bodies,
  bodyNames,
  disclosures,
  entries,
  identifiers,
  instruments,
  predecessors,
  register,
  successions,
} from '../schema.ts'
import { editionName, listEditions, type Edition } from './editions.ts'
import { bytesOf } from './entries.ts'
import { listSignings, type Signing } from './signings.ts'

/** Everything on the register that a set is held against; undefined before it is opened. */
export async function findHoldings(db: Database): Promise<Holdings | undefined> {
  const [registers, agreements, organisations, names, numbers, next, before] = await db.batch([
    db.select().from(register),
    db.select().from(instruments).orderBy(asc(instruments.position)),
    db.select().from(bodies).orderBy(asc(bodies.position)),
    db.select().from(bodyNames).orderBy(asc(bodyNames.position)),
    db.select().from(identifiers).orderBy(asc(identifiers.position)),
    db.select().from(successions).orderBy(asc(successions.position)),
    db.select().from(predecessors).orderBy(asc(predecessors.position)),
  ])
  const [opened] = registers
  if (!opened) return undefined
  const sources = await listSources(db)
  const rows = {
    bodies: organisations,
    bodyNames: names,
    identifiers: numbers,
    successions: next,
    predecessors: before,
  }
  return {
    demonstration: opened.demonstration,
    instruments: agreements,
    editions: (await listEditions(db)).map((edition) => heldEdition(edition, sources)),
    bodies: assembleHeldBodies(rows, sources),
    signings: (await listSignings(db)).map((signing) => heldSigning(signing, sources)),
  }
}

type Sources = ReadonlyMap<string, string>

/** An edition as a set is held against it. */
export function heldEdition(edition: Edition, sources: Sources): Holdings['editions'][number] {
  return { ...edition, name: editionName(edition), source: sources.get(edition.id) }
}

/** A signing as a set is held against it. */
export function heldSigning(signing: Signing, sources: Sources): Holdings['signings'][number] {
  const acts = signing.acts.map(({ act }) => act).filter((act) => act !== 'reaffirmed')
  return {
    ...signing,
    voided: acts.includes('voided'),
    changed: acts.length > 0 && acts.at(-1) !== 'reinstated',
    signedOn: signing.signatures[0]?.onDay ?? null,
    role: signing.signatures[0]?.role ?? null,
    source: sources.get(signing.id),
  }
}

/** The bodies of some rows, as a set is held against them. */
export function assembleHeldBodies(
  rows: Rows<'bodies' | 'bodyNames' | 'identifiers' | 'successions' | 'predecessors'>,
  sources: Sources,
): readonly HeldBody[] {
  const namesOf = Map.groupBy(rows.bodyNames, ({ body }) => body)
  const numbersOf = Map.groupBy(rows.identifiers, ({ body }) => body)
  const nextOf = Map.groupBy(rows.successions, ({ body }) => body)
  const beforeOf = Map.groupBy(rows.predecessors, ({ body }) => body)
  return rows.bodies.map((body, n) => {
    const entered = [...Map.groupBy(namesOf.get(body.id) ?? [], ({ position }) => position).values()]
    return {
      ...body,
      number: n + 1,
      namings: entered.flatMap((names) => {
        const name = names.find(({ language }) => language === 'en') ?? names[0]
        return name ? { name: name.name, from: name.fromDay } : []
      }),
      welsh: entered.at(-1)?.find(({ language }) => language === 'cy')?.name ?? null,
      identifiers: numbersOf.get(body.id) ?? [],
      successors: nextOf.get(body.id) ?? [],
      predecessors: (beforeOf.get(body.id) ?? []).map(({ predecessor }) => predecessor),
      endSource: sources.get(body.id),
    }
  })
}

/** The source that an entry cites, where it cites one. */
export async function findSource(db: Database, position: number): Promise<string | undefined> {
  const cited = and(eq(disclosures.position, position), eq(disclosures.name, 'source'), eq(disclosures.public, true))
  const [row] = await db.select().from(disclosures).where(cited)
  return row && asText(parseDisclosure(row.text).value)
}

/** Every source by what it is about: the edition or signing it tells of, or the body whose end. */
async function listSources(db: Database): Promise<Sources> {
  const rows = await db
    .select({ leaf: entries.leaf, text: disclosures.text })
    .from(disclosures)
    .innerJoin(entries, eq(entries.position, disclosures.position))
    .where(and(eq(disclosures.name, 'source'), eq(disclosures.public, true)))
  return new Map(
    rows.map(({ leaf, text }) => {
      const entry = parseLeaf(bytesOf(leaf))
      return [entry.type === 'body.ended' ? entry.body : entry.id, asText(parseDisclosure(text).value) ?? '']
    }),
  )
}
