import type { Local } from '../../actions/parts.ts'
import { kinds, kindWords, sectors } from '../../core/body-kind.ts'
import type { FullDay } from '../../core/day.ts'
import type { Mistake } from '../../core/refusal.ts'
import type { SignatoryLine } from '../../core/signatory-list.ts'
import { standings } from '../../core/standing.ts'
import { Page, type Shell } from '../page.tsx'
import { Button } from '../parts/button.tsx'
import { Day } from '../parts/day.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Pagination } from '../parts/pagination.tsx'
import { Select } from '../parts/select.tsx'
import { Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { TextField } from '../parts/text-field.tsx'
import { standingColours, standingWords } from '../words.ts'

/** What somebody looks for, as it stands in the address. */
export type Sought = { q: string; sector: string; kind: string; standing: string; edition: string; asAt: string }

export type ListFacts = {
  sought: Sought
  asAt: FullDay
  lines: readonly SignatoryLine[]
  total: number
  page: number
  pages: number
  editions: readonly { slug: string; name: string }[]
  /** Bodies on the register that match and have signed nothing. */
  unsigned: readonly { slug: string; name: string }[]
}

/** The list of signatories with its filters. */
export const SignatoriesPage = ({
  shell,
  list,
  mistakes = [],
}: {
  shell: Shell
  list: ListFacts
  mistakes?: readonly Mistake[]
}) => (
  <Page shell={shell} title="Signatories" mistakes={mistakes}>
    <h1 class="govuk-heading-l">Signatories</h1>
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-one-third">
        <Filters list={list} local={shell.local} mistakes={mistakes} />
      </div>
      <div class="govuk-grid-column-two-thirds">
        <p class="govuk-body">
          <strong>{list.total}</strong> {list.total === 1 ? 'signing' : 'signings'} as at <Day day={list.asAt} />.
        </p>
        {list.lines.length > 0 ? <Lines lines={list.lines} /> : <Nothing list={list} />}
        {list.unsigned.length > 0 && <Unsigned bodies={list.unsigned} />}
        {list.pages > 1 && <Pages list={list} />}
        <p class="govuk-body">
          The whole list as{' '}
          <a class="govuk-link" href="/signatories.json">
            JSON
          </a>{' '}
          or{' '}
          <a class="govuk-link" href="/signatories.csv">
            CSV
          </a>
          .
        </p>
      </div>
    </div>
  </Page>
)

const Filters = ({
  list: { sought, editions },
  local,
  mistakes,
}: {
  list: ListFacts
  local: Local
  mistakes: readonly Mistake[]
}) => (
  <form method="get" action="/signatories" role="search" novalidate>
    <TextField name="q" label="Name or number" value={sought.q} type="search" />
    <Select name="sector" label="Sector" value={sought.sector} options={choices(sectors, local.sectors)} />
    <Select name="kind" label="Kind of organisation" value={sought.kind} options={choices(kinds, kindWords)} />
    <Select name="standing" label="Standing" value={sought.standing} options={choices(standings, standingWords)} />
    <Select
      name="edition"
      label="Edition"
      value={sought.edition}
      options={[{ value: '', words: 'All' }, ...editions.map(({ slug, name }) => ({ value: slug, words: name }))]}
    />
    <TextField
      name="as-at"
      label="On this day"
      hint="For example, 2026-03-27"
      value={sought.asAt}
      width={10}
      mistake={findMistake(mistakes, 'as-at')}
    />
    <Button variant="secondary">Show</Button>
  </form>
)

function choices<Name extends string>(names: readonly Name[], words: Record<Name, string>) {
  return [{ value: '', words: 'All' }, ...names.map((name) => ({ value: name, words: words[name] }))]
}

const Lines = ({ lines }: { lines: readonly SignatoryLine[] }) => (
  // A narrow screen moves along the table, not along the page.
  <div class="register-scroll" role="region" aria-label="Who has signed what" tabindex={0}>
    <Table
      caption="Who has signed what"
      captionSize="m"
      rowHeaders
      columns={[{ words: 'Organisation' }, { words: 'Edition' }, { words: 'Standing' }, { words: 'Signed on' }]}
      rows={lines.map((line) => [
        <a class="govuk-link" href={`/bodies/${line.body.slug}`}>
          {line.body.name}
        </a>,
        <a class="govuk-link" href={`/certificates/${line.reference}`}>
          {line.instrument} {line.edition.label}
        </a>,
        <Tag colour={standingColours[line.standing]}>{standingWords[line.standing]}</Tag>,
        <Day day={line.signedOn} />,
      ])}
    />
  </div>
)

const Nothing = ({ list: { sought, unsigned } }: { list: ListFacts }) =>
  unsigned.length > 0 ? null : (
    <InsetText>
      {sought.q
        ? `No organisation called “${sought.q}” is on the register. Try a shorter or a former name.`
        : 'Nobody on the register matches. Take a filter away to see more.'}
    </InsetText>
  )

const Unsigned = ({ bodies }: { bodies: ListFacts['unsigned'] }) => (
  <>
    <h2 class="govuk-heading-m">On the register, has not signed</h2>
    <ul class="govuk-list govuk-list--bullet">
      {bodies.map(({ slug, name }) => (
        <li>
          <a class="govuk-link" href={`/bodies/${slug}`}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  </>
)

const Pages = ({ list: { sought, page, pages } }: { list: ListFacts }) => {
  const href = (number: number) => {
    const { asAt, ...rest } = sought
    const asked = Object.entries({ ...rest, 'as-at': asAt, page: String(number) }).filter(([, value]) => value !== '')
    return `/signatories?${new URLSearchParams(asked)}`
  }
  return (
    <Pagination
      previous={page > 1 ? { href: href(page - 1) } : undefined}
      next={page < pages ? { href: href(page + 1) } : undefined}
      pages={[{ number: page, href: href(page), current: true }]}
    />
  )
}
