import type { MailAddress } from '../core/mail-address.ts'

/** Where, and as whom, mail is handed to an SMTP server. */
export type SmtpSettings = {
  /** `smtp://` with STARTTLS or `smtps://`, with name and password in it. */
  url: string
  from: MailAddress
  /** Whom an answer goes to. */
  replyTo: MailAddress
  /** The host that every Message-ID ends with. */
  host: string
  /** The server is on this machine, and nobody reads along. */
  unencrypted: boolean
}

/** How the register is known to GOV.UK Notify. */
export type NotifySettings = {
  /** `name-service-secret`, as Notify made it; the last two are UUIDs. */
  key: string
  /** The id of a template that is `((subject))` and `((text))`. */
  template: string
  /** The token by which Notify says what became of a mail. */
  receipts: string
  /** Where its API is. */
  api: string
}
