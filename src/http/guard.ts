import type { Context } from 'hono'
import { getCookie, setCookie, deleteCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import type { DeskRole } from '../core/desk-role.ts'
import { Refusal } from '../core/refusal.ts'

/** Whose session a cookie is, or that it stands in the room of a signing event. Apart, so that one browser can be preparer, signatory and coordinator at once. */
export type Seat = 'preparer' | 'invited' | 'signatory' | 'room' | 'desk'

const places = {
  preparer: '/sign',
  invited: '/sign',
  signatory: '/sign',
  room: '/sign',
  desk: '/desk',
} as const satisfies Record<Seat, string>

/** As long as browsers keep a cookie at most. */
const knownDays = 400
const known = 'known'

/** Gives a browser a session; its token is in no address and out of reach of scripts. */
export function seat(c: Context, name: Seat, token: string): void {
  setCookie(c, name, token, { ...attributes(c, name), maxAge: partsOf(c).limits.deskHours * 3600 })
  if (name === 'desk') setCookie(c, known, token, { ...attributes(c, name), maxAge: knownDays * 86_400 })
}

/** The token by which a browser is known again from which somebody came to the desk. It opens nothing once it has run out. */
export function knownBrowser(c: Context): string | undefined {
  return getCookie(c, known)
}

/** Takes a session away from a browser. */
export function unseat(c: Context, name: Seat): void {
  deleteCookie(c, name, attributes(c, name))
}

/** The token a browser holds. */
export function seated(c: Context, name: Seat): string | undefined {
  return getCookie(c, name)
}

/** The token in an Authorization header (RFC 6750). */
export function bearer(c: Context): string | undefined {
  return /^Bearer ([A-Za-z0-9_-]+)$/.exec(c.req.header('authorization') ?? '')?.[1]
}

/** Kept privately as evidence, for a short while. */
export function clientOf(c: Context): { address: string; agent: string } {
  return { address: c.req.header('cf-connecting-ip') ?? '', agent: (c.req.header('user-agent') ?? '').slice(0, 300) }
}

/** The role at the desk that a request asks for where nothing else is said: whoever only looks may be a reader. */
export function usualRole(method: string): DeskRole {
  return /^(get|head)$/i.test(method) ? 'reader' : 'coordinator'
}

/** Refuses a form that another site sent in a visitor's name. */
export async function ownForms(c: Context, next: () => Promise<void>): Promise<void> {
  // The address that visitors type, or the one of this request: behind a proxy they differ.
  const own = [partsOf(c).address, new URL(c.req.url).origin]
  await csrf({ origin: own })(c, async () => undefined).catch((error: unknown) => {
    if (!(error instanceof HTTPException)) throw error
    throw new Refusal('not-yours', 'This form was sent from another site. Open the page here, and send it again.')
  })
  await next()
}

function attributes(c: Context, name: Seat) {
  return {
    httpOnly: true,
    sameSite: 'Lax',
    path: places[name],
    // Behind a proxy the request itself has come without TLS.
    secure: partsOf(c).address.startsWith('https:'),
  } as const
}

/** Where visitors find the register, and how long they stay signed in; every request carries both among its parts. */
function partsOf(c: Context): { address: string; limits: { deskHours: number } } {
  return c.get('parts')
}
