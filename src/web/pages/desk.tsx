import type { Mistake } from '../../core/refusal.ts'
import { typedText } from '../../http/parse.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { CodeField } from '../parts/code-field.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { PasskeyForm } from './passkey-form.tsx'
import { MailboxField } from './mailbox-field.tsx'

/** Signing in: the coordinator's address. */
export const DeskDoorPage = ({
  shell,
  typed,
  mistakes,
  hint,
}: FormPage & {
  /** The invented coordinator of a demonstration. */
  hint: string | undefined
}) => (
  <Page shell={shell} title="Sign in to the desk" script={shell.assets.passkey} mistakes={mistakes}>
    <Narrow>
      <h1 class="govuk-heading-l">Sign in to the desk</h1>
      {hint && (
        <InsetText>
          This is a demonstration. Its coordinator is {hint}, and the code is in the{' '}
          <a class="govuk-link" href="/mailbox">
            mailbox
          </a>
          .
        </InsetText>
      )}
      <form method="post" action="/desk/code" novalidate>
        <MailboxField typed={typed} mistakes={mistakes} label="Email address" />
        <Button preventDoubleClick>Email me a code</Button>
      </form>
      <div hidden>
        <PasskeyForm
          action="/desk/passkey/session"
          challenge="/desk/passkey/challenge"
          passkey="use"
          variant="secondary"
          button="Sign in with a passkey"
        />
      </div>
    </Narrow>
  </Page>
)

/** Signing in: the code. */
export const DeskCodePage = ({
  shell,
  email,
  mistakes,
  minutes,
}: {
  shell: Shell
  email: string
  mistakes: readonly Mistake[]
  minutes: number
}) => (
  <Page shell={shell} title="Enter the code" mistakes={mistakes} before={<BackLink href="/desk" />}>
    <Narrow>
      <h1 class="govuk-heading-l">Enter the code</h1>
      <p class="govuk-body">
        If this address is a coordinator’s, we have sent six digits to it. They work for {minutes} minutes.
      </p>
      <form method="post" action="/desk/session" novalidate>
        <input type="hidden" name="email" value={email} />
        <CodeField mistakes={mistakes} />
        <Button preventDoubleClick>Sign in</Button>
      </form>
    </Narrow>
  </Page>
)

/** What is kept about somebody, for whoever asks for their own. */
export const PeoplePage = ({ shell, typed, mistakes }: FormPage) => (
  <Page
    shell={shell}
    title="What the register keeps about somebody"
    mistakes={mistakes}
    before={<BackLink href="/desk">The desk</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">What the register keeps about somebody</h1>
      <p class="govuk-body">
        Anybody may ask for what is kept about them, and to have it erased. Be sure that it is they who ask, and answer
        within a month.
      </p>
      <form method="post" action="/desk/people" novalidate>
        <MailboxField
          typed={typed}
          mistakes={mistakes}
          label="Their email address, if they have one"
          autocomplete="off"
        />
        <TextField
          name="name"
          label="Their name, as they signed (optional)"
          hint="Finds signings of which the private records are gone"
          value={typedText(typed, 'name')}
          spellcheck={false}
          mistake={findMistake(mistakes, 'name')}
        />
        <Button>Continue</Button>
      </form>
    </Narrow>
  </Page>
)
