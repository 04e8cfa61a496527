import { Label } from '../parts/label.tsx'

/** Words to take away: they can be selected and copied without a script, and not changed. */
export const CopyText = ({ id, label, text, rows }: { id: string; label: string; text: string; rows: number }) => (
  <div class="govuk-form-group">
    <Label for={id}>{label}</Label>
    <textarea class="govuk-textarea register-copy" id={id} rows={rows} readonly>
      {text}
    </textarea>
  </div>
)
