import { matchedRoutes } from 'hono/route'
import { beginStep, concludeStep } from '../actions/trail.ts'
import { bearer, seated, usualRole } from '../http/guard.ts'
import { isForPrograms } from '../http/problem.ts'
import type { Visit } from './site.ts'

/** Writes down everything that is done at the desk, on pages and by programs: a row before it, and afterwards how it was answered. */
export async function keepTrail(c: Visit, next: () => Promise<void>): Promise<void> {
  if (usualRole(c.req.method) === 'reader') return next()
  const { parts } = c.var
  const path = matchedRoutes(c).findLast((route) => !route.path.includes('*'))?.path ?? ''
  const text = isForPrograms(c.req.path) ? bearer(c) : seated(c, 'desk')
  const asked = { route: `${c.req.method} ${path}`, subject: subjectOf(path, c.req.path) }
  const step = await beginStep(parts, text, asked)
  await next()
  if (step !== undefined) parts.later(concludeStep(parts, step, c.res.status))
}

/** What an address names, and never the token of a link. */
function subjectOf(route: string, path: string): string | null {
  const names = route.split('/')
  const named = path.split('/').filter((_part, n) => names[n]?.startsWith(':') && names[n] !== ':token')
  return named.join(' ') || null
}
