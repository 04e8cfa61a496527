import { classes } from './classes.ts'
import { describedBy, QuestionGroup, type Question } from './form-group.tsx'

type Props = Question & {
  /** Types or endings that a file picker offers. */
  accept?: string | undefined
  /** Whether it becomes a place to drop a file on, where scripts run. */
  dropZone?: boolean | undefined
}

export const FileUpload = ({ accept, dropZone, ...question }: Props) => {
  const { name, id = name, mistake } = question
  const field = (
    <input
      class={classes('govuk-file-upload', mistake !== undefined && 'govuk-file-upload--error')}
      id={id}
      name={name}
      type="file"
      accept={accept}
      aria-describedby={describedBy(id, question)}
    />
  )
  return (
    <QuestionGroup {...question}>
      {dropZone ? (
        <div class="govuk-file-upload-wrapper" data-module="govuk-file-upload">
          {field}
        </div>
      ) : (
        field
      )}
    </QuestionGroup>
  )
}
