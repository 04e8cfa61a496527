import { mandates } from '../../core/entry.ts'
import type { Mistake } from '../../core/refusal.ts'
import { sharedMailbox } from '../../core/sign-up.ts'
import { typedDay, typedText } from '../../http/parse.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Checkboxes } from '../parts/checkboxes.tsx'
import { DateInput } from '../parts/date-input.tsx'
import { Details } from '../parts/details.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Radios } from '../parts/radios.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { TextField } from '../parts/text-field.tsx'
import { mandateWords } from '../words.ts'
import type { FormPage } from './form-page.ts'
import { fields, NewBodyFields } from './new-body.tsx'
import { SignatoryFields } from './signatory-fields.tsx'

type Question = FormPage & { id: string }

/** Which organisation signs: one on the register, or a new one. */
export const BodyQuestion = ({
  shell,
  id,
  typed,
  mistakes,
  matches,
}: Question & { matches: readonly { slug: string; name: string }[] }) => {
  const field = fields(typed, mistakes)
  return (
    <Page shell={shell} title="Your organisation" mistakes={mistakes} before={<BackLink href={`/sign/${id}`} />}>
      <Narrow>
        <h1 class="govuk-heading-l">Your organisation</h1>
        <form method="get" action={`/sign/${id}/organisation`} role="search" novalidate>
          <TextField {...field('q')} label="Is it on the register already? Search by name or number" type="search" />
          <Button variant="secondary">Search</Button>
        </form>
        {typedText(typed, 'q') !== '' && matches.length === 0 && (
          <p class="govuk-body">Nothing on the register matches. Add the organisation below.</p>
        )}
        {matches.length > 0 && (
          <form method="post" action={`/sign/${id}/organisation`} novalidate>
            <input type="hidden" name="q" value={typedText(typed, 'q')} />
            <Radios
              name="registered"
              legend="On the register"
              legendSize="s"
              items={matches.map(({ slug, name }) => ({ value: slug, words: name }))}
              value={typedText(typed, 'registered')}
              mistake={findMistake(mistakes, 'registered')}
            />
            <Button preventDoubleClick>Use this organisation</Button>
          </form>
        )}
        <h2 class="govuk-heading-m">Add an organisation</h2>
        <form method="post" action={`/sign/${id}/organisation`} novalidate>
          <NewBodyFields typed={typed} mistakes={mistakes} anyAlike={matches.length > 0} />
          <Button preventDoubleClick>Save and continue</Button>
        </form>
      </Narrow>
    </Page>
  )
}

/** What the organisation signs: each edition has its own statement and its own press. */
export const EditionsQuestion = ({
  shell,
  id,
  typed,
  mistakes,
  editions,
}: Question & { editions: readonly { value: string; words: string; slug: string }[] }) => (
  <Page shell={shell} title="What it signs" mistakes={mistakes} before={<BackLink href={`/sign/${id}`} />}>
    <Narrow>
      <form method="post" action={`/sign/${id}/editions`} novalidate>
        <Checkboxes
          name="edition"
          legend="What is the organisation signing?"
          legendSize="l"
          pageHeading
          hint="Select all that apply"
          values={[typed['edition'] ?? []].flat()}
          items={editions.map(({ value, words, slug }) => ({
            value,
            words,
            hint: (
              <a class="govuk-link" href={`/editions/${slug}`}>
                Read the {words}
              </a>
            ),
          }))}
          mistake={findMistake(mistakes, 'edition')}
        />
        <Button preventDoubleClick>Save and continue</Button>
      </form>
    </Narrow>
  </Page>
)

/** Who signs, and by what mandate. */
export const SignatoryQuestion = ({
  shell,
  id,
  typed,
  mistakes,
  who,
  lastTime,
}: Question & { who: Who; lastTime?: string | undefined }) => {
  const field = fields(typed, mistakes)
  const second = who.number === 2
  const title = second ? 'Who else will sign' : 'Who will sign'
  return (
    <Page shell={shell} title={title} mistakes={mistakes} before={<BackLink href={`/sign/${id}`} />}>
      <Narrow>
        <h1 class="govuk-heading-l">{title}</h1>
        {!second && who.asked === 2 && (
          <p class="govuk-body">Two people sign for this kind of organisation. We ask for the second one next.</p>
        )}
        {second && <p class="govuk-body">They sign in either order, each through their own mailbox.</p>}
        {lastTime !== undefined && (
          <InsetText>
            We have filled in what was published when your organisation signed the {lastTime}. Check every answer: it is
            signed anew.
          </InsetText>
        )}
        <form method="post" action={`/sign/${id}/${second ? 'second-signatory' : 'signatory'}`} novalidate>
          <SignatoryFields
            typed={typed}
            mistakes={mistakes}
            mailbox="A mailbox that is theirs alone, at work if they have one. We use it to confirm who signs, and never publish it"
          />
          <Radios
            {...field('mandate')}
            legend="Why may they sign for the organisation?"
            legendSize="m"
            items={mandates.map((mandate) => ({ value: mandate, words: mandateWords[mandate] }))}
          />
          <DateInput
            name="decided"
            legend="When was this decided? (optional)"
            legendSize="s"
            hint="For example, 27 3 2026. If your board has still to decide, the day on which it meets"
            values={typedDay(typed, 'decided')}
            mistake={findMistake(mistakes, 'decided-day')}
          />
          <Checkboxes
            name="undecided"
            values={[typed['undecided'] ?? []].flat()}
            items={[
              {
                value: 'yes',
                words: 'This has still to be decided',
                hint: 'For a resolution. They can sign now; what they sign is kept privately until you tell us the decision',
              },
            ]}
            mistake={findMistake(mistakes, 'undecided')}
          />
          <TextField {...field('minute')} label="Minute reference (optional)" hint="This will be public" />
          <Radios
            {...field('shown')}
            legend="May their name be published?"
            legendSize="m"
            hint="The role always is. A certificate that has been downloaded cannot be called back."
            items={[
              { value: 'name', words: 'Publish name and role' },
              { value: 'role', words: 'Publish the role only' },
            ]}
          />
          <Button preventDoubleClick>Save and continue</Button>
        </form>
        {who.removable && (
          <form method="post" action={`/sign/${id}/second-signatory/removal`} novalidate>
            <Button variant="secondary">Only one person signs</Button>
          </form>
        )}
        <Details summary="They have no mailbox of their own, or share one" open={paperIsDue(mistakes)}>
          <p class="govuk-body">
            A mailbox that two people read shows that one of them was there, and not which.{' '}
            <a class="govuk-link" href={`/sign/${id}/paper`}>
              Sign on paper
            </a>{' '}
            instead: it leads to the same certificate.
          </p>
        </Details>
      </Narrow>
    </Page>
  )
}

/** Which of two people is asked about, how many the rule asks for, and whether this one may be left out again. */
type Who = { number: 1 | 2; asked: 1 | 2; removable: boolean }

function paperIsDue(mistakes: readonly Mistake[]): boolean {
  return mistakes.some(({ words }) => words === sharedMailbox)
}
