import { typedText } from '../../http/parse.ts'
import { Page, type Shell } from '../page.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button, StartButton } from '../parts/button.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { MailboxField } from './mailbox-field.tsx'

/** What signing up is, before anything is asked. */
export const SignStartPage = ({ shell }: { shell: Shell }) => (
  <Page shell={shell} title="Sign for an organisation">
    <Narrow>
      <h1 class="govuk-heading-xl">Sign for an organisation</h1>
      <p class="govuk-body">Use this service to prepare the signing of an agreement for your organisation.</p>
      <p class="govuk-body">
        Anybody in the organisation can prepare it. The person who is entitled to sign does so from their own mailbox.
      </p>
      <h2 class="govuk-heading-m">Have ready</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>the name, role and email address of the person who signs</li>
        <li>the date and minute reference of the decision to sign, if one was needed</li>
        <li>a charity, company or other number, if your organisation has one</li>
        <li>the same of a second person, if two people have to sign for your kind of organisation</li>
      </ul>
      <h2 class="govuk-heading-m">What will be public</h2>
      <p class="govuk-body">
        The organisation, what it signed and when, the role of the person who signed, and their name if they agree.
        Email addresses are never published.
      </p>
      <p class="govuk-body">The agreement is not legally binding, but a public body can be held to what it promised.</p>
      <StartButton href="/sign/start">Start now</StartButton>
      <p class="govuk-body">
        <a class="govuk-link" href="/sign/return">
          Go on with a sign-up you have begun
        </a>
      </p>
      <h2 class="govuk-heading-m">If you cannot sign online</h2>
      <p class="govuk-body">
        You can sign on paper, or ask for large print or help by telephone. It leads to the same certificate. Write to{' '}
        <a class="govuk-link" href={`mailto:${shell.local.contact}`}>
          {shell.local.contact}
        </a>
        .
      </p>
    </Narrow>
  </Page>
)

/** The way back for who has lost the email. */
export const ResumePage = ({ shell, typed, mistakes }: FormPage) => (
  <Page shell={shell} title="Go on with a sign-up" mistakes={mistakes} before={<BackLink href="/sign" />}>
    <Narrow>
      <h1 class="govuk-heading-l">Go on with a sign-up</h1>
      <p class="govuk-body">We will email you a link to what you have begun.</p>
      <form method="post" action="/sign/return" novalidate>
        <MailboxField typed={typed} mistakes={mistakes} label="The email address you began with" />
        <Button preventDoubleClick>Email me the link</Button>
      </form>
    </Narrow>
  </Page>
)

/** Whoever prepares, so that they can come back. */
export const PreparerPage = ({
  shell,
  typed,
  mistakes,
  known,
}: FormPage & { known: { body: string; edition: string } | undefined }) => (
  <Page shell={shell} title="About you" mistakes={mistakes} before={<BackLink href="/sign" />}>
    <Narrow>
      {known && (
        <span class="govuk-caption-l">
          {known.body} signs the {known.edition}
        </span>
      )}
      <h1 class="govuk-heading-l">About you</h1>
      <p class="govuk-body">We will email you a link, so that you can leave and come back.</p>
      <form method="post" action="/sign/start" novalidate>
        <input type="hidden" name="body" value={typedText(typed, 'body')} />
        <input type="hidden" name="edition" value={typedText(typed, 'edition')} />
        <TextField
          name="name"
          label="Your name"
          value={typedText(typed, 'name')}
          autocomplete="name"
          spellcheck={false}
          mistake={findMistake(mistakes, 'name')}
        />
        <MailboxField
          typed={typed}
          mistakes={mistakes}
          label="Your email address"
          hint="We use it for this sign-up and never publish it"
        />
        <Button preventDoubleClick>Continue</Button>
      </form>
    </Narrow>
  </Page>
)
