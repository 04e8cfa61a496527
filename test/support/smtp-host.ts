import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import type { SmtpSettings } from '../../src/mail/settings.ts'

/** A mail as the server took it. */
export type Taken = { to: string; from: string; text: string; messageId: string }

/** What the server does otherwise than take everything; each is asked for every mail anew. */
export type Moods = {
  /** Refuses a recipient. */
  onRecipient?: (address: string) => string | undefined
  /** Refuses a mail, or hangs up when all of it has come: `hang up` before it was kept, `keep and hang up` behind that. */
  onMail?: (mail: Taken) => string | undefined
  password?: string
}

/** A real SMTP server on this machine, which keeps what it takes. */
export async function startSmtpHost(moods: Moods = {}, port = 0) {
  const taken: Taken[] = []
  const take = (source: string, { mailFrom, rcptTo }: SMTPServerSession['envelope'], end: Answer) => {
    const [to] = rcptTo
    const messageId = /^Message-ID: <(.*)>/im.exec(source)?.[1] ?? ''
    const mail = { to: to?.address ?? '', from: mailFrom ? mailFrom.address : '', text: source, messageId }
    const mood = moods.onMail?.(mail)
    if (mood === undefined || mood === 'keep and hang up') taken.push(mail)
    if (mood === undefined) return end(null)
    if (mood.endsWith('hang up')) return hangUp()
    return end(refusal(mood))
  }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', ...(moods.password === undefined ? ['AUTH'] : [])],
    authOptional: moods.password === undefined,
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, end) =>
      password === moods.password ? end(null, { user: 'register' }) : end(refusal('535 5.7.8 Wrong password')),
    onRcptTo: ({ address }, _session, end) => {
      const words = moods.onRecipient?.(address)
      end(words === undefined ? null : refusal(words))
    },
    onData: (stream, session, end) => {
      // Whoever hangs up in the middle of a mail waits for no answer.
      void text(stream).then(
        (source) => take(source, session.envelope, end),
        () => undefined,
      )
    },
  })
  // Whoever hangs up on a test is no fault of the server.
  server.on('error', () => undefined)
  const hangUp = () => {
    for (const connection of server.connections) {
      const socket: unknown = Reflect.get(connection, '_socket')
      if (socket && typeof socket === 'object' && 'destroy' in socket && typeof socket.destroy === 'function') {
        socket.destroy()
      }
    }
  }
  const listening = server.listen(port, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  const own = typeof address === 'object' && address ? address.port : 0
  return {
    port: own,
    taken,
    close: async () => {
      hangUp()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** How the register of a test speaks to it. */
export function smtpSettings(port: number, own: Partial<SmtpSettings> = {}): SmtpSettings {
  return {
    url: `smtp://127.0.0.1:${port}`,
    from: parseMailAddress('register@example.org'),
    replyTo: parseMailAddress('keeper@example.org'),
    host: 'register.example.org',
    unencrypted: true,
    ...own,
  }
}

type Answer = (error: Error | null) => void

/** What a server says no with, as SMTP writes it: `550 5.1.1 No such mailbox`. */
function refusal(words: string): Error {
  return Object.assign(new Error(words.slice(4)), { responseCode: Number(words.slice(0, 3)) })
}
