import { formatDayWords } from '../../core/day.ts'
import { mandates } from '../../core/entry.ts'
import { scanTypes } from '../../core/scan-file.ts'
import type { SheetText } from '../../core/sheet-text.ts'
import { typedText } from '../../http/parse.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Checkboxes } from '../parts/checkboxes.tsx'
import { DateInput } from '../parts/date-input.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Fieldset } from '../parts/fieldset.tsx'
import { FileUpload } from '../parts/file-upload.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Radios } from '../parts/radios.tsx'
import { TextField } from '../parts/text-field.tsx'
import { dayOf, fieldOf } from '../read-paper.ts'
import { mandateWords } from '../words.ts'
import type { FormPage } from './form-page.ts'
import { fields } from './new-body.tsx'

/** Where paper comes in: by the code on the sheet, or for a body that signs on paper alone. */
export const PaperDeskPage = ({
  shell,
  typed,
  mistakes,
  editions,
}: FormPage & { editions: readonly { value: string; words: string }[] }) => {
  const field = fields(typed, mistakes)
  return (
    <Page shell={shell} title="Signed on paper" mistakes={mistakes} before={<BackLink href="/desk">The desk</BackLink>}>
      <Narrow>
        <h1 class="govuk-heading-l">Signed on paper</h1>
        <h2 class="govuk-heading-m">A sheet has come back</h2>
        <form method="get" action="/desk/paper" novalidate>
          <TextField
            {...field('code')}
            label="The code at the foot of the sheet"
            hint="For example, 7K2M-9QX4"
            width={10}
            spellcheck={false}
          />
          <Button>Find the sign-up</Button>
        </form>
        <h2 class="govuk-heading-m">Prepare a sheet</h2>
        <p class="govuk-body">
          For an organisation that signs on paper alone, without any mailbox. If it is not on the register,{' '}
          <a class="govuk-link" href="/desk/bodies">
            add it
          </a>{' '}
          first.
        </p>
        <form method="post" action="/desk/paper" novalidate>
          <TextField {...field('body')} label="Organisation" hint="Its full name, as the register has it" />
          <Checkboxes
            name="edition"
            legend="What does it sign?"
            legendSize="s"
            values={[typed['edition'] ?? []].flat()}
            items={editions.map(({ value, words }) => ({ value, words }))}
            mistake={findMistake(mistakes, 'edition')}
          />
          <Button preventDoubleClick>Prepare the sheet</Button>
        </form>
      </Narrow>
    </Page>
  )
}

type Facts = {
  id: string
  code: string
  body: string
  editions: string
  asked: 1 | 2
  /** Of each edition, what the sheet may name as its text. */
  texts: readonly { name: string; texts: readonly SheetText[] }[]
}

/** What a sheet says, typed in by whoever has it. */
export const TranscriptPage = ({ shell, typed, mistakes, facts }: FormPage & { facts: Facts }) => (
  <Page
    shell={shell}
    title="Type in what the sheet says"
    mistakes={mistakes}
    before={<BackLink href="/desk/paper">Signed on paper</BackLink>}
  >
    <Narrow>
      <span class="govuk-caption-l">{facts.body}</span>
      <h1 class="govuk-heading-l">Type in what the sheet says</h1>
      <p class="govuk-body">
        {facts.editions}. The code on the sheet is {facts.code}. A second coordinator, who works for another
        organisation than you, then holds this against the scan.{' '}
        <a class="govuk-link" href={`/desk/sign-ups/${facts.id}/sheet`}>
          See the sheet
        </a>
      </p>
      <form method="post" action={`/desk/sign-ups/${facts.id}/paper`} enctype="multipart/form-data" novalidate>
        <Person n={1} legend="Who signed" typed={typed} mistakes={mistakes} />
        <Person
          n={2}
          legend={facts.asked === 2 ? 'Who else signed' : 'Who else signed, if two people did'}
          typed={typed}
          mistakes={mistakes}
        />
        {facts.texts.map(
          ({ name, texts }, n) =>
            texts.length > 1 && (
              <Radios
                name={`text-${n + 1}`}
                legend={`Which text of the ${name} does the sheet name?`}
                legendSize="s"
                hint="A slip in it was put right meanwhile. The sheet says “SHA-256 of its text”"
                items={texts.map(({ sha256, until }) => ({
                  value: sha256,
                  words: `${sha256.slice(0, 16)}…, ${until ? `until ${formatDayWords(until)}` : 'as it is now'}`,
                }))}
                value={typedText(typed, `text-${n + 1}`)}
                mistake={findMistake(mistakes, `text-${n + 1}`)}
              />
            ),
        )}
        <FileUpload
          name="scan"
          label="The scan"
          hint="A PDF, PNG or JPEG of 10 MB or less. It is kept with the evidence of the signature, and never published"
          accept={scanTypes.join(',')}
          mistake={findMistake(mistakes, 'scan')}
        />
        <Button preventDoubleClick>Keep for a second coordinator</Button>
      </form>
    </Narrow>
  </Page>
)

const Person = ({ n, legend, typed, mistakes }: Omit<FormPage, 'shell'> & { n: 1 | 2; legend: string }) => {
  const field = (name: string) => ({
    name: fieldOf(name, n),
    value: typedText(typed, fieldOf(name, n)),
    mistake: findMistake(mistakes, fieldOf(name, n)),
  })
  return (
    <Fieldset legend={legend} legendSize="m">
      <TextField {...field('name')} label="Full name" spellcheck={false} autocomplete="off" />
      <TextField {...field('role')} label="Role" />
      <DateInput
        name={`on-${n}`}
        legend="Date beside the signature"
        legendSize="s"
        values={dayOf(typed, 'on', n)}
        mistake={findMistake(mistakes, fieldOf('on-day', n))}
      />
      <Radios
        {...field('mandate')}
        legend="Why may they sign for the organisation?"
        legendSize="s"
        items={mandates.map((mandate) => ({ value: mandate, words: mandateWords[mandate] }))}
      />
      <DateInput
        name={`decided-${n}`}
        legend="When was this decided? (optional)"
        legendSize="s"
        values={dayOf(typed, 'decided', n)}
        mistake={findMistake(mistakes, fieldOf('decided-day', n))}
      />
      <TextField {...field('minute')} label="Minute reference (optional)" hint="This will be public" />
      <Radios
        {...field('shown')}
        legend="May their name be published?"
        legendSize="s"
        hint="Without an answer on the sheet, the role only"
        items={[
          { value: 'name', words: 'Publish name and role' },
          { value: 'role', words: 'Publish the role only' },
        ]}
      />
    </Fieldset>
  )
}
