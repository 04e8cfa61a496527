import type { Attendee, ToldEvent } from '../../actions/tell-event.ts'
import { formatDayWords, type FullDay } from '../../core/day.ts'
import type { Attended } from '../../core/slip.ts'
import { typedDay, typedText } from '../../http/parse.ts'
import type { SigningEvent } from '../../storage/read/events.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Checkboxes } from '../parts/checkboxes.tsx'
import { DateInput } from '../parts/date-input.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Radios } from '../parts/radios.tsx'
import { Select } from '../parts/select.tsx'
import { Tag, type Colour } from '../parts/tag.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { fields } from './new-body.tsx'

type Events = FormPage & {
  events: readonly SigningEvent[]
  texts: readonly { value: string; words: string }[]
  today: FullDay
}

/** Meetings at which many sign, and a form to plan one. */
export const EventsPage = ({ shell, typed, mistakes, events, texts, today }: Events) => {
  const field = fields(typed, mistakes)
  return (
    <Page shell={shell} title="Signing events" mistakes={mistakes} before={<BackLink href="/desk">The desk</BackLink>}>
      <Narrow>
        <h1 class="govuk-heading-l">Signing events</h1>
        <p class="govuk-body">
          A meeting at which many sign on one device, one after the other, each with a code of their own. Nobody sees
          what the one before typed.
        </p>
        <ul class="govuk-list register-results">
          {events.map(({ id, name, onDay, closedAt }) => (
            <li class="register-results__line">
              <a class="govuk-link register-results__name" href={`/desk/events/${id}`}>
                {name}
              </a>{' '}
              {(closedAt !== null || onDay < today) && <Tag colour="grey">Over</Tag>}
              <p class="govuk-body-s register-results__facts">{formatDayWords(onDay)}</p>
            </li>
          ))}
        </ul>
        <h2 class="govuk-heading-m">Plan an event</h2>
        <form method="post" action="/desk/events" novalidate>
          <input type="hidden" name="key" value={typedText(typed, 'key')} />
          <TextField
            {...field('name')}
            label="Name"
            hint="As it stands on the slips, for example Town Hall, 27 March"
          />
          <DateInput
            name="on"
            legend="On which day is it?"
            legendSize="s"
            hint="The codes work until the end of this day"
            values={typedDay(typed, 'on')}
            mistake={findMistake(mistakes, 'on-day')}
          />
          <Radios
            {...field('edition')}
            legend="What is signed?"
            legendSize="s"
            items={texts.map(({ value, words }) => ({ value, words }))}
          />
          <Button preventDoubleClick>Plan the event</Button>
        </form>
      </Narrow>
    </Page>
  )
}

export const attendedWords = {
  unnamed: { words: 'Nobody named', colour: 'yellow' },
  unsigned: { words: 'To sign', colour: 'grey' },
  'half-signed': { words: '1 of 2 signed', colour: 'blue' },
  signed: { words: 'Signed', colour: 'green' },
} as const satisfies Record<Attended, { words: string; colour: Colour }>

type Props = FormPage & {
  told: ToldEvent
  invitable: readonly { id: string; body: string }[]
  campaigns: readonly { id: string; name: string }[]
}

/** One event: who comes to sign, their codes, and the ceremony. */
export const EventPage = ({ shell, typed, mistakes, told, invitable, campaigns }: Props) => {
  const { event, edition, attendees, open } = told
  const place = `/desk/events/${event.id}`
  return (
    <Page
      shell={shell}
      title={event.name}
      mistakes={mistakes}
      before={<BackLink href="/desk/events">Signing events</BackLink>}
    >
      <Narrow>
        <span class="govuk-caption-l">Signing event, {formatDayWords(event.onDay)}</span>
        <h1 class="govuk-heading-l">{event.name}</h1>
        <p class="govuk-body">Everybody signs the {edition}.</p>
        <p class="govuk-body">
          <a class="govuk-link" href={`${place}/tally`}>
            Figures for the screen
          </a>
        </p>
        {!open && <InsetText>This event is over. Its codes work no more, and what was signed stays signed.</InsetText>}
        <h2 class="govuk-heading-m">Who signs ({attendees.length})</h2>
        {attendees.length === 0 && <p class="govuk-body">Nobody yet. Add organisations below.</p>}
        <ul class="govuk-list register-results">
          {attendees.map((attendee) => (
            <AttendeeLine attendee={attendee} place={place} open={open} />
          ))}
        </ul>
        {open && attendees.length > 0 && <Codes place={place} />}
        {open && attendees.length > 0 && <Ceremony place={place} />}
        {open && (
          <Invitations place={place} typed={typed} mistakes={mistakes} invitable={invitable} campaigns={campaigns} />
        )}
        {open && attendees.length > 0 && (
          <Changes place={place} typed={typed} mistakes={mistakes} attendees={attendees} />
        )}
        {open && (
          <form method="post" action={`${place}/end`} novalidate>
            <Button variant="warning">Close the event</Button>
          </form>
        )}
      </Narrow>
    </Page>
  )
}

