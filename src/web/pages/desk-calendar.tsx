import { Page, type Shell } from '../page.tsx'
import type { FullDay } from '../../core/day.ts'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Day } from '../parts/day.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { WarningText } from '../parts/warning-text.tsx'

type Props = { shell: Shell; calendar: { address: string; until: FullDay } | undefined }

/** The address under which a calendar program finds the days ahead. */
export const CalendarPage = ({ shell, calendar }: Props) => (
  <Page shell={shell} title="Days ahead in your calendar" before={<BackLink href="/desk">The desk</BackLink>}>
    <Narrow>
      <h1 class="govuk-heading-l">Days ahead in your calendar</h1>
      <p class="govuk-body">
        Boards that look at a signing, the days of campaigns, the ends of transitions, reviews that are due, and your
        next steps. Give your calendar program this address, and it keeps itself up to date. Where it asks what to do
        with an address, choose “subscribe”, not “import”.
      </p>
      {calendar ? (
        <InsetText>
          <p class="govuk-body">
            <code>{calendar.address}</code>
          </p>
          <p class="govuk-body">
            It works until <Day day={calendar.until} />, or until you make a new one.
          </p>
        </InsetText>
      ) : (
        <p class="govuk-body">You have no address yet.</p>
      )}
      <WarningText>
        Whoever has the address reads the calendar. Make a new one if somebody should read it no more.
      </WarningText>
      <form method="post" action="/desk/calendar/renewal" novalidate>
        <Button preventDoubleClick>{calendar ? 'Make a new address' : 'Make an address'}</Button>
      </form>
    </Narrow>
  </Page>
)
