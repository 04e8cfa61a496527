import type { Mistake } from '../../core/refusal.ts'
import { findMistake } from './error-summary.tsx'
import { TextField } from './text-field.tsx'

/** The six digits of a mailed code; a phone offers them by itself. */
export const CodeField = ({ mistakes }: { mistakes: readonly Mistake[] }) => (
  <TextField
    name="code"
    label="Code"
    width={10}
    inputmode="numeric"
    autocomplete="one-time-code"
    spellcheck={false}
    extraLetterSpacing
    mistake={findMistake(mistakes, 'code')}
  />
)
