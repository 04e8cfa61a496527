import type { NodemailerError } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Carried } from '../core/mail-state.ts'
import type { Carry, Parcel, Post } from './carrier.ts'
import type { SmtpSettings } from './settings.ts'

/** Milliseconds: for a connection and its greeting, for an answer, and for a whole mail. */
const patience = { greeting: 15_000, answer: 30_000, mail: 120_000 } as const

/** Mails over one connection: servers grow tired of longer ones. */
const mostOnALine = 100

/**
 * Mail by SMTP (RFC 5321), over one connection at a time. With one mail in flight a process that dies repeats one mail at
 * most, under the same Message-ID.
 */
export function carryBySmtp(settings: SmtpSettings): Extract<Post, { kind: 'smtp' }> {
  let last: Promise<unknown> = Promise.resolve()
  return {
    kind: 'smtp',
    run: async (drain) => {
      const line = openLine(settings)
      const turn = last.then(async () => drain(line.carry)).finally(line.close)
      last = turn.then(
        () => undefined,
        () => undefined,
      )
      return turn
    },
  }
}

/** A line that connects when the first mail comes, and anew after one that failed. */
function openLine(settings: SmtpSettings) {
  let open: SMTPConnection | undefined
  let carried = 0
  const close = () => {
    open?.quit()
    open = undefined
    carried = 0
  }
  const handOver = async (parcel: Parcel, message: Buffer) => {
    open ??= await connect(settings)
    await send(open, { from: settings.from, to: parcel.address, size: message.length }, message)
    carried += 1
    if (carried === mostOnALine) close()
  }
  const carry: Carry = async (parcel) => {
    const message = await compose(settings, parcel)
    return async () =>
      within(patience.mail, handOver(parcel, message)).then(
        () => ({ became: 'sent', as: null }),
        (error: NodemailerError) => {
          // What a session is good for after a no differs from server to server.
          open?.close()
          open = undefined
          return judge(error)
        },
      )
  }
  return { carry, close }
}

/** The mail as it travels (RFC 5322), plain text alone. */
async function compose({ from, replyTo, host }: SmtpSettings, parcel: Parcel): Promise<Buffer> {
  const { id, at, address, register, message, stop } = parcel
  const mail = new MailComposer({
    from: { name: register, address: from },
    replyTo,
    to: { name: '', address },
    subject: message.subject,
    text: message.text,
    date: new Date(at),
    messageId: `<${id}@${host}>`,
    headers: {
      // RFC 3834 §5: nobody's absence is to be answered to us.
      'Auto-Submitted': 'auto-generated',
      ...(stop !== undefined && { 'List-Unsubscribe': `<${stop}>` }),
      // RFC 8058 §3.1 asks for TLS.
      ...(stop?.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return mail.compile().build()
}

async function connect({ url, host, unencrypted }: SmtpSettings): Promise<SMTPConnection> {
  const { protocol, hostname, port, username, password } = new URL(url)
  const connection = new SMTPConnection({
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port && { port: Number(port) }),
    secure: protocol === 'smtps:',
    ...(unencrypted ? { ignoreTLS: true } : { requireTLS: true }),
    name: host,
    connectionTimeout: patience.greeting,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.answer,
  })
  return new Promise((resolve, reject) => {
    const ready = (error?: Error | null) => (error ? reject(error) : resolve(connection))
    // It stays: what goes wrong later is told to whoever sends, and is nobody's defect.
    connection.on('error', ready)
    const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)]
    connection.connect((error) => (error || user === '' ? ready(error) : connection.login({ user, pass }, ready)))
  })
}

async function send(connection: SMTPConnection, envelope: { from: string; to: string; size: number }, message: Buffer) {
  return new Promise<void>((resolve, reject) => {
    connection.send(envelope, message, (error) => (error ? reject(error) : resolve()))
  })
}

/** What a server's no, or its silence, means for the mail and for those behind it (RFC 5321 §4.2, RFC 3463). */
function judge({ code, command, responseCode = 0, response = '' }: NodemailerError): Carried {
  const own = command === 'RCPT TO' || command === 'DATA'
  if (code === 'EAUTH' || (responseCode >= 500 && !own)) return { became: 'waiting', trouble: 'not-let-in', all: true }
  if (responseCode >= 500) {
    // A mailbox that is not there, and not one that we may not write to.
    const nobody = command === 'RCPT TO' && !/^5\d\d[ -]5\.7\./.test(response)
    return nobody ? { became: 'bounced', trouble: 'address-refused' } : { became: 'dead', trouble: 'refused' }
  }
  if (responseCode >= 400) return { became: 'waiting', trouble: 'busy', all: !own || responseCode === 421 }
  return { became: 'waiting', trouble: 'unanswered', all: true }
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('a mail took too long')), milliseconds)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
