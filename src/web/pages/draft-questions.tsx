import { parties } from '../../core/body-kind.ts'
import type { Theme } from '../../core/edition-text.ts'
import type { NationalInstrument } from '../../core/national-instrument.ts'
import { typedText } from '../../http/parse.ts'
import type { ActField } from '../act-forms.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Checkboxes } from '../parts/checkboxes.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { FileUpload } from '../parts/file-upload.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { TextArea } from '../parts/text-area.tsx'
import { Field } from './desk-act.tsx'
import type { FormPage } from './form-page.ts'

type Question = FormPage & { id: string; name: string }

const ticked = (typed: FormPage['typed'], name: string) => [typed[name] ?? []].flat()

/** Which agreement a draft is an edition of, its days, and what it replaces. */
export const DraftDetailsQuestion = ({
  shell,
  typed,
  mistakes,
  id,
  name,
  fields,
  editions,
}: Question & { fields: readonly ActField[]; editions: readonly { id: string; name: string }[] }) => (
  <Page
    shell={shell}
    title="About this edition"
    mistakes={mistakes}
    before={<BackLink href={`/desk/drafts/${id}`}>{name}</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">About this edition</h1>
      <p class="govuk-body">What you do not know yet can wait: nothing of this is public before it is agreed.</p>
      <form method="post" action={`/desk/drafts/${id}/details`} novalidate>
        {fields.slice(0, 3).map((field) => (
          <Field field={field} typed={typed} mistakes={mistakes} />
        ))}
        <Checkboxes
          name="binds"
          legend="Whom does the new agreement bind?"
          legendSize="s"
          small
          values={ticked(typed, 'binds')}
          items={parties.map((value) => ({ value, words: value === 'all' ? 'Everybody' : shell.local.sectors[value] }))}
          mistake={findMistake(mistakes, 'binds')}
        />
        {editions.length > 0 && (
          <Checkboxes
            name="replaces"
            legend="Which editions does it replace?"
            legendSize="s"
            hint="Also of another agreement"
            small
            values={ticked(typed, 'replaces')}
            items={editions.map((one) => ({ value: one.id, words: one.name }))}
            mistake={findMistake(mistakes, 'replaces')}
          />
        )}
        {fields.slice(3).map((field) => (
          <Field field={field} typed={typed} mistakes={mistakes} />
        ))}
        <Button preventDoubleClick>Save</Button>
      </form>
    </Narrow>
  </Page>
)

/** The text of a draft in one language, pasted or uploaded. */
export const DraftTextQuestion = ({
  shell,
  typed,
  mistakes,
  id,
  name,
  language,
}: Question & { language: string | undefined }) => (
  <Page
    shell={shell}
    title="The text"
    mistakes={mistakes}
    before={<BackLink href={`/desk/drafts/${id}`}>{name}</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">The text</h1>
      <p class="govuk-body">
        A Markdown file, as the text of each edition on the register is. Its first lines say which agreement, edition
        and language it is. Paste it, or choose the file.
      </p>
      <form
        method="post"
        action={`/desk/drafts/${id}/text${language === undefined ? '' : `?language=${language}`}`}
        enctype="multipart/form-data"
        novalidate
      >
        <TextArea
          name="text"
          label="Text"
          rows={25}
          spellcheck={false}
          value={typedText(typed, 'text')}
          mistake={findMistake(mistakes, 'text')}
        />
        <FileUpload
          name="file"
          label="Or a file"
          hint="It takes the place of what stands above"
          accept=".md,text/markdown,text/plain"
          mistake={findMistake(mistakes, 'file')}
        />
        <Checkboxes
          name="tidy"
          legend="Tidy it"
          legendSize="s"
          values={ticked(typed, 'tidy')}
          items={[
            {
              value: 'yes',
              words: 'Tidy what nobody sees',
              hint: 'Line ends, white space at the end of lines, empty lines too many, and letters whose accents stand apart (Unicode NFC). Words stay as they are',
            },
          ]}
        />
        <Checkboxes
          name="reference"
          legend="Reference"
          legendSize="s"
          hint="Where texts in several languages differ, one of them decides"
          values={ticked(typed, 'reference')}
          items={[{ value: 'yes', words: 'This text is the reference' }]}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
      {language !== undefined && (
        <form method="post" action={`/desk/drafts/${id}/text/removal`} novalidate>
          <input type="hidden" name="language" value={language} />
          <Button variant="warning" preventDoubleClick>
            Take this text out
          </Button>
        </form>
      )}
    </Narrow>
  </Page>
)

/** Which national principles each theme of a draft answers to. */
export const ConcordanceQuestion = ({
  shell,
  typed,
  mistakes,
  id,
  name,
  themes,
  instruments,
}: Question & { themes: readonly Theme[]; instruments: readonly NationalInstrument[] }) => (
  <Page
    shell={shell}
    title="National principles"
    mistakes={mistakes}
    before={<BackLink href={`/desk/drafts/${id}`}>{name}</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">National principles</h1>
      <p class="govuk-body">
        Which national principles does each theme answer to? This is published beside the text and is no part of it.
      </p>
      <form method="post" action={`/desk/drafts/${id}/concordance`} novalidate>
        {themes.map((theme) => (
          <Checkboxes
            name={`theme-${theme.number}`}
            legend={`${theme.number} ${theme.name}`}
            legendSize="s"
            small
            values={ticked(typed, `theme-${theme.number}`)}
            items={instruments.flatMap(({ name: national, principles }) =>
              principles.map((one) => ({ value: one.id, words: one.words, hint: `${national}, ${one.number}` })),
            )}
            mistake={findMistake(mistakes, `theme-${theme.number}`)}
          />
        ))}
        <Button preventDoubleClick>Save</Button>
      </form>
    </Narrow>
  </Page>
)
