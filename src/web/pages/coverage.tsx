import { kindWords, sectorOf, sectors } from '../../core/body-kind.ts'
import type { Coverage } from '../../core/coverage.ts'
import type { FullDay } from '../../core/day.ts'
import type { Mistake } from '../../core/refusal.ts'
import { Page, type Shell } from '../page.tsx'
import { Button } from '../parts/button.tsx'
import { Day } from '../parts/day.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Select } from '../parts/select.tsx'
import { Table } from '../parts/table.tsx'
import { BelowSignatories } from './below-signatories.tsx'
import { AtSize } from './at-size.tsx'
import { WhenFields } from './when-fields.tsx'

export type CoverageFacts = {
  asAt: FullDay
  today: FullDay
  /** How much of the log is looked at; undefined for all of it. */
  size: number | undefined
  instruments: readonly { slug: string; name: string }[]
  coverage: readonly Coverage[]
  typed: { instrument: string; day: string; size: string }
}

type Props = { shell: Shell; facts: CoverageFacts; mistakes: readonly Mistake[] }

/** How many organisations of each kind have signed; no table of the best and the worst. */
export const CoveragePage = ({ shell, facts, mistakes }: Props) => (
  <Page
    shell={shell}
    title="Coverage"
    description="How many organisations of each kind have signed, and how many have not."
    mistakes={mistakes}
    before={<BelowSignatories />}
  >
    <Narrow>
      <h1 class="govuk-heading-l">Coverage</h1>
      <AtSize size={facts.size} present="/coverage" />
      <p class="govuk-body">
        How many organisations on the register have signed, kind by kind. This is not a ranking: kinds stand in a fixed
        order, and an organisation that has not signed may work in the same spirit.
      </p>
      <Asking facts={facts} mistakes={mistakes} />
    </Narrow>
    {mistakes.length === 0 && <Counts facts={facts} local={shell.local} />}
  </Page>
)

const Asking = ({ facts: { instruments, typed }, mistakes }: Omit<Props, 'shell'>) => (
  <form method="get" action="/coverage" novalidate>
    <Select
      name="instrument"
      label="Agreement"
      value={typed.instrument}
      options={[{ value: '', words: 'All' }, ...instruments.map(({ slug, name }) => ({ value: slug, words: name }))]}
      mistake={findMistake(mistakes, 'instrument')}
    />
    <WhenFields dayLabel="On this day (optional)" typed={typed} mistakes={mistakes} />
    <Button variant="secondary">Show</Button>
  </form>
)

const Counts = ({ facts, local }: { facts: CoverageFacts; local: Shell['local'] }) => {
  const { asAt, coverage } = facts
  return (
    <>
      <p class="govuk-body">
        As at <Day day={asAt} />.
      </p>
      {coverage.length === 0 && <p class="govuk-body">No organisation was on the register.</p>}
      {sectors.map((sector) => {
        const rows = coverage.filter(({ kind }) => sectorOf(kind) === sector)
        return rows.length > 0 && <Kinds caption={local.sectors[sector]} rows={rows} />
      })}
      <Narrow>
        <p class="govuk-body">
          “Other standing” is a signing of an earlier edition, or one that has lapsed or ended, was withdrawn, suspended
          or removed, or takes effect later. Each organisation is counted once. One that has ended is counted only for
          what it signed.
        </p>
        <p class="govuk-body">
          These figures as{' '}
          <a class="govuk-link" href={`/api/v1/coverage${queryOf(facts)}`}>
            JSON
          </a>{' '}
          or{' '}
          <a class="govuk-link" href={`/coverage.csv${queryOf(facts)}`}>
            CSV
          </a>
          .
        </p>
      </Narrow>
    </>
  )
}

const Kinds = ({ caption, rows }: { caption: string; rows: readonly Coverage[] }) => (
  <Table
    caption={caption}
    captionSize="m"
    rowHeaders
    smallText
    columns={[
      { words: 'Kind' },
      { words: 'In force', numeric: true },
      { words: 'Other standing', numeric: true },
      { words: 'Not signed', numeric: true },
    ]}
    rows={rows.map(({ kind, inForce, otherwise, unsigned }) => [
      <a class="govuk-link" href={`/signatories?${new URLSearchParams({ kind })}`}>
        {kindWords[kind]}
      </a>,
      inForce,
      otherwise,
      unsigned,
    ])}
  />
)

function queryOf({ typed }: CoverageFacts): string {
  const asked = { instrument: typed.instrument, 'as-at': typed.day, 'log-size': typed.size }
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '')).toString()
  return query === '' ? '' : `?${query}`
}
