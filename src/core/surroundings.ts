import { makeSlug, nextFreeSlug, type Slug } from './slug.ts'
import type { Uuid } from './uuid.ts'
import type { SlugNoun, ViewChange } from './views.ts'

/** What a projection has to know of the views so far: references and slugs are given out in the order of the log. */
export type Surroundings = {
  prefix: string
  signings: number
  /** Who has a slug, now or once. */
  holderOf: (noun: SlugNoun, slug: string) => Uuid | undefined
  nameOf: (instrument: Uuid) => string
  /** The signing that the entry at a position is about. */
  signingAt: (position: number) => Uuid | undefined
}

/** The views before the first entry. */
export const nothingYet: Surroundings = {
  prefix: '',
  signings: 0,
  holderOf: () => undefined,
  nameOf: () => '',
  signingAt: () => undefined,
}

/**
 * The slug of a name, and its row where it is a new one. Whoever had a slug once keeps it: a name that is only spelt
 * differently, or taken up again, has the old address.
 */
export function claimSlug(
  { noun, id, name }: { noun: SlugNoun; id: Uuid; name: string },
  position: number,
  around: Surroundings,
): { slug: Slug; changes: readonly ViewChange[] } {
  const isTaken = (slug: Slug) => ![undefined, id].includes(around.holderOf(noun, slug))
  const slug = nextFreeSlug(makeSlug(name), isTaken)
  const held = around.holderOf(noun, slug) === id
  return { slug, changes: held ? [] : [{ view: 'slugs', insert: { position, noun, slug, id } }] }
}
