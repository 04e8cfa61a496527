import type { Context } from 'hono'
import { getCookie, setCookie, deleteCookie } from 'hono/cookie'

/** Whose session a cookie is. Apart, so that one browser can be preparer, signatory and coordinator at once. */
export type Seat = 'preparer' | 'invited' | 'signatory' | 'desk'

const places = { preparer: '/sign', invited: '/sign', signatory: '/sign', desk: '/desk' } as const satisfies Record<
  Seat,
  string
>

/** Gives a browser a session; its token is in no address and out of reach of scripts. */
export function seat(c: Context, name: Seat, token: string): void {
  setCookie(c, name, token, { ...attributes(c, name), maxAge: 8 * 3600 })
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

function attributes(c: Context, name: Seat) {
  return {
    httpOnly: true,
    sameSite: 'Lax',
    path: places[name],
    secure: new URL(c.req.url).protocol === 'https:',
  } as const
}
