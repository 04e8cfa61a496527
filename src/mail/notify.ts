import { SignJWT } from 'jose'
import type { Carried } from '../core/mail-state.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import type { Carry, Parcel, Post } from './carrier.ts'
import type { NotifySettings } from './settings.ts'

type World = { ask: (request: Request) => Promise<Response>; clock: () => number }

/** Mail by the HTTP API of GOV.UK Notify (docs.notifications.service.gov.uk/rest-api). */
export function carryByNotify(settings: NotifySettings, world: World): Extract<Post, { kind: 'notify' }> {
  const carry: Carry = async (parcel) => async () => {
    // The answer to an earlier try may have been lost, and not the mail.
    const earlier = parcel.tries > 1 ? await findEarlier(settings, world, parcel) : undefined
    return earlier ?? send(settings, world, parcel)
  }
  return { kind: 'notify', receipts: settings.receipts, run: async (drain) => drain(carry) }
}

async function send(settings: NotifySettings, world: World, parcel: Parcel): Promise<Carried> {
  const { id, address, message, stop } = parcel
  const body = {
    template_id: settings.template,
    email_address: address,
    personalisation: message,
    reference: id,
    ...(stop?.startsWith('https:') && { one_click_unsubscribe_url: stop }),
  }
  const answer = await ask(settings, world, '/v2/notifications/email', body)
  return answer ? judge(answer) : unanswered
}

/** The same mail as Notify already has it; nothing where it does not, and a wait where it does not say. */
async function findEarlier(settings: NotifySettings, world: World, { id }: Parcel): Promise<Carried | undefined> {
  const answer = await ask(settings, world, `/v2/notifications?reference=${id}`)
  if (!answer) return unanswered
  if (answer.status !== 200) return judge(answer)
  const [found] = member(answer.told, 'notifications', Array.isArray) ?? []
  return found === undefined ? undefined : { became: 'sent', as: nameOf(found) }
}

type Answer = { status: number; told: unknown }

/** What Notify answers, if it does. */
async function ask({ key, api }: NotifySettings, { ask: outside, clock }: World, path: string, body?: object) {
  const [, service = '', secret = ''] = /([0-9a-f-]{36})-([0-9a-f-]{36})$/.exec(key) ?? []
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(service)
    .setIssuedAt(Math.floor(clock() / 1000))
    .sign(formatUtf8(secret))
  const request = new Request(`${api}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(30_000),
  })
  return outside(request).then(
    async (answer): Promise<Answer> => ({ status: answer.status, told: await answer.json().catch(() => undefined) }),
    () => undefined,
  )
}

const unanswered: Carried = { became: 'waiting', trouble: 'unanswered', all: true }

/** What a status means: the words beside it may change. */
function judge({ status, told }: Answer): Carried {
  if (status === 201) return { became: 'sent', as: nameOf(told) }
  if (status === 401 || status === 403) return { became: 'waiting', trouble: 'not-let-in', all: true }
  if (status === 429) return { became: 'waiting', trouble: 'busy', all: true }
  return status >= 400 && status < 500 ? { became: 'dead', trouble: 'refused' } : unanswered
}

function nameOf(told: unknown): string | null {
  return member(told, 'id', (value) => typeof value === 'string') ?? null
}

function member<Value>(told: unknown, name: string, is: (value: unknown) => value is Value): Value | undefined {
  const value: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, name) : undefined
  return is(value) ? value : undefined
}
