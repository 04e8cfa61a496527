import { compareText, listLines } from '../../core/signatory-list.ts'
import type { Recorded } from '../../core/recorded.ts'
import { asidesOf } from '../../core/succession.ts'
import type { Uuid } from '../../core/uuid.ts'
import { originsOf, withIdentifiers, type BodyRecord } from './bodies.ts'
import { changesIn } from './changes.ts'
import { assembleEditions } from './editions.ts'
import type { Past } from './past.ts'
import { pastSignatories, pastSignatoryPage } from './past-page.ts'
import type { Reading } from './reading.ts'
import { assembleSignings, type Signing } from './signings.ts'
import { standingsAmong } from './standings.ts'

/** What a register said at a size, read from its replay as the present one is read from its tables. */
export function readPast({ rows, recorded }: Past): Reading {
  const editions = assembleEditions(rows)
  const findBodyById = (id: Uuid): BodyRecord | undefined => {
    const body = rows.bodies.find((one) => one.id === id)
    if (!body) return undefined
    const numbers = rows.identifiers.filter((one) => one.body === id)
    return {
      ...withIdentifiers(
        body,
        numbers.toSorted((a, b) => compareText(a.identifier, b.identifier)),
      ),
      names: rows.bodyNames
        .filter((one) => one.body === id)
        .toSorted((a, b) => a.position - b.position || compareText(a.language, b.language)),
      successors: rows.successions.filter((one) => one.body === id),
      origins: originsOf(
        rows.successions.filter(({ successor }) => successor === id),
        rows.predecessors
          .filter((one) => one.body === id)
          .toSorted((a, b) => compareText(a.predecessor, b.predecessor)),
      ),
    }
  }
  const signingsOf = (body: Uuid): readonly Signing[] =>
    assembleSignings({ ...rows, signings: rows.signings.filter((one) => one.body === body) })
  return {
    listEditions: async () => editions,
    listSignatories: async (filter, on) => pastSignatories(rows, filter, on),
    findSignatoryPage: async (question, on) => pastSignatoryPage(rows, question, on),
    findBody: async (slug) => {
      const held = rows.slugs.find((one) => one.noun === 'body' && one.slug === slug)
      return held && findBodyById(held.id)
    },
    findBodyById: async (id) => findBodyById(id),
    listStandings: async ({ id, endedOn }, on) => standingsAmong(signingsOf(id), editions, endedOn, on),
    listStood: async (on) => {
      const days = new Map(rows.bodies.map(({ id, startedOn, endedOn }) => [id, { startedOn, endedOn }]))
      return listLines(rows, on).map(({ body: { id, kind }, edition, standing }) => {
        const { startedOn = null, endedOn = null } = days.get(id) ?? {}
        return { body: id, kind, startedOn, endedOn, edition: edition.id, standing }
      })
    },
    countBodies: async () =>
      rows.bodies.map(({ kind, startedOn, endedOn }) => ({ kind, startedOn, endedOn, count: 1 })),
    listInstruments: async () => rows.instruments,
    listChangesOf: async (body) => {
      const positions = new Set([
        ...rows.successions.filter(({ successor }) => successor === body).map(({ position }) => position),
        ...rows.predecessors.filter(({ predecessor }) => predecessor === body).map(({ position }) => position),
        ...replacementsOf(signingsOf(body)),
      ])
      const own = new Set(signingsOf(body).map(({ id }) => id))
      const about = recorded.filter((one) => positions.has(one.position) || isAbout(one, body, own))
      return changesIn(about, { ...rows, editions })
    },
    listAsides: async (ids) => asidesOf(ids, rows),
    listIdentifiers: async (body) =>
      rows.identifiers
        .filter((one) => one.body === body)
        .toSorted((a, b) => a.position - b.position || compareText(a.identifier, b.identifier)),
  }

  function replacementsOf(own: readonly Signing[]): readonly number[] {
    const signed = new Set(own.map(({ edition }) => edition))
    return rows.replacements.filter(({ replaces }) => signed.has(replaces)).map(({ position }) => position)
  }
}

function isAbout({ entry }: Recorded, body: Uuid, signings: ReadonlySet<Uuid>): boolean {
  if (entry.id === body || ('body' in entry && entry.body === body)) return true
  return 'signing' in entry && signings.has(entry.signing)
}
