import type { FullDay } from '../../core/day.ts'
import type { Mistake } from '../../core/refusal.ts'
import type { SignatoryLine } from '../../core/signatory-list.ts'
import type { Body } from '../../storage/read/bodies.ts'
import { listAddress, openDataAddress, pageNumbers, type Sought } from '../list-address.ts'
import { Page, type Shell } from '../page.tsx'
import { Day } from '../parts/day.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Pagination } from '../parts/pagination.tsx'
import { SignedFiles } from './signed-files.tsx'
import { AtSize } from './at-size.tsx'
import { ListFilters } from './list-filters.tsx'
import { SigningLines, UnsignedLines, type Asides } from './list-results.tsx'
import { NothingFound } from './nothing-found.tsx'

type Named = { slug: string; name: string }

export type ListFacts = {
  sought: Sought
  asAt: FullDay
  /** How much of the log is looked at; undefined for all of it. */
  size: number | undefined
  /** Of a past day: how long the log was that the world could see at its end. */
  stood: number | undefined
  /** On this page. */
  lines: readonly SignatoryLine[]
  asides: Asides
  unsigned: readonly Body[]
  /** On all pages. */
  counts: { signings: number; unsigned: number }
  page: number
  pages: number
  editions: readonly Named[]
  /** Where nothing was found: how many bodies match the words alone, and which are near them. */
  otherwise: { matching: number; nearest: readonly Named[] }
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
}) => {
  const { sought, editions } = list
  return (
    <Page
      shell={shell}
      title="Signatories"
      description="Every organisation on the register: what it has signed, when, and whether that is in force."
      mistakes={mistakes}
    >
      <h1 class="govuk-heading-l">Signatories</h1>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-one-third">
          <ListFilters sought={sought} editions={editions} local={shell.local} mistakes={mistakes} />
        </div>
        <div class="govuk-grid-column-two-thirds" id="page">
          {mistakes.length > 0 ? (
            <p class="govuk-body">Correct what is marked to see the list.</p>
          ) : (
            <Found list={list} />
          )}
        </div>
      </div>
    </Page>
  )
}

const Found = ({ list }: { list: ListFacts }) => {
  const { sought, lines, unsigned, asides, counts, pages } = list
  const found = counts.signings + counts.unsigned > 0
  return (
    <>
      <Counts list={list} />
      <AsItStood list={list} />
      {!found && <NothingFound list={list} />}
      {lines.length > 0 && <SigningLines lines={lines} asides={asides} />}
      {unsigned.length > 0 && (
        <>
          <h2 class="govuk-heading-m">On the register, has not signed</h2>
          {sought.q !== '' && counts.signings === 0 && <NobodySigned list={list} />}
          <UnsignedLines bodies={unsigned} asides={asides} />
        </>
      )}
      {pages > 1 && <Pages list={list} />}
      {found && sought.q !== '' && <NotHere q={sought.q} />}
      <CoverageLink />
      <OpenData sought={sought} />
      <SignedFiles />
    </>
  )
}

const Counts = ({ list: { counts, asAt, page, pages } }: { list: ListFacts }) => (
  <p class="govuk-body">
    <strong>{counts.signings}</strong> {counts.signings === 1 ? 'signing' : 'signings'} as at <Day day={asAt} />
    {counts.unsigned > 0 && (
      <>
        , and <strong>{counts.unsigned}</strong>{' '}
        {counts.unsigned === 1 ? 'organisation that has' : 'organisations that have'} not signed
      </>
    )}
    .{pages > 1 && ` Page ${page} of ${pages}.`}
  </p>
)

const AsItStood = ({ list: { sought, stood, size } }: { list: ListFacts }) => {
  if (size !== undefined) return <AtSize size={size} present={listAddress(sought, { 'log-size': '' })} />
  if (stood === undefined) return null
  return (
    <p class="govuk-body">
      This is what the register knows now about that day. What it said then is{' '}
      <a class="govuk-link" href={listAddress(sought, { 'log-size': String(stood) })}>
        the register as it stood at entry {stood}
      </a>
      .
    </p>
  )
}

const NobodySigned = ({ list: { unsigned, counts } }: { list: ListFacts }) => {
  const [only] = unsigned
  return (
    <InsetText>
      {only && counts.unsigned === 1
        ? `${only.name} is on the register and has not signed.`
        : `${counts.unsigned} organisations on the register match, and none of them has signed.`}
    </InsetText>
  )
}

const NotHere = ({ q }: { q: string }) => (
  <p class="govuk-body">
    Is the organisation you mean not here?{' '}
    <a class="govuk-link" href={`/ask?${new URLSearchParams({ name: q })}`}>
      Get a letter that asks it to sign
    </a>
    .
  </p>
)

const CoverageLink = () => (
  <p class="govuk-body">
    <a class="govuk-link" href="/coverage">
      How many of each kind have signed
    </a>
  </p>
)

const OpenData = ({ sought }: { sought: Sought }) => (
  <p class="govuk-body">
    These signings as{' '}
    <a class="govuk-link" href={openDataAddress(sought, 'json')}>
      JSON
    </a>
    ,{' '}
    <a class="govuk-link" href={openDataAddress(sought, 'csv')}>
      CSV
    </a>{' '}
    or{' '}
    <a class="govuk-link" href={openDataAddress(sought, 'ndjson')}>
      lines of JSON
    </a>
    .
  </p>
)

const Pages = ({ list: { sought, page, pages } }: { list: ListFacts }) => {
  const href = (number: number) => listAddress(sought, { page: number })
  return (
    <Pagination
      landmark="Pages of the list"
      previous={page > 1 ? { href: href(page - 1) } : undefined}
      next={page < pages ? { href: href(page + 1) } : undefined}
      pages={pageNumbers(page, pages).map((one) =>
        one === 'gap' ? one : { number: one, href: href(one), current: one === page },
      )}
    />
  )
}
