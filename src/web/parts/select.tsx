import { classes } from './classes.ts'
import { describedBy, QuestionGroup, type Question } from './form-group.tsx'

type Option = { value: string; words: string; disabled?: boolean | undefined }

type Props = Question & {
  options: readonly Option[]
  /** The value that was chosen. */
  value?: string | undefined
}

export const Select = (props: Props) => {
  const { name, id = name, mistake } = props
  return (
    <QuestionGroup {...props}>
      <select
        class={classes('govuk-select', mistake !== undefined && 'govuk-select--error')}
        id={id}
        name={name}
        aria-describedby={describedBy(id, props)}
      >
        {props.options.map(({ value, words, disabled }) => (
          <option value={value} selected={value === props.value} disabled={disabled}>
            {words}
          </option>
        ))}
      </select>
    </QuestionGroup>
  )
}
