import type { Kind, Party } from './body-kind.ts'
import type { Day } from './day.ts'
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
  }[]
  bodies: readonly HeldBody[]
  signings: readonly {
    body: Uuid
    edition: Uuid
    reference: string
    method: Method
    voided: boolean
    signedOn: Day | null
    attestedOn: Day | null
    role: string | null
    source: string | undefined
  }[]
}

export type HeldBody = {
  id: Uuid
  names: readonly string[]
  kind: Kind
  identifiers: readonly string[]
  startedOn: Day | null
  endedOn: Day | null
  endReason: EntryOf<'body.ended'>['reason'] | null
  successors: readonly Pick<Views['successions'], 'successor' | 'relation'>[]
  endSource: string | undefined
  website: string | null
  area: string | null
}
