import { formatDayWords } from '../../core/day.ts'
import { isOwnWords, mostCharacters, type SaidOfOwn } from '../../core/own-words.ts'
import { typedDay, typedText } from '../../http/parse.ts'
import type { Signing } from '../../storage/read/signings.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-input.tsx'
import { Day } from '../parts/day.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { TextArea } from '../parts/text-area.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { fields } from './new-body.tsx'
import { WebAddress } from './web-address.tsx'

/** An edition with its themes, and what the fields of its pledges are called. */
export type Pledgeable = { name: string; themes: readonly { field: string; number: number; name: string }[] }

type Question = FormPage & { id: string }

/** What a body adds in words of its own; nobody has to. */
export const OwnWordsQuestion = ({
  shell,
  id,
  typed,
  mistakes,
  editions,
}: Question & { editions: readonly Pledgeable[] }) => (
  <Page shell={shell} title="In your own words" mistakes={mistakes} before={<BackLink href={`/sign/${id}`} />}>
    <Narrow>
      <h1 class="govuk-heading-l">In your own words</h1>
      <p class="govuk-body">
        You do not have to answer this. What you write is published beside the signing as your organisation’s own words,
        and changes nothing in the agreement. Name nobody in it.
      </p>
      <form method="post" action={`/sign/${id}/own-words`} novalidate>
        <TextArea
          name="statement"
          label="A short public statement (optional)"
          hint={`At most ${mostCharacters} characters`}
          value={typedText(typed, 'statement')}
          mistake={findMistake(mistakes, 'statement')}
        />
        {editions.map(({ name, themes }) => (
          <>
            <h2 class="govuk-heading-m">Your own pledges under the {name}</h2>
            {themes.map(({ field, number, name: theme }) => (
              <TextArea
                name={field}
                label={
                  <>
                    {number}. {theme} (optional)
                    <span class="govuk-visually-hidden"> under the {name}</span>
                  </>
                }
                rows={3}
                value={typedText(typed, field)}
                mistake={findMistake(mistakes, field)}
              />
            ))}
          </>
        ))}
        <Button preventDoubleClick>Save and continue</Button>
      </form>
    </Narrow>
  </Page>
)

/** Who the members are on whose behalf a body signs. */
export const MembersQuestion = ({ shell, id, typed, mistakes }: Question) => (
  <Page shell={shell} title="Your members" mistakes={mistakes} before={<BackLink href={`/sign/${id}`} />}>
    <Narrow>
      <h1 class="govuk-heading-l">Your members</h1>
      <p class="govuk-body">
        Your organisation signs on behalf of its members. We publish where they are listed. They do not become
        signatories themselves, and may also sign.
      </p>
      <form method="post" action={`/sign/${id}/members`} novalidate>
        <TextField
          {...fields(typed, mistakes)('members')}
          type="url"
          label="The address of the list of members"
          hint="For example, https://example.org/members"
          spellcheck={false}
        />
        <DateInput
          name="listed"
          legend="The day of that list"
          legendSize="s"
          hint="For example, 27 3 2026"
          values={typedDay(typed, 'listed')}
          mistake={findMistake(mistakes, 'listed-day')}
        />
        <Button preventDoubleClick>Save and continue</Button>
      </form>
    </Narrow>
  </Page>
)

/** What a body said of its own with a signing, as rows of a summary; `edition` is the slug of what it signed. */
export function ownRows(said: SaidOfOwn | undefined, edition: string, erasures: Signing['erasures'] = []) {
  const { statement, pledges, members } = said ?? { statement: undefined, pledges: [], members: undefined }
  const erased = erasures.filter(({ field }) => field !== null && isOwnWords(field))
  return [
    ...erased.map(({ onDay }) => ({ key: 'In its own words', value: `Erased on ${formatDayWords(onDay)}` })),
    ...(members
      ? [
          {
            key: 'Members',
            value: (
              <>
                They are listed at <WebAddress address={members.list} />
                {members.on && (
                  <>
                    {' '}
                    as at <Day day={members.on} />
                  </>
                )}
                , and are no signatories themselves.
              </>
            ),
          },
        ]
      : []),
    ...(statement === undefined
      ? []
      : [{ key: 'In its own words', value: <span class="register-typed">{statement}</span> }]),
    ...pledges.map(({ theme, text }) => ({
      key: (
        <>
          Its own pledge under{' '}
          <a class="govuk-link" href={`/editions/${edition}/themes/${theme}`}>
            theme {theme}
          </a>
        </>
      ),
      value: <span class="register-typed">{text}</span>,
    })),
  ]
}
