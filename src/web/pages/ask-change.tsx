import { typedDay, typedText } from '../../http/parse.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-input.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { TextArea } from '../parts/text-area.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { MailboxField } from './mailbox-field.tsx'
import { fields } from './new-body.tsx'

type About = {
  noun: Noun
  reference: string
  body: { slug: string; name: string }
  edition: string
}

const said = {
  withdrawal: {
    title: (edition: string) => `Withdraw from the ${edition}`,
    lead: 'The signing stays on the register, and says from which day it was withdrawn. To come back later, your organisation signs anew.',
    day: 'From which day does your organisation withdraw?',
    hint: 'This may lie ahead. For example, 27 3 2027',
    button: 'Ask to withdraw',
  },
  reaffirmation: {
    title: (edition: string) => `Re-affirm the ${edition}`,
    lead: 'For whoever has come into office since your organisation signed. The signing and its day stay as they are.',
    day: 'On which day does your organisation re-affirm?',
    hint: 'Today or an earlier day. For example, 27 3 2026',
    button: 'Ask to re-affirm',
  },
} as const

/** Somebody who may act for a body asks for a change of what it signed. */
export const AskChangePage = ({ shell, about, typed, mistakes }: FormPage & { about: About }) => {
  const { noun, reference, body, edition } = about
  const words = said[noun]
  const field = fields(typed, mistakes)
  const title = words.title(edition)
  return (
    <Page
      shell={shell}
      title={title}
      mistakes={mistakes}
      before={<BackLink href={`/bodies/${body.slug}/own`}>For this organisation</BackLink>}
    >
      <Narrow>
        <span class="govuk-caption-l">{body.name}</span>
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">{words.lead}</p>
        <p class="govuk-body">
          Only somebody who is authorised to act for {body.name} can do this. We email you a link and a code to confirm
          it, and a coordinator checks it before anything is public.
        </p>
        <form method="post" action={`/sign/${noun}/${reference}`} novalidate>
          <TextField {...field('name')} label="Your full name" autocomplete="name" spellcheck={false} />
          <TextField
            {...field('role')}
            label="Your role"
            hint={`For example, Chief Executive, Clerk or Chair${noun === 'reaffirmation' ? '. This is published' : ''}`}
            autocomplete="organization-title"
          />
          <MailboxField
            typed={typed}
            mistakes={mistakes}
            label="Your email address"
            hint="A mailbox that is yours alone, at work if you have one. We use it to confirm who asks, and never publish it"
          />
          <ChangeFields noun={noun} typed={typed} mistakes={mistakes} />
          <Button preventDoubleClick>{words.button}</Button>
        </form>
      </Narrow>
    </Page>
  )
}

type Noun = keyof typeof said

/** From which day, and why. */
const ChangeFields = ({ noun, typed, mistakes }: Omit<FormPage, 'shell'> & { noun: Noun }) => (
  <>
    <DateInput
      name="on"
      legend={said[noun].day}
      legendSize="s"
      hint={said[noun].hint}
      values={typedDay(typed, 'on')}
      mistake={findMistake(mistakes, 'on-day')}
    />
    {noun === 'withdrawal' && (
      <TextArea
        name="reason"
        label="Why? (optional)"
        hint="This is published"
        value={typedText(typed, 'reason')}
        mistake={findMistake(mistakes, 'reason')}
      />
    )}
  </>
)

/** The same asked for otherwise, after it was sent back. */
export const ChangeQuestion = ({ shell, id, noun, typed, mistakes }: FormPage & { id: string; noun: Noun }) => (
  <Page shell={shell} title="What you ask" mistakes={mistakes} before={<BackLink href={`/sign/${id}`} />}>
    <Narrow>
      <h1 class="govuk-heading-l">What you ask</h1>
      <form method="post" action={`/sign/${id}/change`} novalidate>
        <ChangeFields noun={noun} typed={typed} mistakes={mistakes} />
        <Button preventDoubleClick>Save and continue</Button>
      </form>
    </Narrow>
  </Page>
)
