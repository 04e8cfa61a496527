import { and, asc, eq } from 'drizzle-orm'
import { asText } from '../../core/told.ts'
import { parseDisclosure } from '../../core/disclosure.ts'
import { parseLeaf } from '../../core/entry.ts'
import type { Holdings } from '../../core/set-holdings.ts'
import type { Database } from '../database.ts'
import { bodies, bodyNames, disclosures, entries, identifiers, instruments, register, successions } from '../schema.ts'
import { editionName, listEditions } from './editions.ts'
import { bytesOf } from './entries.ts'
import { listSignings } from './signings.ts'

/** Everything on the register that a set is held against; undefined before it is opened. */
export async function findHoldings(db: Database): Promise<Holdings | undefined> {
  const [registers, agreements, organisations, names, numbers, next] = await db.batch([
    db.select().from(register),
    db.select().from(instruments).orderBy(asc(instruments.position)),
    db.select().from(bodies).orderBy(asc(bodies.position)),
    db.select().from(bodyNames).orderBy(asc(bodyNames.position)),
    db.select().from(identifiers).orderBy(asc(identifiers.position)),
    db.select().from(successions).orderBy(asc(successions.position)),
  ])
  const [opened] = registers
  if (!opened) return undefined
  const sources = await listSources(db)
  const namesOf = Map.groupBy(names, ({ body }) => body)
  const numbersOf = Map.groupBy(numbers, ({ body }) => body)
  const nextOf = Map.groupBy(next, ({ body }) => body)
  return {
    demonstration: opened.demonstration,
    instruments: agreements,
    editions: (await listEditions(db)).map((edition) => ({
      ...edition,
      name: editionName(edition),
      source: sources.get(edition.id),
    })),
    bodies: organisations.map((body) => ({
      ...body,
      names: (namesOf.get(body.id) ?? []).map(({ name }) => name),
      identifiers: (numbersOf.get(body.id) ?? []).map(({ identifier }) => identifier),
      successors: nextOf.get(body.id) ?? [],
      endSource: sources.get(body.id),
    })),
    signings: (await listSignings(db)).map((signing) => ({
      ...signing,
      voided: signing.acts.some(({ act }) => act === 'voided'),
      signedOn: signing.signatures[0]?.onDay ?? null,
      role: signing.signatures[0]?.role ?? null,
      source: sources.get(signing.id),
    })),
  }
}

/** The source that an entry cites, where it cites one. */
export async function findSource(db: Database, position: number): Promise<string | undefined> {
  const cited = and(eq(disclosures.position, position), eq(disclosures.name, 'source'), eq(disclosures.public, true))
  const [row] = await db.select().from(disclosures).where(cited)
  return row && asText(parseDisclosure(row.text).value)
}

/** Every source by what it is about: the edition or signing it tells of, or the body whose end. */
async function listSources(db: Database): Promise<ReadonlyMap<string, string>> {
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
