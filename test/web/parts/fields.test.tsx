import type { Child } from 'hono/jsx'
import { ErrorMessage } from '../../../src/web/parts/error-message.tsx'
import { Fieldset } from '../../../src/web/parts/fieldset.tsx'
import { FileUpload } from '../../../src/web/parts/file-upload.tsx'
import { Hint } from '../../../src/web/parts/hint.tsx'
import { Label } from '../../../src/web/parts/label.tsx'
import { Select } from '../../../src/web/parts/select.tsx'
import { TextArea } from '../../../src/web/parts/text-area.tsx'
import { TextField } from '../../../src/web/parts/text-field.tsx'
import { agreesWithFixtures, content, sizes, variantOf, type Content } from './fixtures.tsx'

const attributes = 'no page needs others'
const ownClasses = 'we have no class of our own here'
const formGroup = 'a group has no class of its own'

type LabelOptions = Content & { for?: string; classes?: string; isPageHeading?: boolean }

agreesWithFixtures<LabelOptions>('label', {
  leftOut: { attributes, empty: 'every field has a label', 'classes=extra-class one-more-class': ownClasses },
  render: (options) => (
    <Label
      for={options.for}
      size={variantOf(options.classes, 'govuk-label--', sizes)}
      pageHeading={options.isPageHeading}
    >
      {content(options)}
    </Label>
  ),
})

agreesWithFixtures<Content & { id?: string; classes?: string }>('hint', {
  leftOut: { attributes },
  render: ({ id, classes, ...words }) => (
    <Hint id={id} class={classes}>
      {content(words)}
    </Hint>
  ),
})

agreesWithFixtures<Content & { id?: string }>('error-message', {
  leftOut: { attributes, classes: ownClasses, visuallyHiddenText: 'the prefix is always "Error"' },
  render: ({ id, ...words }) => <ErrorMessage id={id}>{content(words)}</ErrorMessage>,
})

type LegendOptions = { legend?: Content & { classes?: string; isPageHeading?: boolean } }

agreesWithFixtures<LegendOptions & { describedBy?: string; role?: string; html?: string }>('fieldset', {
  leftOut: { attributes, classes: ownClasses, 'legend.classes=my-custom-class': ownClasses },
  render: ({ legend, describedBy, role, html }) => (
    <Fieldset
      legend={legend && content(legend)}
      legendSize={variantOf(legend?.classes, 'govuk-fieldset__legend--', sizes)}
      pageHeading={legend?.isPageHeading}
      describedBy={describedBy}
      role={role}
    >
      {html === undefined ? undefined : content({ html })}
    </Fieldset>
  ),
})

type FieldOptions = {
  id?: string
  name: string
  label: LabelOptions
  hint?: Content
  errorMessage?: { text: string }
  describedBy?: string
  value?: string
  classes?: string
  autocomplete?: string
  spellcheck?: boolean
}

const field = ({ id, name, label, hint, errorMessage, describedBy }: Omit<FieldOptions, 'value'>) => ({
  id,
  name,
  label: content(label) satisfies Child,
  labelSize: variantOf(label.classes, 'govuk-label--', sizes),
  pageHeading: label.isPageHeading,
  hint: hint && content(hint),
  mistake: errorMessage?.text,
  describedBy,
})

type InputOptions = FieldOptions & {
  type?: 'text' | 'email' | 'tel'
  inputmode?: 'numeric'
  autocapitalize?: 'none'
}

agreesWithFixtures<InputOptions>('input', {
  leftOut: {
    attributes,
    formGroup,
    prefix: 'nothing we ask for has a unit',
    suffix: 'nothing we ask for has a unit',
    inputWrapper: 'goes with prefix and suffix',
    disabled: 'what may not be answered is not asked',
    pattern: 'no longer advised by the design system',
    'zero value': 'a value is words, never a number',
    'classes=app-input--custom-modifier': ownClasses,
  },
  render: (options) => (
    <TextField
      {...field(options)}
      value={options.value}
      type={options.type}
      width={widthOf(options.classes)}
      autocomplete={options.autocomplete}
      inputmode={options.inputmode}
      spellcheck={options.spellcheck}
      autocapitalize={options.autocapitalize}
      extraLetterSpacing={options.classes?.includes('extra-letter-spacing')}
    />
  ),
})

const widths = [2, 3, 4, 5, 10, 20, 30] as const

const widthOf = (classes: string | undefined) =>
  widths.find((width) => classes?.split(' ').includes(`govuk-input--width-${width}`))

agreesWithFixtures<FieldOptions & { rows?: number }>('textarea', {
  leftOut: { attributes, formGroup, classes: ownClasses },
  render: (options) => (
    <TextArea
      {...field(options)}
      value={options.value}
      rows={options.rows}
      autocomplete={options.autocomplete}
      spellcheck={options.spellcheck}
    />
  ),
})

agreesWithFixtures<FieldOptions>('file-upload', {
  leftOut: {
    multiple: 'one file at a time',
    javascript: 'the field takes a dropped file without it',
    formGroup,
    disabled: 'a field that cannot be used is not shown',
    classes: ownClasses,
    attributes,
  },
  render: (options) => <FileUpload {...field(options)} />,
})

type SelectOptions = Omit<FieldOptions, 'value'> & {
  value?: string | number
  items?: (
    false | null | undefined | { value?: string | number; text: string; selected?: boolean; disabled?: boolean }
  )[]
}

agreesWithFixtures<SelectOptions>('select', {
  leftOut: {
    attributes,
    formGroup,
    'items[].attributes': attributes,
    classes: ownClasses,
    'without values': 'every option has a value',
    'without values with selected value': 'every option has a value',
    'with falsy items': 'options are never absent',
    'item selected overrides value': 'what was chosen is said once, as the value',
  },
  render: ({ items = [], value, ...options }) => (
    <Select
      {...field(options)}
      value={value === undefined ? chosen(items) : String(value)}
      options={items.flatMap((item) =>
        item ? [{ value: String(item.value), words: item.text, disabled: item.disabled }] : [],
      )}
    />
  ),
})

const chosen = (items: NonNullable<SelectOptions['items']>) =>
  items.flatMap((item) => (item && item.selected ? [String(item.value)] : []))[0]
