import * as v from 'valibot'
import { Malformed } from '../encoding/malformed.ts'
import { fold } from './fold.ts'

/** The part of an address that stands for a body: lower-case ASCII letters and digits, single hyphens between. */
export type Slug = v.InferOutput<typeof Slug>
export const Slug = v.pipe(
  v.string(),
  v.maxLength(100, 'malformed slug'),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'malformed slug'),
  v.brand('Slug'),
)

/** Reads a slug from an address. */
export function parseSlug(text: string): Slug {
  const read = v.safeParse(Slug, text)
  if (!read.success) throw new Malformed('malformed slug')
  return read.output
}

/** The slug of a name, at most 80 characters; `body` for a name without a Latin letter or digit. */
export function makeSlug(name: string): Slug {
  const words = fold(name).replace(/[^a-z0-9]+/g, '-')
  return parseSlug(words.replace(/^-/, '').slice(0, 80).replace(/-$/, '') || 'body')
}

/** The slug itself, or with the first of `-2`, `-3` … that nobody has. */
export function nextFreeSlug(slug: Slug, isTaken: (slug: Slug) => boolean): Slug {
  let free = slug
  for (let n = 2; isTaken(free); n++) free = parseSlug(`${slug}-${n}`)
  return free
}
