import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders, NONCE } from 'hono/secure-headers'
import { routePath } from 'hono/route'
import { readMailbox } from './actions/mails.ts'
import type { Parts } from './actions/parts.ts'
import { logRoutes } from './api/log.ts'
import { openDataRoutes } from './api/open-data.ts'
import { Refusal, type Mistake } from './core/refusal.ts'
import { formatHex } from './encoding/hex.ts'
import { isLoopback } from './env.ts'
import { caching } from './http/caching.ts'
import { problems } from './http/problem.ts'
import { findRegister } from './storage/read/register.ts'
import { deskPages } from './web/desk.tsx'
import { MailboxPage } from './web/pages/mailbox.tsx'
import { PlainPage } from './web/pages/plain.tsx'
import { publicPages } from './web/public.tsx'
import { signUpPages } from './web/sign-up.tsx'
import { signingPages } from './web/signing.tsx'
import type { Site, Visit } from './web/site.ts'

/** What a host brings to every request. */
export type House = { parts: Parts; assets: { css: string; js: string } }

/** The whole register as one application: composition, and the one place where a refusal or a defect becomes an answer. */
export function makeApp(house: (c: Visit) => Promise<House>) {
  const app = new Hono<Site>()

  app.use(async (c, next) => {
    const begun = performance.now()
    const { parts, assets } = await house(c)
    c.set('parts', parts)
    c.set('shell', { register: { name: 'Register', demonstration: false }, assets, nonce: '', path: c.req.path })
    await next()
    // The route, never the address: a link has a token in it, and a search what somebody typed.
    const milliseconds = Math.round(performance.now() - begun)
    parts.report({
      kind: 'answered',
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      milliseconds,
    })
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        scriptSrc: ["'self'", NONCE],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      crossOriginResourcePolicy: 'cross-origin',
    }),
  )
  app.use(async (c, next) => {
    const register = await findRegister(c.var.parts.db)
    if (!register) throw new Refusal('not-open', 'Its operator opens it with “npm run open”.')
    c.set('register', register)
    c.set('shell', { ...c.var.shell, register, nonce: c.get('secureHeadersNonce') ?? '' })
    await next()
  })
  app.use('/sign/*', privately, csrf())
  app.use('/desk/*', privately, csrf())

  app.route('/log', logRoutes)
  app.route('/', openDataRoutes)
  app.route('/', signUpPages)
  app.route('/', signingPages)
  app.route('/', deskPages)
  app.get('/mailbox', privately, async (c) => {
    if (!isLoopback(c.var.parts.address)) throw new Refusal('not-found', 'There is no such page.')
    return c.html(MailboxPage({ shell: c.var.shell, mails: await readMailbox(c.var.parts) }))
  })
  app.route('/', publicPages)

  app.notFound((c) => answerRefusal(c, new Refusal('not-found', 'Check the address, or start from the home page.')))
  app.onError((error, c) => (error instanceof Refusal ? answerRefusal(c, error) : answerDefect(c, error)))
  return app
}

async function privately(c: Visit, next: () => Promise<void>): Promise<void> {
  await next()
  for (const [name, value] of Object.entries(caching.private)) c.header(name, value)
}

function answerRefusal(c: Visit, refusal: Refusal): Response | Promise<Response> {
  const { status, title } = problems[refusal.kind]
  const headers = { 'cache-control': 'no-store' }
  if (refusal.kind === 'not-signed-in' && c.req.path.startsWith('/desk')) return c.redirect('/desk/session', 303)
  const again = c.get('again')
  if (again) {
    const mistakes: readonly Mistake[] =
      refusal.fields.length > 0 ? refusal.fields : [{ field: 'main-content', words: refusal.words }]
    return c.html(again(mistakes), status, headers)
  }
  const next = { href: '/', words: 'Go to the home page' }
  return c.html(PlainPage({ shell: c.var.shell, title, words: [refusal.words], next }), status, headers)
}

function answerDefect(c: Visit, error: Error): Response | Promise<Response> {
  const parts = c.get('parts')
  if (!parts) throw error
  const reference = formatHex(parts.chance(4))
  parts.report({ kind: 'defect', reference, error })
  const words = [
    'It is not your fault, and nothing you did before is lost.',
    `If you tell us about it, quote ${reference}.`,
  ]
  return c.html(PlainPage({ shell: c.var.shell, title: 'Something went wrong', words }), 500, {
    'cache-control': 'no-store',
  })
}
