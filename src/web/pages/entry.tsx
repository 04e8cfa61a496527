import type { Day as DayOf, Instant } from '../../core/day.ts'
import { Page, type Shell } from '../page.tsx'
import { Breadcrumbs } from '../parts/breadcrumbs.tsx'
import { Day } from '../parts/day.tsx'
import { Moment } from '../parts/moment.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { ReportLink } from './report-link.tsx'

export type EntryFacts = {
  index: number
  type: string
  at: Instant
  /** Whom or what it is about, and what became of that. */
  subject: { href: string; name: string } | undefined
  says: string
  on: DayOf | null
  reference: string | undefined
  /** Whether a checkpoint that the world has seen covers it. */
  published: boolean
  /** What was typed and is public. */
  told: readonly { key: string; value: string }[]
  /** How many values are private, and the entries that say that one was erased. */
  withheld: number
  erased: readonly number[]
}

/** One entry of the log for people: what it says, what stands behind it, and its proof. */
export const EntryPage = ({ shell, entry }: { shell: Shell; entry: EntryFacts }) => (
  <Page
    shell={shell}
    title={`Entry ${entry.index}`}
    description={`What entry ${entry.index} of the log says, and how to check it.`}
    before={
      <Breadcrumbs
        items={[
          { href: '/', words: 'Home' },
          { href: '/log', words: 'The log' },
        ]}
      />
    }
  >
    <Narrow>
      <h1 class="govuk-heading-l">Entry {entry.index}</h1>
      <p class="govuk-body-l">
        {entry.subject && (
          <a class="govuk-link" href={entry.subject.href}>
            {entry.subject.name}
          </a>
        )}{' '}
        {entry.says}.
      </p>
      <SummaryList rows={rowsOf(entry)} />
      <h2 class="govuk-heading-m">Its proof</h2>
      {entry.published ? (
        <Proof index={entry.index} />
      ) : (
        <p class="govuk-body">It is being published. Its proof will be here within a minute.</p>
      )}
      <h2 class="govuk-heading-m">Is something wrong here?</h2>
      <p class="govuk-body">An entry never changes. What is put right is a further entry.</p>
      <ReportLink about={`/log/entries/${entry.index}`} />
    </Narrow>
  </Page>
)

const Proof = ({ index }: { index: number }) => (
  <>
    <p class="govuk-body">
      <a class="govuk-link" href={`/log/proofs/${index}`}>
        Download the proof that it is in the log
      </a>
      . <code>npm run verify</code> checks it, and so does every program that knows C2SP tlog-proof.
    </p>
    <p class="govuk-body">
      For programs:{' '}
      <a class="govuk-link" href={`/api/v1/entries/${index}`}>
        the entry as JSON
      </a>
      ,{' '}
      <a class="govuk-link" href={`/log/disclosures/${index}`}>
        what stands behind its digests
      </a>
      .
    </p>
  </>
)

function rowsOf({ type, at, on, reference, told, withheld, erased }: EntryFacts) {
  return [
    { key: 'Entered at', value: <Moment at={at} /> },
    ...(on ? [{ key: 'Counts from', value: <Day day={on} /> }] : []),
    ...(reference
      ? [
          {
            key: 'Certificate',
            value: (
              <a class="govuk-link" href={`/certificates/${reference}`}>
                {reference}
              </a>
            ),
          },
        ]
      : []),
    ...told,
    ...(withheld > 0 ? [{ key: 'Not published', value: withheld === 1 ? 'One value' : `${withheld} values` }] : []),
    ...erased.map((by) => ({
      key: 'Erased',
      value: (
        <>
          A value, as{' '}
          <a class="govuk-link" href={`/log/entries/${by}`}>
            entry {by}
          </a>{' '}
          says
        </>
      ),
    })),
    { key: 'Kind of entry', value: <code>{type}</code> },
  ]
}
