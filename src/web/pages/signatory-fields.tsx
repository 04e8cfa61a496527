import type { Mistake } from '../../core/refusal.ts'
import type { Typed } from '../../http/parse.ts'
import { TextField } from '../parts/text-field.tsx'
import { fields } from './new-body.tsx'

/** Who somebody is that signs, and where they read their mail. */
export const SignatoryFields = ({
  typed,
  mistakes,
  mailbox,
}: {
  typed: Typed
  mistakes: readonly Mistake[]
  /** What is said of their mailbox. */
  mailbox: string
}) => {
  const field = fields(typed, mistakes)
  return (
    <>
      <TextField {...field('signatory-name')} label="Full name" spellcheck={false} />
      <TextField {...field('signatory-role')} label="Role" hint="For example, Chief Executive, Clerk or Chair" />
      <TextField {...field('signatory-email')} type="email" label="Email address" hint={mailbox} spellcheck={false} />
    </>
  )
}
