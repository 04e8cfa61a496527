import { formatDayWords, londonDay } from '../../core/day.ts'
import type { StoredPasskey } from '../../storage/read/passkeys.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { fields } from './new-body.tsx'
import { PasskeyForm } from './passkey-form.tsx'

/** The passkeys by which somebody comes in, and making one. */
export const PasskeysPage = ({
  shell,
  passkeys,
  typed,
  mistakes,
}: FormPage & { passkeys: readonly StoredPasskey[] }) => (
  <Page
    shell={shell}
    title="Your passkeys"
    script={shell.assets.passkey}
    mistakes={mistakes}
    before={<BackLink href="/desk">The desk</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">Your passkeys</h1>
      <p class="govuk-body">
        With a passkey you sign in by the finger, face or number that unlocks your telephone or computer. It works on
        this site alone, so a false one learns nothing, and nobody can keep you out by asking for codes in your name.
        Codes by email go on working.
      </p>
      {passkeys.map((passkey) => (
        <SummaryList
          card={{
            title: passkey.name,
            actions: [{ href: `/desk/passkeys/${passkey.id}`, words: 'Rename or remove' }],
          }}
          rows={[
            { key: 'Added', value: formatDayWords(londonDay(passkey.madeAt)) },
            { key: 'Last used', value: passkey.usedAt ? formatDayWords(londonDay(passkey.usedAt)) : 'Not yet' },
          ]}
        />
      ))}
      <h2 class="govuk-heading-m">Add a passkey</h2>
      <PasskeyForm action="/desk/passkeys" challenge="/desk/passkey/new-challenge" passkey="new" button="Add a passkey">
        <TextField
          {...fields(typed, mistakes)('name')}
          label="Name"
          hint="So that you know it again, such as “Office computer”"
          autocomplete="off"
        />
      </PasskeyForm>
      <noscript>
        <p class="govuk-body">Your browser can add one only where JavaScript is turned on.</p>
      </noscript>
    </Narrow>
  </Page>
)

/** One passkey: another name for it, or none at all. */
export const PasskeyPage = ({ shell, passkey, typed, mistakes }: FormPage & { passkey: StoredPasskey }) => {
  const place = `/desk/passkeys/${passkey.id}`
  return (
    <Page
      shell={shell}
      title={`Passkey “${passkey.name}”`}
      mistakes={mistakes}
      before={<BackLink href="/desk/passkeys">Your passkeys</BackLink>}
    >
      <Narrow>
        <h1 class="govuk-heading-l">Passkey “{passkey.name}”</h1>
        <form method="post" action={place} novalidate>
          <TextField {...fields(typed, mistakes)('name')} label="Name" autocomplete="off" />
          <Button preventDoubleClick>Rename</Button>
        </form>
        <h2 class="govuk-heading-m">Remove it</h2>
        <p class="govuk-body">
          It will not open the desk any more. Your device may go on offering it until you delete it there.
        </p>
        <form method="post" action={`${place}/removal`} novalidate>
          <Button variant="warning" preventDoubleClick>
            Remove this passkey
          </Button>
        </form>
      </Narrow>
    </Page>
  )
}
