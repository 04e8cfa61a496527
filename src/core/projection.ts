import type { Json } from '../encoding/canonical-json.ts'
import type { Disclosure } from './disclosure.ts'
import type { Entry, EntryOf } from './entry.ts'
import { fold } from './fold.ts'
import { makeSlug, nextFreeSlug } from './slug.ts'
import type { Uuid } from './uuid.ts'
import type { SigningAct, SlugNoun, ViewChange, Views } from './views.ts'

/** An entry with its place in the log and those of its disclosures that may be read in public. */
export type Recorded = { position: number; entry: Entry; disclosures: readonly Disclosure[] }

/** What a projection has to know of the views so far: references and slugs are given out in the order of the log. */
export type Surroundings = {
  prefix: string
  signings: number
  isTaken: (noun: SlugNoun, slug: string) => boolean
  nameOf: (instrument: Uuid) => string
}

/** The changes that entries make to the views one after the other, each seeing what those before it changed. */
export function projectAll(
  recorded: readonly Recorded[],
  around: Surroundings,
): readonly { change: ViewChange; entry: Entry }[] {
  const taken = new Set<string>()
  const names = new Map<Uuid, string>()
  let { prefix, signings } = around
  return recorded.flatMap((one) => {
    const changes = project(one, {
      prefix,
      signings,
      isTaken: (noun, slug) => taken.has(`${noun}/${slug}`) || around.isTaken(noun, slug),
      nameOf: (id) => names.get(id) ?? around.nameOf(id),
    })
    for (const change of changes) {
      if (!('insert' in change)) continue
      if (change.view === 'slugs') taken.add(`${change.insert.noun}/${change.insert.slug}`)
      if (change.view === 'instruments') names.set(change.insert.id, change.insert.name)
      if (change.view === 'register') prefix = change.insert.prefix
      if (change.view === 'signings') signings += 1
    }
    return changes.map((change) => ({ change, entry: one.entry }))
  })
}

/**
 * The changes that one entry makes to the views. Live writing and `rebuild` both go through here, so that the views are
 * what the log says and nothing else.
 */
