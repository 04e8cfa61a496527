import { typedDay } from '../../http/parse.ts'
import { Page } from '../page.tsx'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-input.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import type { FormPage } from './form-page.ts'
import { ContactFields } from './contact-fields.tsx'
import { ReasonForm } from './reason-form.tsx'

/** Who is invited to sign what, by whom, and how far that has come. */
export type ToldInvited = {
  body: string
  edition: { name: string; slug: string }
  custodian: string
  until: string
  contact: string
  started: boolean
  declinedOn: string | undefined
  boardOn: string | undefined
}

/** Behind the link of an invitation. Whoever opens it has changed nothing: the buttons do. */
export const InvitationPage = ({
  shell,
  typed,
  mistakes,
  path,
  invited,
}: FormPage & { path: string; invited: ToldInvited }) => {
  const { body, edition, custodian, until, contact, started, declinedOn, boardOn } = invited
  const title = `${body} is invited to sign the ${edition.name}`
  return (
    <Page shell={shell} title={title} mistakes={mistakes}>
      <Narrow>
        <h1 class="govuk-heading-l">{title}</h1>
        {declinedOn && (
          <InsetText>
            You declined on {declinedOn}, and we send no more emails. If that has changed, you can still start.
          </InsetText>
        )}
        {boardOn && <InsetText>At your board on {boardOn}. We send no reminders until then.</InsetText>}
        <p class="govuk-body">
          {custodian} keeps the register and invites you. You can sign until {until}. Nothing is signed or public by
          opening this page.
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={`/editions/${edition.slug}`}>
            Read the {edition.name}
          </a>
        </p>
        <form method="post" action={path} novalidate>
          <Button preventDoubleClick>{started ? 'Go on' : 'Start'}</Button>
        </form>
        <h2 class="govuk-heading-m">We look at it at our board</h2>
        <form method="post" action={`${path}/board-day`} novalidate>
          <DateInput
            name="board"
            legend="At our board on"
            hint="We send no reminders until then. For example, 27 3 2026"
            values={typedDay(typed, 'board')}
            mistake={findMistake(mistakes, 'board-day')}
          />
          <Button variant="secondary" preventDoubleClick>
            Save the day
          </Button>
        </form>
        <h2 class="govuk-heading-m">Somebody else is the right person</h2>
        <p class="govuk-body">We write to them instead, and this link works no more.</p>
        <form method="post" action={`${path}/reassignment`} novalidate>
          <ContactFields typed={typed} mistakes={mistakes} whose="Their" />
          <Button variant="secondary" preventDoubleClick>
            Write to them instead
          </Button>
        </form>
        <ReasonForm
          action={`${path}/decline`}
          heading="We decline"
          name="reason"
          label="Why? (optional)"
          hint="Only the coordinator reads this. Nothing of it is ever public"
          press="We decline"
          variant="secondary"
          typed={typed}
          mistakes={mistakes}
        />
        <p class="govuk-body">
          <a class="govuk-link" href={`${path}/stop`}>
            Send us no more emails about this
          </a>
        </p>
        <p class="govuk-body">
          Questions? Write to{' '}
          <a class="govuk-link" href={`mailto:${contact}`}>
            {contact}
          </a>
          .
        </p>
      </Narrow>
    </Page>
  )
}
