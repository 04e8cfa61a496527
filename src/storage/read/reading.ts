import type { Change } from '../../core/change.ts'
import type { BodyCount, StoodSigning } from '../../core/coverage.ts'
import type { FullDay } from '../../core/day.ts'
import { Refusal } from '../../core/refusal.ts'
import type { SignatoryLine } from '../../core/signatory-list.ts'
import type { Aside } from '../../core/succession.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Views } from '../../core/views.ts'
import type { Database } from '../database.ts'
import { listAsides } from './asides.ts'
import { countBodiesByKind, findBody, findBodyById, type Body, type BodyRecord } from './bodies.ts'
import { listChangesOf } from './changes.ts'
import { listInstruments } from './instruments.ts'
import { listEditions, type Edition } from './editions.ts'
import { listIdentifiers } from './identifiers.ts'
import { listSignatories, type SignatoryFilter } from './signatories.ts'
import { findSignatoryPage, type SignatoryPage, type SignatoryQuestion } from './signatory-page.ts'
import type { Signing } from './signings.ts'
import { listStandings, listStood, type SigningStanding } from './standings.ts'

/** What the pages about signatories read: of the register as it is, or of what it said at a size of its log. */
export type Reading = {
  listEditions: () => Promise<readonly Edition[]>
  listSignatories: (filter: SignatoryFilter, on: FullDay) => Promise<readonly SignatoryLine[]>
  findSignatoryPage: (question: SignatoryQuestion, on: FullDay) => Promise<SignatoryPage>
  findBody: (slug: string) => Promise<BodyRecord | undefined>
  findBodyById: (id: Uuid) => Promise<BodyRecord | undefined>
  listStandings: (body: Pick<Body, 'id' | 'endedOn'>, on: FullDay) => Promise<readonly SigningStanding[]>
  /** How every signing stands, whose it is and what was signed. */
  listStood: (on: FullDay) => Promise<readonly StoodSigning[]>
  /** How many bodies there are of each kind, by the days on which they began and ended. */
  countBodies: () => Promise<readonly BodyCount[]>
  listInstruments: () => Promise<readonly Views['instruments'][]>
  listChangesOf: (body: Uuid) => Promise<readonly Change[]>
  /** What is said beside bodies in a list. */
  listAsides: (ids: readonly Uuid[]) => Promise<ReadonlyMap<Uuid, Aside>>
  listIdentifiers: (body: Uuid) => Promise<readonly Views['identifiers'][]>
}

/** The register as it is. */
export function readPresent(db: Database): Reading {
  return {
    listEditions: async () => listEditions(db),
    listSignatories: async (filter, on) => listSignatories(db, filter, on),
    findSignatoryPage: async (question, on) => findSignatoryPage(db, question, on),
    findBody: async (slug) => findBody(db, slug),
    findBodyById: async (id) => findBodyById(db, id),
    listStandings: async (body, on) => listStandings(db, body, on),
    listStood: async (on) => listStood(db, undefined, on),
    countBodies: async () => countBodiesByKind(db),
    listInstruments: async () => listInstruments(db),
    listChangesOf: async (body) => listChangesOf(db, body),
    listAsides: async (ids) => listAsides(db, ids),
    listIdentifiers: async (body) => listIdentifiers(db, body),
  }
}

/** Whose a signing is, what was signed, and how it stands on a day. */
export async function requireStanding(
  reading: Reading,
  { id, body: whose }: Pick<Signing, 'id' | 'body'>,
  on: FullDay,
): Promise<SigningStanding & { body: BodyRecord }> {
  const body = await reading.findBodyById(whose)
  const held = body && (await reading.listStandings(body, on)).find(({ signing }) => signing.id === id)
  if (!held) throw new Refusal('not-found', 'The register said nothing of this certificate then.')
  return { ...held, body }
}
