import type { Child } from 'hono/jsx'
import type { ProgressTold } from '../../actions/tell-progress.ts'
import { kindWords } from '../../core/body-kind.ts'
import { outcomes } from '../../core/funnel.ts'
import { outcomeFills, outcomeWords, progressWords, sayForecast, stepWords } from '../../core/progress-words.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { BarChart, BarKey } from '../parts/bar-chart.tsx'
import { Day } from '../parts/day.tsx'
import { Details } from '../parts/details.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { ProgressChart, ProgressKey } from '../parts/progress-chart.tsx'
import { Table } from '../parts/table.tsx'

type Props = { shell: Shell; told: ProgressTold }

/** How a campaign goes: pictures, with a table behind each. */
export const ProgressPage = ({ shell, told }: Props) => {
  const { campaign, edition, today, signed, asked } = told
  const address = `/desk/campaigns/${campaign.id}`
  return (
    <Page
      shell={shell}
      title={`How ${campaign.name} goes`}
      before={<BackLink href={address}>{campaign.name}</BackLink>}
    >
      <h1 class="govuk-heading-l">How {campaign.name} goes</h1>
      <Narrow>
        <p class="govuk-body-l">
          {signed} of {asked} organisations have signed the {edition}. The target is {campaign.target} by{' '}
          <Day day={campaign.targetOn} />.
        </p>
        <p class="govuk-body">{sayForecast(told.forecast, today)}</p>
        <Files address={address} />
      </Narrow>
      <OverTime told={told} />
      <Steps told={told} />
      <ByKind told={told} />
      <LeftAlone told={told} address={address} />
      <p class="govuk-body-s">
        As at <Day day={today} />.
      </p>
    </Page>
  )
}

const Files = ({ address }: { address: string }) => (
  <ul class="govuk-list register-screen">
    <File href={`${address}/progress.pdf`}>A report of one page to print (PDF)</File>
    <File href={`${address}/progress.csv`}>Every organisation with all that is known of it (CSV)</File>
    <File href={`${address}/closing`}>The closing report, and a list for the press</File>
  </ul>
)

const File = ({ href, children }: { href: string; children?: Child }) => (
  <li>
    <a class="govuk-link" href={href}>
      {children}
    </a>
  </li>
)

const Figure = ({ heading, children }: { heading: string; children?: Child }) => (
  <section class="register-figure">
    <h2 class="govuk-heading-m">{heading}</h2>
    {children}
  </section>
)

const OverTime = ({ told: { campaign, course, today, signed, forecast } }: { told: ProgressTold }) => {
  const expected = forecast.kind === 'day' ? forecast : undefined
  const words = `Signings over time: ${signed} so far, against a target of ${campaign.target}. The table below has every day.`
  return (
    <Figure heading="Signed so far, and the target">
      <ProgressChart
        words={words}
        from={campaign.opensOn < today ? campaign.opensOn : today}
        today={today}
        signed={course}
        target={{ day: campaign.targetOn, count: campaign.target }}
        expected={expected}
      />
      <ProgressKey expected={expected !== undefined} />
      <Details summary="Signings day by day, as a table">
        <Table
          caption="Signed by the end of the day"
          columns={[{ words: 'Day' }, { words: 'Signed', numeric: true }]}
          rowHeaders
          rows={course.map(({ day, count }) => [<Day day={day} />, count])}
        />
      </Details>
    </Figure>
  )
}

const Steps = ({ told: { steps, places } }: { told: ProgressTold }) => (
  <Figure heading="How far they have come">
    <BarChart
      id="steps"
      words="How many organisations have taken each step. The table below has the same figures."
      bars={steps.map(({ step, count }) => ({
        name: stepWords[step],
        words: String(count),
        parts: [{ fill: 'full', count }],
      }))}
    />
    <Details summary="Where they stand, as a table">
      <Table
        caption="At least so far"
        columns={[{ words: 'Step' }, { words: 'Organisations', numeric: true }]}
        rowHeaders
        rows={steps.map(({ step, count }) => [stepWords[step], count])}
      />
      <Table
        caption="Where each stands today"
        columns={[{ words: 'Place' }, { words: 'Organisations', numeric: true }]}
        rowHeaders
        rows={places.map(({ progress, count }) => [progressWords[progress], count])}
      />
    </Details>
  </Figure>
)

const ByKind = ({ told: { byKind } }: { told: ProgressTold }) => (
  <Figure heading="By kind of organisation">
    <BarKey
      id="kinds"
      fills={outcomes.map((outcome) => ({ fill: outcomeFills[outcome], words: outcomeWords[outcome] }))}
    />
    <BarChart
      id="kinds"
      words="How far each kind of organisation has come. The table below has the same figures."
      bars={byKind.map((row) => ({
        name: kindWords[row.kind],
        words: `${row.signed} of ${row.total} signed`,
        parts: outcomes.map((outcome) => ({ fill: outcomeFills[outcome], count: row[outcome] })),
      }))}
    />
    <Details summary="Kind by kind, as a table">
      <Table
        smallText
        caption="Organisations by kind"
        columns={[{ words: 'Kind' }, ...outcomes.map((one) => ({ words: outcomeWords[one], numeric: true }))]}
        rowHeaders
        rows={byKind.map((row) => [kindWords[row.kind], ...outcomes.map((outcome) => row[outcome])])}
      />
    </Details>
  </Figure>
)

const LeftAlone = ({ told: { leftAlone }, address }: { told: ProgressTold; address: string }) => (
  <Figure heading="Left alone longest">
    {leftAlone.length === 0 ? (
      <p class="govuk-body">Nobody is open, or everybody has a board before them.</p>
    ) : (
      <ul class="govuk-list register-results">
        {leftAlone.map(({ invitation, body, progress, since, nextStep }) => (
          <li class="register-results__line">
            <a class="govuk-link register-results__name" href={`${address}/bodies/${invitation}`}>
              {body}
            </a>
            <p class="govuk-body-s register-results__facts">
              {progressWords[progress]}. Nothing has happened since <Day day={since} />.
              {nextStep !== null && ` Next step: ${nextStep}`}
            </p>
          </li>
        ))}
      </ul>
    )}
  </Figure>
)
