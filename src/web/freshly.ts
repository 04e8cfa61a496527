import { caching } from '../http/caching.ts'
import type { Visit } from './site.ts'

/** A page for everybody is asked for anew each time, unless its route says otherwise: names in it may be erased. */
export async function freshly(c: Visit, next: () => Promise<void>): Promise<void> {
  await next()
  if (!c.res.headers.has('cache-control')) c.header('cache-control', caching.page['cache-control'])
}
