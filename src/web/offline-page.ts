import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { trustedFiles } from '../actions/bundle-certificate.ts'
import { caching } from '../http/caching.ts'
import { embedFiles } from '../verify/embedded-files.ts'
import type { Site } from './site.ts'

/** The page that checks certificates by itself, with the keys of this register in it: to be kept, and opened from disk. */
export const offlinePage = new Hono<Site>().get(
  '/verify.html',
  secureHeaders({ referrerPolicy: 'no-referrer', crossOriginResourcePolicy: 'cross-origin' }),
  async (c) => {
    const page = await c.var.readAsset(c.var.shell.assets.offline)
    // The page brings its policy, which names its one script and its one style, wherever it is opened.
    const [, policy = "default-src 'none'"] =
      /http-equiv="content-security-policy"\s+content="([^"]+)"/.exec(page) ?? []
    return c.html(embedFiles(page, await trustedFiles(c.var.parts)), 200, {
      'content-security-policy': `${policy}; frame-ancestors 'none'`,
      ...caching.page,
    })
  },
)
