import type { ToldJob } from '../../actions/tell-clock.ts'
import type { Job, JobState } from '../../core/job.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Moment } from '../parts/moment.tsx'
import { Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'

const jobWords = {
  publish: 'Sign and publish what is new in the log, make certificates and the list',
  'send-mails': 'Send mail that waits',
  'collect-cosignatures': 'Ask the witnesses to sign',
  'audit-own-log': 'Read the whole log once a day, and compare it with what was signed',
  'warn-unfinished': 'Warn people before an unfinished sign-up is erased',
  'erase-old': 'Erase private records that have had their time',
  'check-websites': 'Ask whether the websites of organisations answer',
  remind: 'Remind organisations that were invited and have not answered',
  'back-up': 'Copy the database, and remove old copies',
} as const satisfies Record<Job, string>

/** What the register does by itself. */
export const ClockPage = ({ shell, jobs }: { shell: Shell; jobs: readonly ToldJob[] }) => (
  <Page shell={shell} title="What the register does by itself" before={<BackLink href="/desk">The desk</BackLink>}>
    <h1 class="govuk-heading-l">What the register does by itself</h1>
    <p class="govuk-body">
      Nothing here needs you while all is well. If something fails or is late, tell whoever runs the computer of the
      register, and give them the reference.
    </p>
    <Table
      columns={[{ words: 'What' }, { words: 'How often' }, { words: 'Last done' }, { words: 'How it is' }]}
      rowHeaders
      smallText
      rows={jobs.map(({ job, every, state, doneAt, reference }) => [
        jobWords[job],
        sayOften(every),
        doneAt ? <Moment at={doneAt} /> : 'Not yet',
        <>
          <StateTag state={state} />
          {reference !== null && ` Reference ${reference}`}
        </>,
      ])}
    />
  </Page>
)

const StateTag = ({ state }: { state: JobState }) => {
  const { colour, words } = stateTags[state]
  return <Tag colour={colour}>{words}</Tag>
}

const stateTags = {
  fine: { colour: 'green', words: 'All is well' },
  'not-yet': { colour: 'grey', words: 'Not yet' },
  failing: { colour: 'red', words: 'Failed' },
  overdue: { colour: 'red', words: 'Late' },
} as const satisfies Record<JobState, object>

function sayOften(seconds: number): string {
  if (seconds >= 86_400) return 'Once a day'
  if (seconds >= 3600) return 'Once an hour'
  return seconds === 60 ? 'Once a minute' : 'All the time'
}