function project({ position, entry, disclosures }: Recorded, around: Surroundings): readonly ViewChange[] {
  const read = reading(disclosures)
  switch (entry.type) {
    case 'register.opened':
      return [
        {
          view: 'register',
          insert: {
            position,
            origin: entry.origin,
            demonstration: entry.demonstration === true,
            name: read.text('name') ?? '',
            custodian: read.text('custodian') ?? '',
            prefix: read.text('prefix') ?? '',
          },
        },
      ]
    case 'register.amended':
      return [{ view: 'register', where: {}, set: present({ custodian: read.text('custodian') }) }]
    case 'instrument.registered': {
      const name = read.localised('name')[0]?.text ?? ''
      const slug = freeSlug('instrument', name, around)
      const insert = { position, id: entry.id, slug, name, area: read.text('area') ?? null, binds: entry.binds }
      return [{ view: 'instruments', insert }, slugChange(position, 'instrument', slug, entry.id)]
    }
    case 'edition.published':
      return publishedEdition(position, entry, read.text('label') ?? '', around)
    case 'edition.corrected':
      return [
        {
          view: 'editionTexts',
          where: { edition: entry.edition, language: entry.text.language },
          set: { position, sha256: entry.text.sha256 },
        },
      ]
    case 'edition.extended': {
      const set = present({ transitionEnds: entry.transitionEnds, termEnds: entry.termEnds })
      return [{ view: 'editions', where: { id: entry.edition }, set }]
    }
    case 'body.registered': {
      const names = read.localised('name')
      const name = names[0]?.text ?? ''
      const slug = freeSlug('body', name, around)
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
            website: read.text('website') ?? null,
            area: read.text('area') ?? null,
            startedOn: entry.from ?? null,
            endAnnounced: null,
            endedOn: null,
            endReason: null,
          },
        },
        slugChange(position, 'body', slug, entry.id),
        ...names.map(({ language, text }) => nameChange(position, entry.id, language, text)),
        ...identifierChanges(position, entry.id, disclosures),
      ]
    }
    case 'body.renamed': {
      const names = read.localised('name')
      const name = names[0]?.text ?? ''
      const slug = freeSlug('body', name, around)
      return [
        { view: 'bodies', where: { id: entry.body }, set: { name, folded: fold(name), slug } },
        slugChange(position, 'body', slug, entry.body),
        ...names.map(({ language, text }): ViewChange => {
          const insert = { position, body: entry.body, language, name: text, folded: fold(text), fromDay: entry.from }
          return { view: 'bodyNames', insert }
        }),
      ]
    }
    case 'body.corrected': {
      const { sector, kind } = entry
      const set = present({ sector, kind, website: read.text('website'), area: read.text('area') })
      return [
        ...(Object.keys(set).length > 0 ? [{ view: 'bodies', where: { id: entry.body }, set } as const] : []),
        ...(entry.ends ?? []).map(
          (digest) => ({ view: 'identifiers', where: { digest }, set: { endedOn: entry.on } }) as const,
        ),
        ...identifierChanges(position, entry.body, disclosures),
      ]
    }
    case 'body.end-announced':
      return [{ view: 'bodies', where: { id: entry.body }, set: { endAnnounced: entry.on } }]
    case 'body.ended':
      return [
        { view: 'bodies', where: { id: entry.body }, set: { endedOn: entry.on, endReason: entry.reason } },
        ...(entry.successors ?? []).map(
          ({ body, relation }) =>
            ({ view: 'successions', insert: { position, body: entry.body, successor: body, relation } }) as const,
        ),
      ]
    case 'signing.recorded':
      return recordedSigning(position, entry, read, around)
    case 'signing.corrected': {
      const n = entry.signature
      const role = read.text(`signatory.${n}.role`)
      const set = present({ decidedOn: entry.decidedOn, role, minute: read.text(`signatory.${n}.minute`) })
      return [{ view: 'signatures', where: { signing: entry.signing, number: n }, set }]
    }
    case 'signing.reaffirmed':
    case 'signing.withdrawn':
      return [act(position, entry, { onDay: entry.on })]
    case 'signing.suspended':
      return [act(position, entry, { onDay: entry.from, reviewBy: entry.reviewBy })]
    case 'signing.reinstated':
    case 'signing.removed':
      return [act(position, entry, { onDay: entry.from })]
    case 'signing.voided':
      return [act(position, entry, { ground: entry.reason })]
    case 'certificate.issued':
      return [{ view: 'issues', insert: { position, signing: entry.signing, pdf: entry.pdf } }]
    // No view shows these yet; the log keeps them.
    case 'list.published':
    case 'champion.appointed':
    case 'champion.stood-down':
    case 'dispute.decided':
    case 'review.concluded':
    case 'disclosure.erased':
    case 'key.rotated':
    case 'policy.changed':
      return []
  }
}

/** The name of a signing for people: the register's prefix and its rank among the signings, `SC-00042`. */
export function formatReference(prefix: string, rank: number): string {
  return `${prefix}-${String(rank).padStart(5, '0')}`
}

function publishedEdition(
  position: number,
  entry: EntryOf<'edition.published'>,
  label: string,
  around: Surroundings,
): readonly ViewChange[] {
  const slug = freeSlug('edition', `${around.nameOf(entry.instrument)} ${label}`, around)
  return [
    {
      view: 'editions',
      insert: {
        position,
        id: entry.id,
        instrument: entry.instrument,
        slug,
        label,
        reference: entry.reference ?? null,
        illustrative: entry.illustrative === true,
        agreedOn: entry.agreedOn ?? null,
        inForceFrom: entry.inForceFrom,
        transitionEnds: entry.transitionEnds ?? null,
        termEnds: entry.termEnds ?? null,
        reviewBy: entry.reviewBy ?? null,
      },
    },
    slugChange(position, 'edition', slug, entry.id),
    ...(entry.texts ?? []).map(
      (text) => ({ view: 'editionTexts', insert: { position, edition: entry.id, ...text } }) as const,
    ),
    ...(entry.replaces ?? []).map(
      (replaces) => ({ view: 'replacements', insert: { position, edition: entry.id, replaces } }) as const,
    ),
  ]
}

