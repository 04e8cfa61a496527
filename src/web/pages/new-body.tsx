import { kinds, kindWords } from '../../core/body-kind.ts'
import { identifierLists } from '../../core/identifier.ts'
import type { Mistake } from '../../core/refusal.ts'
import { typedText, type Typed } from '../../http/parse.ts'
import { actForms } from '../act-forms.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Checkboxes } from '../parts/checkboxes.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Select } from '../parts/select.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Field } from './desk-act.tsx'
import type { FormPage } from './form-page.ts'
import { Nearest } from './nearest.tsx'

type Props = Omit<FormPage, 'shell'>

/** What is asked of a body that is not on the register yet. */
export const NewBodyFields = ({ typed, mistakes, anyAlike }: Props & { anyAlike: boolean }) => {
  const field = fields(typed, mistakes)
  const numbers = Object.entries(identifierLists).map(([value, words]) => ({ value, words }))
  return (
    <>
      <TextField
        {...field('name')}
        label="Full name"
        hint="As it should stand on the certificate"
        autocomplete="organization"
      />
      <Select
        {...field('kind')}
        label="Kind of organisation"
        options={[
          { value: '', words: 'Choose one' },
          ...kinds.map((kind) => ({ value: kind, words: kindWords[kind] })),
        ]}
      />
      <Select
        {...field('list')}
        label="Kind of number"
        hint="If it has none, leave this as it is"
        options={[{ value: '', words: 'It is not registered anywhere' }, ...numbers]}
      />
      <TextField {...field('identifier')} label="Number" width={10} spellcheck={false} />
      <TextField {...field('website')} label="Website (optional)" type="url" spellcheck={false} />
      <TextField {...field('area')} label="Area served (optional)" />
      {anyAlike && typedText(typed, 'name') !== '' && (
        <Checkboxes
          name="another"
          values={[typed['another'] ?? []].flat()}
          items={[{ value: 'yes', words: 'This is another organisation than those on the register' }]}
        />
      )}
    </>
  )
}

const began = actForms['reorganise-bodies']

/** A coordinator adds a body that has not signed. */
export const NewBodyPage = ({
  shell,
  typed,
  mistakes,
  alike,
}: FormPage & { alike: readonly { slug: string; name: string }[] }) => (
  <Page
    shell={shell}
    title="Add an organisation"
    mistakes={mistakes}
    before={<BackLink href="/desk">The desk</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">Add an organisation</h1>
      <p class="govuk-body">
        It will be on the register as one that has not signed. An entry of the log cannot be taken back: check the name.
      </p>
      <Nearest bodies={alike} title="On the register already" />
      <form method="post" action="/desk/bodies" novalidate>
        <input type="hidden" name="key" value={typedText(typed, 'key')} />
        <NewBodyFields typed={typed} mistakes={mistakes} anyAlike={alike.length > 0} />
        <h2 class="govuk-heading-m">{began.title}</h2>
        <p class="govuk-body">{began.lead}</p>
        {began.fields.map((one) => (
          <Field field={one} typed={typed} mistakes={mistakes} />
        ))}
        <Button preventDoubleClick>{began.button}</Button>
      </form>
    </Narrow>
  </Page>
)

/** Name, what was typed and what is wrong with it, for one field. */
export function fields(typed: Typed, mistakes: readonly Mistake[]) {
  return (name: string) => ({ name, value: typedText(typed, name), mistake: findMistake(mistakes, name) })
}
