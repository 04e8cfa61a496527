import type { ToldJob } from '../../actions/tell-clock.ts'
import type { ToldAuthority } from '../../actions/tell-authorities.ts'
import type { ToldProlonging } from '../../actions/tell-prolonging.ts'
import type { ToldBackups } from '../../actions/back-up.ts'
import type { ToldTerm } from '../../actions/warn-keys.ts'
import { formatDayWords } from '../../core/day.ts'
import type { JobState } from '../../core/job.ts'
import { sayStampTrouble, type StampTrouble } from '../../core/stamp-trouble.ts'
import { sayProlongTrouble } from '../../core/prolonging.ts'
import { sayTerm } from '../../core/key-term.ts'
import { jobStateTags, jobWords } from '../job-words.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Moment } from '../parts/moment.tsx'
import { Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'

type Props = {
  shell: Shell
  jobs: readonly ToldJob[]
  backups: ToldBackups
  terms: readonly ToldTerm[]
  authorities: readonly ToldAuthority[]
  prolonging: ToldProlonging
  sealFaults: readonly string[]
}

/** What the register does by itself. */
export const ClockPage = ({ shell, jobs, backups, terms, authorities, prolonging, sealFaults }: Props) => (
  <Page shell={shell} title="What the register does by itself" before={<BackLink href="/desk">The desk</BackLink>}>
    <h1 class="govuk-heading-l">What the register does by itself</h1>
    <p class="govuk-body">
      Nothing here needs you while all is well. If something fails or is late, tell whoever runs the computer of the
      register, and give them the reference.
    </p>
    <Table
      columns={[{ words: 'What' }, { words: 'How often, and when last' }, { words: 'How it is' }]}
      rowHeaders
      smallText
      rows={jobs.map(({ job, every, state, doneAt, reference }) => [
        jobWords[job],
        <>
          {sayOften(every)}. {doneAt ? <Moment at={doneAt} /> : 'Not yet'}
        </>,
        <>
          <StateTag state={state} />
          {reference !== null && ` Reference ${reference}`}
        </>,
      ])}
    />
    <h2 class="govuk-heading-m">Copies of the database</h2>
    <Backups backups={backups} />
    <h2 class="govuk-heading-m">Keys and certificates</h2>
    {sealFaults.length === 0 && <p class="govuk-body">The seal was tried just now, and all is well with it.</p>}
    {sealFaults.map((words) => (
      <p class="govuk-body">
        <Tag colour="red">Failed</Tag> {words}
      </p>
    ))}
    <p class="govuk-body">You get an email before one of these days comes.</p>
    <Table
      columns={[{ words: 'What' }, { words: 'Until' }, { words: 'How it is' }]}
      rowHeaders
      smallText
      rows={terms.map(({ term, until, noticedOn }) => [
        sayTerm(term, until).what,
        formatDayWords(until),
        noticedOn ? <Tag colour="red">Replace</Tag> : <Tag colour="green">Fine</Tag>,
      ])}
    />
    <h2 class="govuk-heading-m">Time-stamping authorities</h2>
    <Authorities authorities={authorities} />
    {authorities.length > 0 && <Prolonging prolonging={prolonging} />}
  </Page>
)

const Authorities = ({ authorities }: Pick<Props, 'authorities'>) => {
  if (authorities.length === 0) {
    return <p class="govuk-body">None is asked: the time of a certificate is what the clock of the register says.</p>
  }
  return (
    <Table
      columns={[{ words: 'Which' }, { words: 'Last good time-stamp' }, { words: 'How it is' }]}
      rowHeaders
      smallText
      rows={authorities.map(({ authority, triedAt, goodAt, trouble }) => [
        authority,
        goodAt ? <Moment at={goodAt} /> : 'Not yet',
        <AuthorityState asked={triedAt !== null} trouble={trouble} />,
      ])}
    />
  )
}

const Prolonging = ({ prolonging: { waiting, failed } }: Pick<Props, 'prolonging'>) => (
  <p class="govuk-body">
    {sayUnprolonged(waiting)}
    {failed && (
      <>
        {' '}
        The last one that failed: {sayProlongTrouble(failed.trouble)}, <Moment at={failed.triedAt} />. It is tried again
        from <Moment at={failed.againAt} />.
      </>
    )}
  </p>
)

function sayUnprolonged(waiting: number): string {
  if (waiting === 0) return 'Every certificate has the time-stamps that it needs.'
  return waiting === 1
    ? 'One certificate waits for a time-stamp.'
    : `${waiting.toLocaleString('en-GB')} certificates wait for a time-stamp.`
}

const AuthorityState = ({ asked, trouble }: { asked: boolean; trouble: StampTrouble | null }) => {
  if (!asked) return <Tag colour="grey">Not asked yet</Tag>
  if (trouble === null) return <Tag colour="green">Fine</Tag>
  return (
    <>
      <Tag colour="red">Failed</Tag> When it was last asked: {sayStampTrouble(trouble)}.
    </>
  )
}

const Backups = ({ backups: { made, days } }: { backups: ToldBackups }) => {
  if (!made) return <p class="govuk-body">Whoever hosts the database keeps copies of it.</p>
  if (days === 0) return <p class="govuk-body">None are kept: the register is set so.</p>
  const newest = made.at(-1)
  return (
    <p class="govuk-body">
      {newest ? (
        <>
          {made.length === 1 ? 'There is one copy' : `There are ${made.length} copies`}, the newest of{' '}
          <Moment at={newest} />.
        </>
      ) : (
        'There is none yet.'
      )}{' '}
      Each is gone after {days} days, with everything in it that was erased since. They are on the same computer: ask
      whoever runs it whether copies are kept somewhere else as well.
    </p>
  )
}

const StateTag = ({ state }: { state: JobState }) => {
  const { colour, words } = jobStateTags[state]
  return <Tag colour={colour}>{words}</Tag>
}

function sayOften(seconds: number): string {
  if (seconds >= 86_400) return 'Once a day'
  if (seconds >= 3600) return 'Once an hour'
  return seconds === 60 ? 'Once a minute' : 'All the time'
}