function recordedSigning(
  position: number,
  entry: EntryOf<'signing.recorded'>,
  read: Reading,
  around: Surroundings,
): readonly ViewChange[] {
  const rank = around.signings + 1
  return [
    {
      view: 'signings',
      insert: {
        position,
        id: entry.id,
        rank,
        reference: formatReference(around.prefix, rank),
        body: entry.body,
        edition: entry.edition,
        language: entry.language ?? null,
        text: entry.text ?? null,
        method: entry.method,
        check: entry.check,
        approvers: entry.approvers,
        attestedOn: entry.attestedOn ?? null,
      },
    },
    ...entry.signatures.map(({ on, mandate, decidedOn }, n): ViewChange => {
      const who = `signatory.${n + 1}`
      return {
        view: 'signatures',
        insert: {
          position,
          signing: entry.id,
          number: n + 1,
          onDay: on ?? null,
          mandate: mandate ?? null,
          decidedOn: decidedOn ?? null,
          name: read.text(`${who}.name`) ?? null,
          role: read.text(`${who}.role`) ?? null,
          minute: read.text(`${who}.minute`) ?? null,
        },
      }
    }),
  ]
}

type Reading = ReturnType<typeof reading>

function reading(disclosures: readonly Disclosure[]) {
  const values = new Map(disclosures.filter((one) => one.public).map(({ name, value }) => [name, value]))
  const text = (name: string): string | undefined => asText(values.get(name))
  // English first, then by language: the first one names the thing.
  const localised = (noun: string) =>
    [...values.keys()]
      .filter((name) => name.startsWith(`${noun}.`))
      .map((name) => ({ language: name.slice(noun.length + 1), text: text(name) ?? '' }))
      .toSorted((a, b) => order(a.language) - order(b.language) || (a.language < b.language ? -1 : 1))
  return { text, localised }
}

function order(language: string): number {
  return language === 'en' ? 0 : 1
}

function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function freeSlug(noun: SlugNoun, name: string, around: Surroundings): string {
  return nextFreeSlug(makeSlug(name), (slug) => around.isTaken(noun, slug))
}

function slugChange(position: number, noun: SlugNoun, slug: string, id: Uuid): ViewChange {
  return { view: 'slugs', insert: { position, noun, slug, id } }
}

function nameChange(position: number, body: Uuid, language: string, name: string): ViewChange {
  return { view: 'bodyNames', insert: { position, body, language, name, folded: fold(name), fromDay: null } }
}

function identifierChanges(position: number, body: Uuid, disclosures: readonly Disclosure[]): readonly ViewChange[] {
  return disclosures
    .filter(({ name, public: shown }) => shown && name.startsWith('identifier.'))
    .map(({ digest, value }) => {
      const insert = { position, body, digest, identifier: asText(value) ?? '', endedOn: null }
      return { view: 'identifiers', insert } as const
    })
}

function act(
  position: number,
  entry: EntryOf<`signing.${SigningAct}`>,
  facts: Partial<Pick<Views['signingActs'], 'onDay' | 'reviewBy' | 'ground'>>,
): ViewChange {
  const named = actNames[entry.type]
  const insert = { position, signing: entry.signing, act: named, onDay: null, reviewBy: null, ground: null, ...facts }
  return { view: 'signingActs', insert }
}

const actNames = {
  'signing.reaffirmed': 'reaffirmed',
  'signing.withdrawn': 'withdrawn',
  'signing.suspended': 'suspended',
  'signing.reinstated': 'reinstated',
  'signing.removed': 'removed',
  'signing.voided': 'voided',
} as const satisfies Record<string, SigningAct>

/** Members that have a value; the others stay as they are. */
function present<Members extends Record<string, unknown>>(
  members: Members,
): { [Name in keyof Members]?: NonNullable<Members[Name]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never
}
