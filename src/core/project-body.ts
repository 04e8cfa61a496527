import type { Disclosure } from './disclosure.ts'
import type { Day } from './day.ts'
import type { EntryOf } from './entry.ts'
import { fold } from './fold.ts'
import type { Recorded } from './recorded.ts'
import { initialsOf, wordsOf } from './search-words.ts'
import { claimSlug, type Surroundings } from './surroundings.ts'
import { asText, tell } from './told.ts'
import type { Uuid } from './uuid.ts'
import type { ViewChange } from './views.ts'

/** A body with its first names, its slug and its identifiers. */
export function registeredBody(
  { position, entry, disclosures }: Recorded<EntryOf<'body.registered'>>,
  around: Surroundings,
): readonly ViewChange[] {
  const told = tell(disclosures)
  const names = told.localised('name')
  const name = names[0]?.text ?? ''
  const { slug, changes } = claimSlug({ noun: 'body', id: entry.id, name }, position, around)
  return [
    {
      view: 'bodies',
      insert: {
        position,
        id: entry.id,
        slug,
        name,
        folded: fold(name),
        sector: entry.sector,
        kind: entry.kind,
        website: told.text('website') ?? null,
        area: told.text('area') ?? null,
        startedOn: entry.from ?? null,
        endAnnounced: null,
        endedOn: null,
        endReason: null,
        endAnnouncedAs: null,
      },
    },
    ...changes,
    ...(entry.predecessors ?? []).map((predecessor): ViewChange => {
      return { view: 'predecessors', insert: { position, body: entry.id, predecessor } }
    }),
    ...nameChanges(position, entry.id, names, null),
    ...identifierChanges(position, entry.id, disclosures),
  ]
}

/** A new name, in the languages that are told, and its slug; the earlier ones stay. */
export function renamedBody(
  { position, entry, disclosures }: Recorded<EntryOf<'body.renamed'>>,
  around: Surroundings,
): readonly ViewChange[] {
  const names = tell(disclosures).localised('name')
  const name = names[0]?.text ?? ''
  const { slug, changes } = claimSlug({ noun: 'body', id: entry.body, name }, position, around)
  return [
    { view: 'bodies', where: { id: entry.body }, set: { name, folded: fold(name), slug } },
    ...changes,
    ...nameChanges(position, entry.body, names, entry.from),
  ]
}

/** What was wrong or is new; identifiers that no longer hold get an end. */
export function correctedBody({
  position,
  entry,
  disclosures,
}: Recorded<EntryOf<'body.corrected'>>): readonly ViewChange[] {
  const told = tell(disclosures)
  const { body, sector, kind } = entry
  const website = told.text('website')
  const area = told.text('area')
  const set = { ...(sector && { sector }), ...(kind && { kind }), ...(website && { website }), ...(area && { area }) }
  return [
    { view: 'bodies', where: { id: body }, set },
    ...(entry.ends ?? []).map((digest): ViewChange => {
      return { view: 'identifiers', where: { digest }, set: { endedOn: entry.on } }
    }),
    ...identifierChanges(position, body, disclosures),
  ]
}

/** The last day of a body, and what came after it. */
export function endedBody({ position, entry }: Recorded<EntryOf<'body.ended'>>): readonly ViewChange[] {
  const { body, on, reason, successors = [] } = entry
  return [
    { view: 'bodies', where: { id: body }, set: { endedOn: on, endReason: reason } },
    ...successors.map(({ body: successor, relation }): ViewChange => {
      return { view: 'successions', insert: { position, body, successor, relation } }
    }),
  ]
}

function nameChanges(
  position: number,
  body: Uuid,
  names: readonly { language: string; text: string }[],
  fromDay: Day | null,
): readonly ViewChange[] {
  return names.map(({ language, text }) => {
    const found = { folded: fold(text), words: wordsOf(text), initials: initialsOf(text) }
    return { view: 'bodyNames', insert: { position, body, language, name: text, ...found, fromDay } }
  })
}

function identifierChanges(position: number, body: Uuid, disclosures: readonly Disclosure[]): readonly ViewChange[] {
  return disclosures
    .filter(({ name, public: shown }) => shown && name.startsWith('identifier.'))
    .map(({ digest, value }) => {
      return { view: 'identifiers', insert: { position, body, digest, identifier: asText(value) ?? '', endedOn: null } }
    })
}
