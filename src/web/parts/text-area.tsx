import { classes } from './classes.ts'
import { describedBy, QuestionGroup, type Question } from './form-group.tsx'

type Props = Question & {
  /** What was typed, given back as it was. */
  value?: string | undefined
  rows?: number | undefined
  autocomplete?: string | undefined
  spellcheck?: boolean | undefined
}

export const TextArea = (props: Props) => {
  const { name, id = name, mistake } = props
  return (
    <QuestionGroup {...props}>
      <textarea
        class={classes('govuk-textarea', mistake !== undefined && 'govuk-textarea--error')}
        id={id}
        name={name}
        rows={props.rows ?? 5}
        spellcheck={props.spellcheck}
        aria-describedby={describedBy(id, props)}
        autocomplete={props.autocomplete}
      >
        {props.value}
      </textarea>
    </QuestionGroup>
  )
}
