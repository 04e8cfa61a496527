import { Malformed } from '../encoding/malformed.ts'
import { makeProjector } from './projection.ts'
import type { Recorded } from './recorded.ts'
import { nothingYet } from './surroundings.ts'
import type { View, ViewChange, Views } from './views.ts'

/** Rows of views in memory, those of each view in the order of the log. */
export type Rows<Name extends View = View> = { readonly [One in Name]: readonly Views[One][] }

/**
 * The views that entries and their disclosures make, row for row those that `rebuild` writes. Entries come in the order of
 * the log from the first one on; a beginning of the log makes the register as it stood at that size. A log that makes one
 * thing twice is refused.
 */
export function replay(recorded: Iterable<Recorded>): Rows {
  const begun = beginReplay()
  for (const one of recorded) begun.add(one)
  return begun.rows
}

/** A replay of entries that come a few at a time: its rows are those of the entries so far. */
export function beginReplay(): { add: (one: Recorded) => void; rows: Rows } {
  const rows: { [Name in View]: Views[Name][] } = {
    register: [],
    instruments: [],
    editions: [],
    editionTexts: [],
    formerTexts: [],
    replacements: [],
    bodies: [],
    bodyNames: [],
    slugs: [],
    identifiers: [],
    successions: [],
    predecessors: [],
    signings: [],
    signatures: [],
    signingActs: [],
    issues: [],
    erasures: [],
    rotations: [],
  }
  const places = new Map<View, Map<string, number>>()
  const placesOf = (view: View) => places.get(view) ?? places.set(view, new Map()).get(view)
  const apply = <Name extends View>(change: ViewChange<Name>) => {
    const own: Views[Name][] = rows[change.view]
    const keyOf: KeyOf<Name> | undefined = keys[change.view]
    const known = keyOf && placesOf(change.view)
    if ('insert' in change) {
      const place = own.push(change.insert) - 1
      if (!keyOf || !known) return
      const key = keyOf(change.insert)
      if (known.has(key)) throw new Malformed('malformed log: one thing is made twice')
      known.set(key, place)
      return
    }
    if (!keyOf) throw new Error(`a row of ${change.view} was to change`)
    const place = known?.get(keyOf(change.where)) ?? own.length
    const row = own[place]
    if (row) own[place] = { ...row, ...change.set }
  }
  const project = makeProjector(nothingYet)
  return {
    rows,
    add: (one) => {
      for (const change of project(one)) apply(change)
    },
  }
}

/** What tells the rows of a view apart, and is all that a change names of the row it changes. */
type KeyOf<Name extends View> = (row: Partial<Views[Name]>) => string

/** Rows of the other views are told apart by their entries alone, and never change. */
const keys: { readonly [Name in View]?: KeyOf<Name> } = {
  register: () => '',
  instruments: ({ id = '' }) => id,
  editions: ({ id = '' }) => id,
  editionTexts: ({ edition, language }) => `${edition} ${language}`,
  replacements: ({ edition, replaces }) => `${edition} ${replaces}`,
  bodies: ({ id = '' }) => id,
  slugs: ({ noun, slug }) => `${noun} ${slug}`,
  identifiers: ({ digest = '' }) => digest,
  predecessors: ({ body, predecessor }) => `${body} ${predecessor}`,
  successions: ({ body, successor, relation }) => `${body} ${successor} ${relation}`,
  signings: ({ id = '' }) => id,
  signatures: ({ signing, number }) => `${signing} ${number}`,
}
