import type { FullDay } from '../../core/day.ts'
import type { Rows } from '../../core/replay.ts'
import { bodiesMatching } from '../../core/search-match.ts'
import { compareText, listLines, sortByName, type Order, type SignatoryLine } from '../../core/signatory-list.ts'
import { standings } from '../../core/standing.ts'
import type { Uuid } from '../../core/uuid.ts'
import { withIdentifiers, type Body } from './bodies.ts'
import type { BodyFilter } from './search.ts'
import type { SignatoryFilter } from './signatories.ts'
import type { SignatoryPage, SignatoryQuestion } from './signatory-page.ts'

/** The list of a replayed register on a day, by name of body and then in the order of the log. */
export function pastSignatories(rows: Rows, filter: SignatoryFilter, on: FullDay): readonly SignatoryLine[] {
  const ids = new Set(pastBodies(rows, filter).map(({ id }) => id))
  return sortByName(
    listLines(rows, on).filter(
      ({ body, standing, edition }) =>
        ids.has(body.id) &&
        (!filter.standing || standing === filter.standing) &&
        (!filter.edition || edition.slug === filter.edition),
    ),
    rows,
  )
}

/** The bodies of a replayed register that match, by name. */
function pastBodies(rows: Rows, { q, sector, kind }: BodyFilter): readonly Body[] {
  const matching = q ? bodiesMatching(q, rows) : undefined
  const numbers = Map.groupBy(rows.identifiers, ({ body }) => body)
  return rows.bodies
    .filter(
      (body) =>
        (!matching || matching.has(body.id)) && (!sector || body.sector === sector) && (!kind || body.kind === kind),
    )
    .toSorted((a, b) => compareText(a.folded, b.folded) || compareText(a.slug, b.slug))
    .map((body) =>
      withIdentifiers(
        body,
        (numbers.get(body.id) ?? []).toSorted((a, b) => compareText(a.identifier, b.identifier)),
      ),
    )
}

/** One page of the list of a replayed register, as `findSignatoryPage` finds it in the present one. */
export function pastSignatoryPage(rows: Rows, question: SignatoryQuestion, on: FullDay): SignatoryPage {
  const { sort, perPage } = question
  const { signed, standing, edition, ...filter } = question.filter
  const asked = edition === undefined ? undefined : editionsCalled(rows, edition)
  const isAsked = (id: Uuid) => !asked || asked.has(id)
  const signings = pastSignatories(rows, { ...filter, standing }, on).filter((line) => isAsked(line.edition.id))
  const lines = signed === 'no' ? [] : inOrder(signings, sort)
  // Whoever asks how signings stand, or who signed an edition, does not ask who has not.
  const isAboutSigned = signed === 'yes' || standing !== undefined || (edition !== undefined && signed !== 'no')
  const have = new Set(rows.signings.filter((signing) => isAsked(signing.edition)).map(({ body }) => body))
  const unsigned = isAboutSigned ? [] : pastBodies(rows, filter).filter(({ id }) => !have.has(id))

  const counts = { signings: lines.length, unsigned: unsigned.length }
  const pages = Math.max(1, Math.ceil((counts.signings + counts.unsigned) / perPage))
  const page = Math.min(pages, question.page)
  const from = (page - 1) * perPage
  const before = Math.max(0, from - counts.signings)
  const shown = lines.slice(from, from + perPage)
  return { lines: shown, unsigned: unsigned.slice(before, before + perPage - shown.length), counts, page, pages }
}

/** The editions that have a slug, or had it. */
function editionsCalled({ slugs }: Rows, slug: string): ReadonlySet<Uuid> {
  return new Set(slugs.filter((one) => one.noun === 'edition' && one.slug === slug).map(({ id }) => id))
}

/** Lines by name in another order. A day that nobody recorded comes last either way. */
function inOrder(lines: readonly SignatoryLine[], sort: Order): readonly SignatoryLine[] {
  if (sort === 'name') return lines
  if (sort === 'standing') {
    return lines.toSorted((a, b) => standings.indexOf(a.standing) - standings.indexOf(b.standing))
  }
  const way = sort === 'newest' ? -1 : 1
  return lines.toSorted((a, b) => {
    if ((a.signedOn === null) !== (b.signedOn === null)) return a.signedOn === null ? 1 : -1
    return way * (compareText(a.signedOn ?? '', b.signedOn ?? '') || a.entry - b.entry)
  })
}
