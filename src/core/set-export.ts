import { formatCsv } from '../encoding/csv.ts'
import { endedOf, namingsBefore } from './set-body-checks.ts'
import { formatList, tidy } from './set-cells.ts'
import { namesOf, type HeldBody, type Holdings } from './set-holdings.ts'
import { formatNumber, looksNumbered } from './set-known.ts'
import { columnsOf, isRecorded, notRecorded, type SetColumn, type SetFile } from './set-lines.ts'
import { contradictionsOf } from './set-signings.ts'
import type { Uuid } from './uuid.ts'
import { Names } from './weighing.ts'

/**
 * Signings that no line of a set can say: how many were made on the register itself, have been withdrawn, suspended, removed
 * or voided since, or have no source any more or a day that their body cannot have signed on.
 */
export type LeftOut = { recordedHere: number; changedSince: number; incomplete: number }

/** A register as the files of a set, by their names, and what of it no set can say. */
export type SetExport = { files: Readonly<Record<SetFile, string>>; leftOut: LeftOut }

type Row<File extends SetFile> = Partial<Readonly<Record<SetColumn<File>, string>>>

/**
 * Writes what `readSet` reads. Into the register that it comes from it brings nothing; an empty register of the same world
 * that imports it exports the same bytes.
 */
export function exportSet(held: Holdings): SetExport {
  const numbered = findNumbered(held.bodies)
  const bodies = new Map(held.bodies.map((body) => [body.id, body]))
  const called = (id: Uuid): string => {
    const body = bodies.get(id)
    if (!body) throw new Error('the register points to a body that is not on it')
    return numbered.has(id) ? formatNumber(body.number) : nameOf(body)
  }
  const { rows: signings, leftOut } = exportSignings(held, called)
  const organisations = held.demonstration ? 'invented' : 'real'
  const files = {
    'set.csv': formatFile('set.csv', [{ title: 'Exported from a register of signatories', organisations }]),
    'instruments.csv': formatFile('instruments.csv', exportInstruments(held)),
    'editions.csv': formatFile('editions.csv', exportEditions(held)),
    'bodies.csv': formatFile(
      'bodies.csv',
      held.bodies.map((body) => exportBody(body, numbered.has(body.id), called)),
    ),
    'signings.csv': formatFile('signings.csv', signings),
  }
  return { files, leftOut }
}

function formatFile(file: SetFile, rows: readonly Readonly<Partial<Record<string, string>>>[]): string {
  const columns = columnsOf(file)
  return formatCsv([columns, ...rows.map((row) => columns.map((column) => tidy(row[column] ?? '')))])
}

/** The bodies whose names do not tell them apart, now or with a name of before. */
function findNumbered(bodies: readonly HeldBody[]): ReadonlySet<Uuid> {
  const names = new Names<Uuid>()
  for (const body of bodies) {
    for (const name of namesOf(body)) names.add(tidy(name), body.id)
    for (const { identifier } of body.identifiers) names.add(identifier, body.id)
  }
  const unclear = bodies.filter((body) => names.named(nameOf(body)).length > 1 || looksNumbered(nameOf(body)))
  return new Set(unclear.map(({ id }) => id))
}

function nameOf({ namings }: HeldBody): string {
  return tidy(namings.at(-1)?.name ?? '')
}

function exportInstruments({ instruments }: Holdings): readonly Row<'instruments.csv'>[] {
  return instruments.map(({ name, area, binds }) => ({ name, area: area ?? '', binds: binds.toSorted().join(' ') }))
}

function exportEditions({ instruments, editions }: Holdings): readonly Row<'editions.csv'>[] {
  const families = new Map(instruments.map(({ id, name }) => [id, name]))
  return editions.map((edition) => ({
    instrument: families.get(edition.instrument) ?? '',
    label: edition.label,
    in_force_from: edition.inForceFrom,
    agreed_on: edition.agreedOn ?? '',
    replaces: formatList(editions.filter(({ id }) => edition.replaces.includes(id)).map(({ name }) => tidy(name))),
    source: edition.source ?? '',
    transition_ends: edition.transitionEnds ?? '',
    term_ends: edition.termEnds ?? '',
    review_by: edition.reviewBy ?? '',
  }))
}

function exportBody(body: HeldBody, numbered: boolean, called: (id: Uuid) => string): Row<'bodies.csv'> {
  const { kind, identifiers, endedOn } = body
  const live = identifiers.filter((one) => one.endedOn === null).map(({ identifier }) => identifier)
  const next = body.successors.map(({ successor, relation }) => `${relation}: ${called(successor)}`)
  return {
    number: numbered ? String(body.number) : '',
    name: nameOf(body),
    welsh_name: body.welsh ?? '',
    renamed_on: body.namings.at(-1)?.from ?? '',
    former_names: formatList(namingsBefore(body)),
    kind,
    identifiers: live.toSorted().join(' '),
    ended_identifiers: formatList(endedOf(body)),
    started_on: body.startedOn ?? '',
    predecessors: formatList(body.predecessors.map(called).toSorted()),
    // What was announced of one that has ended is history: its end says more.
    announced_end: (endedOn === null && body.endAnnounced) || '',
    announced_reason: (endedOn === null && body.endAnnouncedAs) || '',
    ended_on: endedOn ?? '',
    end_reason: body.endReason ?? '',
    successors: formatList(next.toSorted()),
    end_source: body.endSource ?? '',
    website: body.website ?? '',
    area: body.area ?? '',
  }
}

/**
 * Historic signings that still stand. What was signed on the register cannot be entered as history; one that was withdrawn,
 * suspended, removed or entered in error would come back as one that stands.
 */
function exportSignings({ signings, bodies, editions }: Holdings, called: (id: Uuid) => string) {
  const leftOut: LeftOut = { recordedHere: 0, changedSince: 0, incomplete: 0 }
  const bodiesById = new Map(bodies.map((body) => [body.id, body]))
  const names = new Map(editions.map(({ id, name }) => [id, name]))
  const rows = signings.flatMap((signing): Row<'signings.csv'>[] => {
    const { method, changed, source, signedOn, attestedOn } = signing
    const body = bodiesById.get(signing.body)
    if (method !== 'historic') leftOut.recordedHere += 1
    else if (changed) leftOut.changedSince += 1
    else if (!source || !attestedOn || !body || contradictionsOf({ signedOn, attestedOn }, body).length > 0)
      leftOut.incomplete += 1
    else {
      const role = tidy(signing.role ?? '')
      return [
        {
          body: called(signing.body),
          edition: names.get(signing.edition) ?? '',
          signed_on: signedOn ?? '',
          attested_on: attestedOn,
          signed_by: isRecorded(role) ? role : notRecorded,
          source,
        },
      ]
    }
    return []
  })
  return { rows, leftOut }
}