const AttendeeLine = ({ attendee, place, open }: { attendee: Attendee; place: string; open: boolean }) => {
  const { signUp, body, attended, attendance } = attendee
  const { words, colour } = attendedWords[attended]
  const people = signUp.draft.signatories.map(({ name, role }) => `${name}, ${role}`).join('; ')
  return (
    <li class="register-results__line">
      <a class="govuk-link register-results__name" href={`/desk/sign-ups/${signUp.id}`}>
        {body}
      </a>{' '}
      <Tag colour={colour}>{words}</Tag>
      <p class="govuk-body-s register-results__facts">
        {people === '' ? '' : `${people}. `}
        {attendance.mailedAt !== null && 'Codes emailed. '}
        <a class="govuk-link" href={`/desk/sign-ups/${signUp.id}/sheet`}>
          Sheet
          <span class="govuk-visually-hidden"> of {body}</span>
        </a>
      </p>
      {open && attended === 'unnamed' && (
        <form method="post" action={`${place}/preparation`} novalidate>
          <input type="hidden" name="sign-up" value={signUp.id} />
          <Button variant="secondary">
            Say who signs<span class="govuk-visually-hidden"> for {body}</span>
          </Button>
        </form>
      )}
    </li>
  )
}

const Codes = ({ place }: { place: string }) => (
  <section>
    <h2 class="govuk-heading-m">Codes and sheets</h2>
    <p class="govuk-body">
      Everybody who has still to sign has a code of their own. Email it to their own mailbox, or print slips and hand
      each to the person it names. The certificate says that a mailbox was confirmed only where the code was emailed.
    </p>
    <form method="post" action={`${place}/mails`} novalidate>
      <Button variant="secondary" preventDoubleClick>
        Email the codes to all who have none
      </Button>
    </form>
    <ul class="govuk-list">
      <li>
        <a class="govuk-link" href={`${place}/slips.pdf`}>
          Print the slips (PDF)
        </a>
      </li>
      <li>
        <a class="govuk-link" href={`${place}/sheets.pdf`}>
          Print the signing sheets of all (PDF)
        </a>
      </li>
    </ul>
  </section>
)

const Ceremony = ({ place }: { place: string }) => (
  <section>
    <h2 class="govuk-heading-m">The ceremony</h2>
    <p class="govuk-body">
      On the device in the room, start the ceremony. This signs you out of the desk there, so that nobody finds it open.
    </p>
    <form method="post" action={`${place}/ceremony`} novalidate>
      <Button preventDoubleClick>Start the ceremony on this device</Button>
    </form>
  </section>
)

type Part = Omit<FormPage, 'shell'> & { place: string }

const Invitations = ({
  place,
  typed,
  mistakes,
  invitable,
  campaigns,
}: Part & Pick<Props, 'invitable' | 'campaigns'>) => (
  <section>
    <h2 class="govuk-heading-m">Add organisations</h2>
    {campaigns.map(({ id, name }) => (
      <form method="post" action={`${place}/campaigns`} novalidate>
        <input type="hidden" name="campaign" value={id} />
        <p class="govuk-body">
          Whoever has begun goes on with that. For the others you then say who signs, or print a sheet.
        </p>
        <Button variant="secondary" preventDoubleClick>
          Add everybody of {name} who has not signed
        </Button>
      </form>
    ))}
    {invitable.length > 0 && (
      <form method="post" action={`${place}/sign-ups`} novalidate>
        <Checkboxes
          name="sign-up"
          legend="Out for signature"
          legendSize="s"
          values={[typed['sign-up'] ?? []].flat()}
          items={invitable.map(({ id, body }) => ({ value: id, words: body || 'An organisation' }))}
          small
          mistake={findMistake(mistakes, 'sign-up')}
        />
        <Button variant="secondary">Add those selected</Button>
      </form>
    )}
    <form method="post" action={`${place}/bodies`} novalidate>
      <TextField
        {...fields(typed, mistakes)('body')}
        label="An organisation that has not begun"
        hint="Its full name, as the register has it. You then say who signs, or print a sheet"
      />
      <Button variant="secondary">Add the organisation</Button>
    </form>
  </section>
)

const Changes = ({ place, typed, mistakes, attendees }: Part & { attendees: readonly Attendee[] }) => (
  <section>
    <h2 class="govuk-heading-m">Change who signs here</h2>
    <form method="post" action={`${place}/change`} novalidate>
      <Select
        {...fields(typed, mistakes)('changed')}
        label="Organisation"
        options={attendees.map(({ signUp, body }) => ({ value: signUp.id, words: body }))}
      />
      <Radios
        {...fields(typed, mistakes)('what')}
        legend="What is to change?"
        legendSize="s"
        items={[
          { value: 'new-codes', words: 'Make new codes', hint: 'A slip is lost: the old codes work no more' },
          { value: 'off', words: 'Take it off the list', hint: 'Its sign-up goes on without this event' },
        ]}
      />
      <Button variant="secondary">Change</Button>
    </form>
  </section>
)
