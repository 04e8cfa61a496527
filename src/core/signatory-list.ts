import type { Day, FullDay } from './day.ts'
import type { Kind, Sector } from './body-kind.ts'
import type { StandingName } from './standing.ts'

/** The orders of the list: by name of body, by day of signing, by standing. */
export const orders = ['name', 'newest', 'oldest', 'standing'] as const
export type Order = (typeof orders)[number]

/** One line of the public list: a body, what it signed, and how that stands. */
export type SignatoryLine = {
  body: { slug: string; name: string; sector: Sector; kind: Kind; identifiers: readonly string[] }
  instrument: string
  edition: { slug: string; label: string }
  standing: StandingName
  signedOn: Day | null
  decidedOn: Day | null
  entry: number
  reference: string
}

/** The list of signatories on a day. */
export type SignatoryList = { asAt: FullDay; lines: readonly SignatoryLine[] }
