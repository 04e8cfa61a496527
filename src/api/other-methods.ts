import type { Context } from 'hono'
import { routePath } from 'hono/route'
import { Refusal } from '../core/refusal.ts'
import type { Service } from './service.ts'

/** As much of an operation as says where it is. */
type Placed = { method: string; path: string; role: string | undefined }

/**
 * Answers what no operation does: which methods an address has (RFC 9110 §9.3.7), whether scripts of other sites may read
 * there, and that it has no such method.
 */
export function otherMethods(operations: readonly Placed[]) {
  return async (c: Context<Service>, next: () => Promise<void>): Promise<Response | undefined> => {
    const below = c.req.path.slice(routePath(c).length - '/*'.length)
    const here = operations.filter(({ path }) => patternOf(path).test(below))
    if (here.length === 0) return next().then(() => undefined)
    const readable = here.filter(({ method }) => method === 'get')
    const methods = [...here.map(({ method }) => method.toUpperCase()), ...(readable.length > 0 ? ['HEAD'] : [])]
    c.header('allow', [...new Set(methods), 'OPTIONS'].join(', '))
    if (c.req.method !== 'OPTIONS') throw new Refusal('method-unknown', 'This address has other methods: see “Allow”.')
    if (readable.some(({ role }) => role === undefined)) {
      c.header('access-control-allow-origin', '*')
      c.header('access-control-allow-methods', 'GET, HEAD')
      c.header('access-control-allow-headers', 'If-None-Match')
      c.header('access-control-max-age', '86400')
    }
    return c.body(null, 204)
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)
}
