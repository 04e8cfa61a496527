import type { Kind, Party } from './body-kind.ts'
import type { Day, FullDay } from './day.ts'
import type { EntryOf, Method } from './entry.ts'
import type { Uuid } from './uuid.ts'
import type { Views } from './views.ts'

/** What the register says already, as far as a set is held against it. Former names and numbers count. */
export type Holdings = {
  demonstration: boolean
  instruments: readonly { id: Uuid; name: string; area: string | null; binds: readonly Party[] }[]
  editions: readonly {
    id: Uuid
    name: string
    inForceFrom: Day
    agreedOn: Day | null
    replaces: readonly Uuid[]
    source: string | undefined
    transitionEnds: FullDay | null
    termEnds: FullDay | null
    reviewBy: FullDay | null
    instrument: Uuid
    label: string
  }[]
  bodies: readonly HeldBody[]
  signings: readonly {
    body: Uuid
    edition: Uuid
    reference: string
    method: Method
    voided: boolean
    /** Whether something has ended or suspended it since. */
    changed: boolean
    signedOn: Day | null
    attestedOn: Day | null
    role: string | null
    source: string | undefined
  }[]
}

export type HeldBody = {
  id: Uuid
  /** Its rank among the bodies of the register, from 1; it never changes. */
  number: number
  /** What it was called, the present name last, each from its day on. */
  namings: readonly { name: string; from: Day | null }[]
  /** What it is called in Welsh today. */
  welsh: string | null
  kind: Kind
  identifiers: readonly Pick<Views['identifiers'], 'identifier' | 'endedOn'>[]
  startedOn: Day | null
  predecessors: readonly Uuid[]
  endAnnounced: Day | null
  endAnnouncedAs: EntryOf<'body.end-announced'>['reason'] | null
  endedOn: Day | null
  endReason: EntryOf<'body.ended'>['reason'] | null
  successors: readonly Pick<Views['successions'], 'successor' | 'relation'>[]
  endSource: string | undefined
  website: string | null
  area: string | null
}

/** Everything that a body is called, or was. */
export function namesOf({ namings, welsh }: Pick<HeldBody, 'namings' | 'welsh'>): readonly string[] {
  return [...(welsh === null ? [] : [welsh]), ...namings.map(({ name }) => name)]
}
