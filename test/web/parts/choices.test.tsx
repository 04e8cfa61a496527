import { Checkboxes } from '../../../src/web/parts/checkboxes.tsx'
import { DateInput } from '../../../src/web/parts/date-input.tsx'
import { Radios } from '../../../src/web/parts/radios.tsx'
import { agreesWithFixtures, content, sizes, variantOf, type Content } from './fixtures.tsx'

const attributes = 'no page needs others'
const formGroup = 'a group has no class of its own'
const ownClasses = 'we have no class of our own here'
const falsy = 'choices are never absent'
const conditional = 'we reveal nothing: a question that follows has a page of its own'
const said = 'what was chosen is said once, as the value'

type Item = Content & {
  value: string | number
  divider?: string
  id?: string
  name?: string
  hint?: Content
  checked?: boolean
  disabled?: boolean
  behaviour?: string
}

type Options = {
  name: string
  idPrefix?: string
  fieldset?: { describedBy?: string; legend?: Content & { classes?: string; isPageHeading?: boolean } }
  hint?: Content
  errorMessage?: { text: string }
  describedBy?: string
  classes?: string
  items: Item[]
}

const question = ({
  fieldset,
  hint,
  errorMessage,
  describedBy,
}: Pick<Options, 'fieldset' | 'hint' | 'errorMessage' | 'describedBy'>) => ({
  legend: fieldset?.legend && content(fieldset.legend),
  legendSize: variantOf(fieldset?.legend?.classes, 'govuk-fieldset__legend--', sizes),
  pageHeading: fieldset?.legend?.isPageHeading,
  hint: hint && content(hint),
  mistake: errorMessage?.text,
  describedBy: fieldset?.describedBy ?? describedBy,
})

const choices = (items: Item[]) =>
  items.map(({ value, divider, id, name, hint, disabled, behaviour, ...words }) =>
    divider
      ? { divider }
      : {
          value: String(value),
          words: content(words),
          hint: hint && content(hint),
          id,
          name,
          disabled,
          exclusive: behaviour === 'exclusive',
        },
  )

agreesWithFixtures<Options & { value?: string }>('radios', {
  leftOut: {
    attributes,
    formGroup,
    'items[].attributes': attributes,
    'items[].label': attributes,
    'items[].conditional': conditional,
    'fieldset.classes': ownClasses,
    'with falsy items': falsy,
    'item checked overrides value': said,
  },
  render: ({ name, idPrefix, items, value, classes, ...options }) => (
    <Radios
      {...question(options)}
      name={name}
      id={idPrefix}
      items={choices(items)}
      value={value ?? items.filter(({ checked }) => checked).map((item) => String(item.value))[0]}
      inline={classes?.includes('govuk-radios--inline')}
      small={classes?.includes('govuk-radios--small')}
    />
  ),
})

agreesWithFixtures<Options & { values?: string[] }>('checkboxes', {
  leftOut: {
    attributes,
    formGroup,
    'items[].attributes': attributes,
    'items[].label': attributes,
    'items[].conditional': conditional,
    'fieldset.classes': ownClasses,
    'classes=app-checkboxes--custom-modifier': ownClasses,
    'with falsy values': falsy,
    'item checked overrides values': said,
  },
  render: ({ name, idPrefix, items, values, classes, ...options }) => (
    <Checkboxes
      {...question(options)}
      name={name}
      id={idPrefix}
      items={choices(items)}
      values={values ?? items.filter(({ checked }) => checked).map(({ value }) => String(value))}
      small={classes?.includes('govuk-checkboxes--small')}
    />
  ),
})

type Part = { label?: string; value?: string; error?: boolean; name?: string }

type DateOptions = Pick<Options, 'fieldset' | 'hint' | 'errorMessage'> & {
  id: string
  namePrefix?: string
  values?: Record<string, string>
  day?: Part
  month?: Part
  year?: Part
}

const parts = ['day', 'month', 'year'] as const

agreesWithFixtures<DateOptions>('date-input', {
  leftOut: {
    attributes,
    formGroup,
    classes: ownClasses,
    items: 'a date is a day, a month and a year',
    'day=false': 'a day or a year that is not known is left blank',
    'year=false': 'a day or a year that is not known is left blank',
    'day.label': 'the labels are ours',
    'day.classes': 'a wrong part is named, not styled',
  },
  render: ({ id, values = {}, namePrefix, ...options }) => (
    <DateInput
      {...question(options)}
      name={id}
      values={Object.fromEntries(
        parts.map((part) => [part, options[part]?.value ?? values[namePrefix ? `${namePrefix}-${part}` : part]]),
      )}
      wrong={wrongParts(options)}
    />
  ),
  // Our names always begin with the question's: two dates on a page stay apart.
  otherwise: (html, { id, namePrefix }) =>
    html.replaceAll(/ name="(?:.*-)?(day|month|year)"/g, (name, part) =>
      namePrefix === id ? name : ` name="${id}-${part}"`,
    ),
})

function wrongParts(options: Pick<DateOptions, 'day' | 'month' | 'year'>) {
  const named = parts.filter((part) => options[part]?.error)
  const excused = parts.filter((part) => options[part]?.error === false)
  return named.length > 0 || excused.length === 0 ? named : parts.filter((part) => !excused.includes(part))
}
