import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { jwtVerify } from 'jose'
import * as v from 'valibot'
import type { NotifySettings } from '../../src/mail/settings.ts'

const service = '26785a09-ab16-4eb0-8407-a37497a57506'
const secret = '3d844edf-8d35-48ac-975b-e847b4f122b0'

/** How the register of a test is known to it. */
function notifySettings(port: number): NotifySettings {
  return {
    key: `register_live-${service}-${secret}`,
    template: '9d751e0e-f929-4891-82a1-a3e1c3c18ee3',
    receipts: 'receipts-of-the-register',
    api: `http://127.0.0.1:${port}`,
  }
}

/** The request body as docs.notifications.service.gov.uk/rest-api publishes it; what it does not know it refuses. */
const Email = v.strictObject({
  template_id: v.pipe(v.string(), v.uuid()),
  email_address: v.pipe(v.string(), v.email()),
  personalisation: v.strictObject({ subject: v.string(), text: v.string() }),
  reference: v.string(),
  one_click_unsubscribe_url: v.exactOptional(v.pipe(v.string(), v.startsWith('https:'))),
})

export type Notification = v.InferOutput<typeof Email> & { id: string }

/** What it answers to a mail instead of taking it; `lost` takes it and breaks the line. */
export type NotifyMood = { status: number; error: string } | 'lost' | undefined

/** GOV.UK Notify as its published API describes it, on this machine. `clock` is the one that tokens are held against. */
export async function startNotifyHost(
  clock: () => number,
  moodOf: (reference: string) => NotifyMood = () => undefined,
) {
  const taken: Notification[] = []
  const asked: string[] = []

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const say = (status: number, told: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told))
    }
    const fail = (status: number, error: string) =>
      say(status, { status_code: status, errors: [{ error, message: '…' }] })
    asked.push(`${request.method} ${request.url}`)
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const seconds = Math.floor(clock() / 1000)
    const verified = await jwtVerify(token, Buffer.from(secret), { algorithms: ['HS256'], issuer: service }).then(
      ({ payload }) => Math.abs((payload.iat ?? 0) - seconds) <= 30,
      () => false,
    )
    if (!verified) return fail(403, 'AuthError')
    if (request.method === 'GET') {
      const reference = new URL(request.url ?? '', 'http://localhost').searchParams.get('reference')
      return say(200, { notifications: taken.filter((one) => one.reference === reference), links: {} })
    }
    const read = v.safeParse(Email, JSON.parse(await text(request)))
    if (!read.success || request.url !== '/v2/notifications/email') return fail(400, 'ValidationError')
    const mood = moodOf(read.output.reference)
    if (mood !== undefined && mood !== 'lost') return fail(mood.status, mood.error)
    const notification = { ...read.output, id: randomUUID() }
    taken.push(notification)
    if (mood === 'lost') return response.destroy()
    return say(201, { id: notification.id, reference: notification.reference, content: {}, uri: '…', template: {} })
  }

  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    taken,
    asked,
    settings: notifySettings(typeof address === 'object' && address ? address.port : 0),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
