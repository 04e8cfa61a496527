import { relations } from '../../core/desk-act.ts'
import { typedDay, typedText } from '../../http/parse.ts'
import { relationWords, successorRows, type ActField, type ActForm } from '../act-forms.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-input.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Fieldset } from '../parts/fieldset.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Select } from '../parts/select.tsx'
import { TextArea } from '../parts/text-area.tsx'
import { TextField } from '../parts/text-field.tsx'
import { idOf } from '../read-act.ts'
import type { FormPage } from './form-page.ts'

type Props = FormPage & {
  form: ActForm
  /** Where the form is sent. */
  action: string
  /** What the act is about, and where it is shown. */
  about: { name: string; back: string }
}

/** One act of the desk: what it does, and what has to be filled in. */
export const ActPage = ({ shell, typed, mistakes, form, action, about }: Props) => (
  <Page
    shell={shell}
    title={form.title}
    mistakes={mistakes}
    before={<BackLink href={about.back}>{about.name}</BackLink>}
  >
    <Narrow>
      <span class="govuk-caption-l">{about.name}</span>
      <h1 class="govuk-heading-l">{form.title}</h1>
      <p class="govuk-body">{form.lead}</p>
      <p class="govuk-body">An entry of the log cannot be taken back.</p>
      <form method="post" action={action} novalidate>
        <input type="hidden" name="key" value={typedText(typed, 'key')} />
        {form.fields.map((field) => (
          <Field field={field} typed={typed} mistakes={mistakes} />
        ))}
        <Button preventDoubleClick>{form.button}</Button>
      </form>
    </Narrow>
  </Page>
)

type FieldProps = Omit<FormPage, 'shell'> & { field: ActField }

/** One field of a form of the desk. */
export const Field = ({ field, typed, mistakes }: FieldProps) => {
  const { name, label, hint, kind } = field
  const mistake = findMistake(mistakes, idOf(field))
  const value = typedText(typed, name)
  switch (kind) {
    case 'line':
    case 'numbers':
      return <TextField name={name} label={label} hint={hint} value={value} mistake={mistake} />
    case 'block':
      return <TextArea name={name} label={label} hint={hint} value={value} mistake={mistake} />
    case 'text':
      return (
        <TextArea name={name} label={label} hint={hint} value={value} mistake={mistake} rows={25} spellcheck={false} />
      )
    case 'choice':
      return (
        <Select
          name={name}
          label={label}
          hint={hint}
          value={value}
          mistake={mistake}
          options={[{ value: '', words: 'Choose one' }, ...(field.options ?? [])]}
        />
      )
    case 'day':
    case 'full-day':
      return (
        <DateInput
          name={name}
          legend={label}
          legendSize="s"
          hint={hint ?? 'For example, 27 3 2026'}
          values={typedDay(typed, name)}
          mistake={mistake}
        />
      )
    case 'successors':
      return <Successors field={field} typed={typed} mistakes={mistakes} />
  }
}

const Successors = ({ field: { name, label }, typed, mistakes }: FieldProps) => (
  <Fieldset legend={label} legendSize="s">
    {Array.from({ length: successorRows }, (_, n) => n + 1).map((n) => (
      <>
        <TextField
          name={`${name}-${n}`}
          label={n === 1 ? 'Organisation (optional)' : `Organisation ${n} (optional)`}
          hint={n === 1 ? 'Its full name, as the register has it' : undefined}
          value={typedText(typed, `${name}-${n}`)}
          mistake={findMistake(mistakes, `${name}-${n}`)}
        />
        <Select
          name={`relation-${n}`}
          label={n === 1 ? 'How does it come after?' : `How does organisation ${n} come after?`}
          value={typedText(typed, `relation-${n}`)}
          options={relations.map((one) => ({ value: one, words: relationWords[one] }))}
        />
      </>
    ))}
  </Fieldset>
)
