import { classes } from './classes.ts'
import { describedBy, QuestionGroup, type Question } from './form-group.tsx'

type Props = Question & {
  /** Types or endings that a file picker offers. */
  accept?: string | undefined
  /** Several files may be chosen. */
  multiple?: boolean | undefined
}

/** Browsers take a file that is dropped on this field as well, with scripts or without. */
export const FileUpload = ({ accept, multiple, ...question }: Props) => {
  const { name, id = name, mistake } = question
  return (
    <QuestionGroup {...question}>
      <input
        class={classes('govuk-file-upload', mistake !== undefined && 'govuk-file-upload--error')}
        id={id}
        name={name}
        type="file"
        accept={accept}
        multiple={multiple}
        aria-describedby={describedBy(id, question)}
      />
    </QuestionGroup>
  )
}
