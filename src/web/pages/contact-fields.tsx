import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { MailboxField } from './mailbox-field.tsx'
import { fields } from './new-body.tsx'

type Props = Omit<FormPage, 'shell'> & {
  /** How the labels begin: whose name and address it is. */
  whose: string
}

/** Whom to write to at an organisation. */
export const ContactFields = ({ typed, mistakes, whose }: Props) => {
  const field = fields(typed, mistakes)
  return (
    <>
      <TextField {...field('name')} label={`${whose} name`} spellcheck={false} />
      <TextField {...field('role')} label={`${whose} role`} />
      <MailboxField typed={typed} mistakes={mistakes} label={`${whose} email address`} autocomplete="off" />
    </>
  )
}
