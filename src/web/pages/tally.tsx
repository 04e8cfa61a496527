import type { ToldEvent } from '../../actions/tell-event.ts'
import { formatDayWords } from '../../core/day.ts'
import { Page, type Shell } from '../page.tsx'
import { Tag } from '../parts/tag.tsx'
import { attendedWords } from './desk-events.tsx'

/** How many have signed at an event, for the screen in the room. Organisations and no people. */
export const TallyPage = ({ shell, told, turning }: { shell: Shell; told: ToldEvent; turning: boolean }) => {
  const { event, edition, attendees } = told
  const place = `/desk/events/${event.id}/tally`
  return (
    <Page shell={shell} title={`${event.name}: who has signed`}>
      <span class="govuk-caption-xl">
        {event.name}, {formatDayWords(event.onDay)}
      </span>
      <h1 class="govuk-heading-xl">{tallyWords(told)}</h1>
      <p class="govuk-body-l">{edition}</p>
      <ul class="govuk-list register-tally">
        {attendees.map(({ body, attended }) => (
          <li class="register-tally__line">
            <span class="register-tally__name">{body}</span>{' '}
            {attended === 'unnamed' ? (
              <Tag colour="grey">{attendedWords.unsigned.words}</Tag>
            ) : (
              <Tag colour={attendedWords[attended].colour}>{attendedWords[attended].words}</Tag>
            )}
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        {turning ? (
          <a class="govuk-link" href={place}>
            Stop counting on by itself
          </a>
        ) : (
          <a class="govuk-link" href={`${place}?turning=yes`}>
            Count on by itself, every 15 seconds
          </a>
        )}
        . What is signed here is public once a coordinator has accepted it.{' '}
        <a class="govuk-link" href={`/desk/events/${event.id}`}>
          Back to the event
        </a>
      </p>
    </Page>
  )
}

/** How many organisations have signed, in words. */
export function tallyWords({ attendees }: ToldEvent): string {
  const signed = attendees.filter(({ attended }) => attended === 'signed').length
  return `${signed} of ${attendees.length} organisations ${signed === 1 ? 'has' : 'have'} signed`
}
