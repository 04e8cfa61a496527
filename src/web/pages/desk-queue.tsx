import { Page, type Shell } from '../page.tsx'
import { Button } from '../parts/button.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Tag } from '../parts/tag.tsx'

/** An act that waits for a second coordinator. */
export type Proposed = { id: string; title: string; body: string; since: string }

/** A sign-up that the organisation declined. */
export type Declined = { id: string; body: string; editions: string; since: string; reason: string | null }

/** A mistake that somebody reported. */
export type Reported = { id: string; about: string; since: string }

export type Waiting = {
  id: string
  body: string
  asked: string
  since: string
  stage: Stage
  /** When the body's board looks at it. */
  boardOn: string | undefined
}

/** What a sign-up that was sent waits for. */
export type Stage = 'check' | 'second-approver' | 'signature' | 'second-signature' | 'board' | 'preparation'

const stageWords = {
  check: 'Your check',
  'second-approver': 'A second approver',
  signature: 'A signature',
  'second-signature': '1 of 2 signed',
  board: 'Its own decision',
  preparation: 'Being prepared',
} as const satisfies Record<Stage, string>

/** What needs the coordinator, and what waits for others. */
export const DeskPage = ({
  shell,
  name,
  waiting,
  proposals,
  reports,
  declined,
  lost,
}: {
  shell: Shell
  name: string
  waiting: readonly Waiting[]
  proposals: readonly Proposed[]
  reports: readonly Reported[]
  declined: readonly Declined[]
  /** Details that were not public, of entries that came back from a published copy. */
  lost: number
}) => {
  const mine = waiting.filter(({ stage }) => stage === 'check' || stage === 'second-approver')
  const atBoard = waiting.filter(({ stage }) => stage === 'preparation')
  const others = waiting.filter((one) => !mine.includes(one) && !atBoard.includes(one))
  return (
    <Page shell={shell} title="The desk">
      <h1 class="govuk-heading-l">The desk</h1>
      <p class="govuk-body">Signed in as {name}.</p>
      {lost > 0 && (
        <InsetText>
          Part of this register was brought back from a published copy. {lost === 1 ? 'One detail' : `${lost} details`}{' '}
          that the copy does not have {lost === 1 ? 'is' : 'are'} lost: names shown by role only, what was checked, and
          other private records. Everything that was public is here.
        </InsetText>
      )}
      {mine.length + proposals.length + reports.length === 0 ? (
        <InsetText>Nothing waits for you.</InsetText>
      ) : (
        mine.length > 0 && <Queue caption="Sign-ups to check" since="Signed on" waiting={mine} />
      )}
      {proposals.length > 0 && <Proposals proposals={proposals} />}
      {reports.length > 0 && <Reports reports={reports} />}
      {others.length > 0 && <Queue caption="Out for signature" since="Sent on" waiting={others} />}
      {atBoard.length > 0 && <Queue caption="At a board" since="Begun on" waiting={atBoard} />}
      {declined.length > 0 && <DeclinedList declined={declined} />}
      <h2 class="govuk-heading-m">Organisations and people</h2>
      <form method="get" action="/desk/find" novalidate>
        <TextField name="q" label="Find an organisation" hint="To record what has happened to it or its signings" />
        <Button variant="secondary">Find</Button>
      </form>
      <p class="govuk-body">
        <a class="govuk-link" href="/desk/bodies">
          Add an organisation that has not signed
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/desk/editions">
          Editions
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/desk/websites">
          Websites that do not answer
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/desk/import">
          Import and export organisations and historic signings as CSV files
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/desk/paper">
          Signed on paper: print a sheet, or type in one that came back
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/desk/people">
          What the register keeps about somebody
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/desk/neighbours">
          Neighbouring registers
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/desk/tokens">
          Tokens for programs
        </a>
      </p>
      <form method="post" action="/desk/session/end" novalidate>
        <Button variant="secondary">Sign out</Button>
      </form>
    </Page>
  )
}

const Proposals = ({ proposals }: { proposals: readonly Proposed[] }) => (
  <section>
    <h2 class="govuk-heading-m">For two coordinators</h2>
    <ul class="govuk-list register-results">
      {proposals.map(({ id, title, body, since }) => (
        <li class="register-results__line">
          <a class="govuk-link register-results__name" href={`/desk/proposals/${id}`}>
            {title}: {body}
          </a>
          <p class="govuk-body-s register-results__facts">Proposed on {since}.</p>
        </li>
      ))}
    </ul>
  </section>
)

const DeclinedList = ({ declined }: { declined: readonly Declined[] }) => (
  <section>
    <h2 class="govuk-heading-m">Declined in the last 30 days</h2>
    <ul class="govuk-list register-results">
      {declined.map(({ id, body, editions, since, reason }) => (
        <li class="register-results__line">
          <a class="govuk-link register-results__name" href={`/desk/sign-ups/${id}`}>
            {body || 'An organisation'}
          </a>
          <p class="govuk-body-s register-results__facts">
            {editions && `${editions}. `}Declined on {since}.
          </p>
          {reason !== null && <p class="govuk-body-s register-typed">{reason}</p>}
        </li>
      ))}
    </ul>
  </section>
)

const Reports = ({ reports }: { reports: readonly Reported[] }) => (
  <section>
    <h2 class="govuk-heading-m">Mistakes reported</h2>
    <ul class="govuk-list register-results">
      {reports.map(({ id, about, since }) => (
        <li class="register-results__line">
          <a class="govuk-link register-results__name" href={`/desk/reports/${id}`}>
            {about}
          </a>
          <p class="govuk-body-s register-results__facts">Reported on {since}.</p>
        </li>
      ))}
    </ul>
  </section>
)

const Queue = ({ caption, since, waiting }: { caption: string; since: string; waiting: readonly Waiting[] }) => (
  <section>
    <h2 class="govuk-heading-m">{caption}</h2>
    <ul class="govuk-list register-results">
      {waiting.map(({ id, body, asked, since: day, stage, boardOn }) => (
        <li class="register-results__line">
          <a class="govuk-link register-results__name" href={`/desk/sign-ups/${id}`}>
            {body || 'An organisation'}
          </a>{' '}
          <Tag colour={stage === 'check' ? 'yellow' : 'grey'}>{stageWords[stage]}</Tag>
          <p class="govuk-body-s register-results__facts">
            Asks to {asked}. {since} {day}.{boardOn !== undefined && ` At board on ${boardOn}.`}
          </p>
        </li>
      ))}
    </ul>
  </section>
)
