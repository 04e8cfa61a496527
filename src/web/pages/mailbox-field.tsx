import type { Child } from 'hono/jsx'
import { typedText } from '../../http/parse.ts'
import { findMistake } from '../parts/error-summary.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'

type Props = Omit<FormPage, 'shell'> & { label: string; hint?: Child; autocomplete?: string | undefined }

/** A question for a mailbox: the asker's own, unless it is told not to be filled in. */
export const MailboxField = ({ typed, mistakes, label, hint, autocomplete = 'email' }: Props) => (
  <TextField
    name="email"
    type="email"
    label={label}
    hint={hint}
    value={typedText(typed, 'email')}
    autocomplete={autocomplete}
    spellcheck={false}
    mistake={findMistake(mistakes, 'email')}
  />
)
