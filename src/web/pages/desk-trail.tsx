import type { Step } from '../../storage/read/trail.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Moment } from '../parts/moment.tsx'
import { Pagination } from '../parts/pagination.tsx'
import { Table } from '../parts/table.tsx'

/** What was done at the desk, by whom, and how it was answered. */
export const TrailPage = ({ shell, steps, next }: { shell: Shell; steps: readonly Step[]; next: number | null }) => (
  <Page shell={shell} title="What was done at the desk" before={<BackLink href="/desk">The desk</BackLink>}>
    <h1 class="govuk-heading-l">What was done at the desk</h1>
    <p class="govuk-body">
      Everything that somebody changed or tried to change here, on pages and by programs. It is private, nobody can edit
      it, and it is erased when its time is over.
    </p>
    {steps.length === 0 ? (
      <p class="govuk-body">Nothing has been done yet.</p>
    ) : (
      <Table
        smallText
        columns={['When', 'Who did what', 'Answer'].map((words) => ({ words }))}
        rows={steps.map((step) => [
          <Moment at={step.at} />,
          <>
            {whoOf(step)}
            <br />
            {routeWords(step.route)}
            {step.subject && (
              <>
                <br />
                <code>{step.subject}</code>
              </>
            )}
          </>,
          answerWords(step.status),
        ])}
      />
    )}
    {next !== null && <Pagination next={{ href: `/desk/trail?before=${next}`, words: 'Earlier' }} />}
  </Page>
)

const whoOf = ({ name, byProgram, program }: Step) => {
  if (byProgram === null) return name
  return program === null ? `A program of ${name}` : `${name}, by “${program}”`
}

/** A route as people read it: `POST /desk/sign-ups/:id/acceptance` is “sign-ups, acceptance”. */
const routeWords = (route: string) => {
  const [method = '', path = ''] = route.split(' ')
  const names = path.split('/').filter((part) => part !== '' && !/^(:.*|api|v1|desk)$/.test(part))
  const what = names.map((name) => name.replaceAll('-', ' ')).join(', ')
  return method === 'POST' ? what : `${what} (${method.toLowerCase()})`
}

const answerWords = (status: number | null) => {
  if (status === null) return 'Not answered'
  if (status < 400) return 'Done'
  if (status === 401 || status === 403) return 'Not allowed'
  return status < 500 ? 'Refused' : 'Failed'
}
