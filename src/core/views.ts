import type { Day, FullDay, Instant } from './day.ts'
import type { Check, EntryOf, Ground, Mandate, Method } from './entry.ts'
import type { Kind, Party, Sector } from './body-kind.ts'
import type { Uuid } from './uuid.ts'

/**
 * The views: facts and their days, made from entries and public disclosures alone. `position` is the entry a row comes
 * from. A name that was withheld or erased is null. Standing is never here, because it depends on the day asked about.
 */
export type Views = {
  register: {
    position: number
    origin: string
    name: string
    custodian: string
    prefix: string
    demonstration: boolean
  }
  instruments: { position: number; id: Uuid; slug: string; name: string; area: string | null; binds: readonly Party[] }
  editions: {
    position: number
    id: Uuid
    instrument: Uuid
    slug: string
    label: string
    reference: string | null
    illustrative: boolean
    agreedOn: Day | null
    inForceFrom: Day
    transitionEnds: FullDay | null
    termEnds: FullDay | null
    reviewBy: FullDay | null
  }
  editionTexts: { position: number; edition: Uuid; language: string; sha256: string }
  /** What an edition's text was before it was corrected, by the entry that did. */
  formerTexts: { position: number; edition: Uuid; language: string; sha256: string }
  replacements: { position: number; edition: Uuid; replaces: Uuid }
  bodies: {
    position: number
    id: Uuid
    slug: string
    name: string
    folded: string
    sector: Sector
    kind: Kind
    website: string | null
    area: string | null
    startedOn: Day | null
    endAnnounced: Day | null
    endedOn: Day | null
    endReason: EntryOf<'body.ended'>['reason'] | null
    endAnnouncedAs: EntryOf<'body.end-announced'>['reason'] | null
  }
  bodyNames: {
    position: number
    body: Uuid
    language: string
    name: string
    folded: string
    words: readonly string[]
    initials: readonly string[]
    fromDay: Day | null
  }
  slugs: { position: number; noun: SlugNoun; slug: string; id: Uuid }
  identifiers: { position: number; body: Uuid; digest: string; identifier: string; endedOn: Day | null }
  successions: {
    position: number
    body: Uuid
    successor: Uuid
    relation: 'successor' | 'functions-to' | 'continued-by'
  }
  /** What a body was made from, as its own entry says. */
  predecessors: { position: number; body: Uuid; predecessor: Uuid }
  signings: {
    position: number
    id: Uuid
    rank: number
    reference: string
    body: Uuid
    edition: Uuid
    language: string | null
    text: string | null
    method: Method
    check: readonly Check[]
    approvers: number
    attestedOn: Day | null
    /** The day of its last signature; null if one of them has none. */
    signedOn: Day | null
  }
  signatures: {
    position: number
    signing: Uuid
    number: number
    onDay: Day | null
    mandate: Mandate | null
    decidedOn: Day | null
    name: string | null
    role: string | null
    minute: string | null
  }
  signingActs: {
    position: number
    signing: Uuid
    act: SigningAct
    onDay: FullDay | null
    reviewBy: FullDay | null
    ground: string | null
  }
  issues: { position: number; signing: Uuid; pdf: string }
  /** What was erased of which entry; `field` is what the value was called, and is null where nobody wrote it down. */
  erasures: {
    position: number
    digest: string
    entry: number
    signing: Uuid | null
    field: string | null
    ground: Ground
    onDay: FullDay
  }
  /** What the log says of the register's keys: those of its opening, and every one since. A key is named as entries name it. */
  rotations: {
    position: number
    use: KeyUse
    key: string
    reason: EntryOf<'key.rotated'>['reason']
    at: Instant
  }
}

export type KeyUse = EntryOf<'key.rotated'>['use']
export type SlugNoun = 'body' | 'edition' | 'instrument'
export type SigningAct = 'reaffirmed' | 'withdrawn' | 'suspended' | 'reinstated' | 'removed' | 'voided'
export type View = keyof Views

/** The views in an order in which rows can be written: what a row points to stands before it. */
export const viewNames = [
  'register',
  'instruments',
  'editions',
  'editionTexts',
  'formerTexts',
  'replacements',
  'bodies',
  'bodyNames',
  'slugs',
  'identifiers',
  'successions',
  'predecessors',
  'signings',
  'signatures',
  'signingActs',
  'issues',
  'erasures',
  'rotations',
] as const satisfies readonly View[]

/** One change of one view: a row more, or members of the rows that match replaced. */
export type ViewChange<Name extends View = View> = {
  [One in Name]: { view: One; insert: Views[One] } | { view: One; where: Partial<Views[One]>; set: Partial<Views[One]> }
}[Name]
