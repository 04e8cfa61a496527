import { Refusal } from '../core/refusal.ts'
import { parsePlace } from '../core/report.ts'
import type { Database } from '../storage/database.ts'
import { findBody, findBodyById } from '../storage/read/bodies.ts'
import { findChange } from '../storage/read/changes.ts'
import { editionName, findEdition } from '../storage/read/editions.ts'
import { findEntryAt } from '../storage/read/entries.ts'
import { findSigning } from '../storage/read/signings.ts'

/** Something on the register that has a page, what people call it, and what it is about in its turn. */
export type Subject = {
  place: string
  name: string
  /** The number of its entry, where it has one. */
  entry: number | null
  body: string | undefined
  reference: string | undefined
  edition: string | undefined
}

const nothing = { body: undefined, reference: undefined, edition: undefined }

/** What the page at a path is about; refuses a path that leads to nothing on the register. */
export async function findSubject(db: Database, path: string): Promise<Subject> {
  const found = await find(db, path)
  if (!found) throw new Refusal('not-found', 'Open the page with the mistake, and choose “Report a mistake” there.')
  return found
}

async function find(db: Database, path: string): Promise<Subject | undefined> {
  const place = parsePlace(path)
  switch (place?.noun) {
    case 'register':
      return { ...nothing, place: '/', name: 'The register', entry: null }
    case 'body': {
      const body = await findBody(db, place.slug)
      return (
        body && { ...nothing, place: `/bodies/${body.slug}`, name: body.name, entry: body.position, body: body.slug }
      )
    }
    case 'edition': {
      const edition = await findEdition(db, place.slug)
      const { slug, position } = edition ?? { slug: '', position: 0 }
      return (
        edition && {
          ...nothing,
          place: `/editions/${slug}`,
          name: editionName(edition),
          entry: position,
          edition: slug,
        }
      )
    }
    case 'certificate': {
      const signing = await findSigning(db, place.reference)
      const body = signing && (await findBodyById(db, signing.body))
      if (!signing || !body) return undefined
      const { reference, position: entry } = signing
      const name = `Certificate ${reference}, ${body.name}`
      return { ...nothing, place: `/certificates/${reference}`, name, entry, body: body.slug, reference }
    }
    case 'entry': {
      const entry = place.index
      if (!(await findEntryAt(db, entry))) return undefined
      const change = await findChange(db, entry)
      return {
        place: `/log/entries/${entry}`,
        name: `Entry ${entry}${change?.body ? `, ${change.body.name}` : ''}`,
        entry,
        body: change?.body?.slug,
        reference: change?.reference ?? undefined,
        edition: change?.body ? undefined : change?.edition?.slug,
      }
    }
    case undefined:
      return undefined
  }
}
