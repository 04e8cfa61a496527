import type { ToldToken } from '../../actions/tokens.ts'
import { formatDayWords, londonDay } from '../../core/day.ts'
import { mostTokenDays, scopes, type Scope } from '../../core/scope.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Checkboxes } from '../parts/checkboxes.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { TextField } from '../parts/text-field.tsx'
import { WarningText } from '../parts/warning-text.tsx'
import type { FormPage } from './form-page.ts'
import { fields } from './new-body.tsx'

const scopeWords = {
  'read:desk': { words: 'Read what waits at the desk', hint: 'Sign-ups, with names and addresses, and proposals' },
  'write:sign-ups': { words: 'Accept sign-ups, or send them back', hint: 'Never as the second approver' },
  'write:register': {
    words: 'Add organisations, record what happens to them, write editions, answer reports',
    hint: 'What is grave still waits for a second coordinator, who is signed in',
  },
} as const satisfies Record<Scope, { words: string; hint: string }>

type Props = FormPage & {
  tokens: readonly ToldToken[]
  /** The text of the token that was made a moment ago. */
  made?: string | undefined
}

/** The tokens by which programs come in, and making one. */
export const TokensPage = ({ tokens, made, ...page }: Props) => (
  <Page
    shell={page.shell}
    title="Tokens for programs"
    mistakes={page.mistakes}
    before={<BackLink href="/desk">The desk</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">Tokens for programs</h1>
      <p class="govuk-body">
        With a token, a program does some of your work at the desk through the{' '}
        <a class="govuk-link" href="/api/docs">
          API
        </a>
        , in your name. It cannot agree to what another coordinator proposed, and it cannot read or erase what is kept
        about a person: sign in for that.
      </p>
      {made && <Made text={made} />}
      {tokens.map((token) => (
        <Existing token={token} />
      ))}
      <MakeForm {...page} />
    </Narrow>
  </Page>
)

const Made = ({ text }: { text: string }) => (
  <InsetText>
    <h2 class="govuk-heading-m">Copy this token now</h2>
    <p class="govuk-body">
      <code>{text}</code>
    </p>
    <p class="govuk-body">The register does not keep it, so nobody can show it to you again.</p>
  </InsetText>
)

const Existing = ({ token: { id, name, ...token } }: { token: ToldToken }) => (
  <>
    <SummaryList
      card={{ title: name }}
      rows={[
        { key: 'May', value: token.scopes.map((scope) => <div>{scopeWords[scope].words}</div>) },
        { key: 'Made', value: `by ${token.coordinator} on ${formatDayWords(londonDay(token.madeAt))}` },
        { key: 'Ends', value: formatDayWords(londonDay(token.expiresAt)) },
      ]}
    />
    <form method="post" action="/desk/tokens/end" novalidate>
      <input type="hidden" name="token" value={id} />
      <Button variant="warning" preventDoubleClick>
        End “{name}”
      </Button>
    </form>
  </>
)

const MakeForm = ({ typed, mistakes }: FormPage) => {
  const field = fields(typed, mistakes)
  return (
    <form method="post" action="/desk/tokens" novalidate>
      <h2 class="govuk-heading-m">Make a token</h2>
      <TextField
        {...field('name')}
        label="Which program is it for?"
        hint="So that you know later which one to end"
        autocomplete="off"
      />
      <Checkboxes
        name="scopes"
        legend="What may it do?"
        legendSize="s"
        values={[typed['scopes'] ?? []].flat()}
        mistake={findMistake(mistakes, 'scopes')}
        items={scopes.map((value) => ({ value, ...scopeWords[value] }))}
      />
      <TextField
        {...field('days')}
        label="For how many days?"
        hint={`At most ${mostTokenDays}`}
        width={3}
        inputmode="numeric"
        autocomplete="off"
      />
      <WarningText>Whoever has the token can do this in your name. Keep it as you keep a password.</WarningText>
      <Button preventDoubleClick>Make the token</Button>
    </form>
  )
}
