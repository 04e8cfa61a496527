import { classes } from './classes.ts'
import { describedBy, QuestionGroup, type Question } from './form-group.tsx'

type Width =
  2 | 3 | 4 | 5 | 10 | 20 | 30 | 'full' | 'three-quarters' | 'two-thirds' | 'one-half' | 'one-third' | 'one-quarter'

type Props = Question & {
  /** What was typed, given back as it was. */
  value?: string | undefined
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | undefined
  /** In characters, or as a share of the column. */
  width?: Width | undefined
  autocomplete?: string | undefined
  inputmode?: 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | undefined
  spellcheck?: boolean | undefined
  autocapitalize?: 'none' | 'words' | 'characters' | undefined
  extraLetterSpacing?: boolean | undefined
}

const widthClass = (width: Width | undefined) => {
  if (width === undefined) return undefined
  return typeof width === 'number' ? `govuk-input--width-${width}` : `govuk-!-width-${width}`
}

export const TextField = (props: Props) => {
  const { name, id = name, mistake } = props
  return (
    <QuestionGroup {...props}>
      <input
        class={classes(
          'govuk-input',
          widthClass(props.width),
          props.extraLetterSpacing && 'govuk-input--extra-letter-spacing',
          mistake !== undefined && 'govuk-input--error',
        )}
        id={id}
        name={name}
        type={props.type ?? 'text'}
        spellcheck={props.spellcheck}
        value={props.value}
        aria-describedby={describedBy(id, props)}
        autocomplete={props.autocomplete}
        autocapitalize={props.autocapitalize}
        inputmode={props.inputmode}
      />
    </QuestionGroup>
  )
}
