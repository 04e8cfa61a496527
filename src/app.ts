import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { matchedRoutes } from 'hono/route'
import { readMailbox } from './actions/mails.ts'
import type { Parts } from './actions/parts.ts'
import { sendMails } from './actions/send-mails.ts'
import { describeApi } from './api/document.ts'
import { logRoutes } from './api/log.ts'
import { factsOf } from './api/operation-facts.ts'
import { routesOf } from './api/operation.ts'
import { operations } from './api/v1/operations.ts'
import { openDataRoutes } from './api/open-data.ts'
import { mailReceiptRoutes } from './api/mail-receipts.ts'
import { witnessRoutes } from './api/witness.ts'
import type { FullDay } from './core/day.ts'
import { Refusal, type Mistake } from './core/refusal.ts'
import { formatHex } from './encoding/hex.ts'
import { isLoopback } from './env.ts'
import { caching } from './http/caching.ts'
import { ownForms, seated } from './http/guard.ts'
import { findKept, keepAnswer, tagAnswer, type KeptAnswers } from './http/kept-answers.ts'
import { defectProblem, isForPrograms, problemOf, problems, type Problem } from './http/problem.ts'
import { listHalts } from './storage/read/halts.ts'
import { findRegister } from './storage/read/register.ts'
import { findVersion } from './storage/read/version.ts'
import { askChangePages } from './web/ask-change.tsx'
import { certificatePages } from './web/certificates.tsx'
import { boardPaperPages } from './web/board-paper.tsx'
import { decisionPages } from './web/decision.tsx'
import { evidencePages } from './web/evidence.tsx'
import { deskPart } from './web/desk-part.ts'
import { declinePages } from './web/decline.tsx'
import { inlineScript, type Assets } from './web/page.tsx'
import { keepTrail } from './web/keep-trail.ts'
import { invitationPages } from './web/invitation.tsx'
import { lookOf } from './web/look.ts'
import { ApiOperationPage } from './web/pages/api-operation.tsx'
import { ApiPage, ProblemPage } from './web/pages/api.tsx'
import { MailboxPage } from './web/pages/mailbox.tsx'
import { PlainPage } from './web/pages/plain.tsx'
import { mistakePages } from './web/mistakes.tsx'
import { offlinePage } from './web/offline-page.ts'
import { ownWordsPages } from './web/own-words.tsx'
import { paperPages } from './web/papers.tsx'
import { publicPages } from './web/public.tsx'
import { answerPages } from './web/sign-answers.tsx'
import { roomPages } from './web/room.tsx'
import { replacementPages } from './web/replacement.tsx'
import { signRequestPages } from './web/sign-request.tsx'
import { signUpPages } from './web/sign-up.tsx'
import { stopMailPages } from './web/stop-mail.tsx'
import { signingPages } from './web/signing.tsx'
import type { ReadAsset, Site, Visit } from './web/site.ts'

/** What a host brings to every request. */
export type House = {
  parts: Parts
  assets: Assets
  readAsset: ReadAsset
  kept: KeptAnswers
  /** Where the host has a quicker way to it than a query of the driver. */
  version?: () => string
  /** The look at the mark that every process takes before it first writes, where it was not taken at the start. */
  assured?: () => Promise<unknown>
  /** The day on which a copy of the site is made. */
  copy?: FullDay
}

/** The whole register as one application: composition, and the one place where a refusal or a defect becomes an answer. */
export function makeApp(house: (c: Visit) => Promise<House>) {
  const app = new Hono<Site>()

  app.use(async (c, next) => {
    const begun = performance.now()
    const { parts, assets, readAsset, kept, version: find, assured, copy } = await house(c)
    const report = (route: string, status: number) => {
      const milliseconds = Math.round(performance.now() - begun)
      parts.report({ kind: 'answered', method: c.req.method, route, status, milliseconds })
    }
    // A database that does not answer says so further in, where the answer gets its headers.
    const [read] = await Promise.allSettled([presentVersion(parts, find)])
    const version = read.status === 'fulfilled' ? read.value : undefined
    const known = version && findKept(c, kept, version)
    if (known) {
      report(known.route, known.answer.status)
      return known.answer
    }
    c.set('parts', parts)
    c.set('readAsset', readAsset)
    c.set('shell', {
      register: { name: 'Register', prefix: '', demonstration: false },
      assets,
      path: c.req.path,
      address: parts.address,
      local: parts.local,
      ...(copy && { copy }),
    })
    c.set('assured', assured)
    await next()
    // The route, never the address: a link has a token in it, and a search what somebody typed.
    const route = matchedRoutes(c).findLast(({ path }) => !path.includes('*'))?.path ?? 'unknown'
    if (version) await keepAnswer(c, kept, version, route)
    if (c.req.path.startsWith('/api/')) await tagAnswer(c)
    report(route, c.res.status)
    return undefined
  })
  // Its policy is its own, and names other scripts than every other page's.
  app.route('/', offlinePage)
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        scriptSrc: ["'self'", inlineScript],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
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
    c.set('shell', { ...c.var.shell, register })
    await next()
  })
  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    await c.var.assured?.()
    await next()
    // What was written into the post leaves behind the answer.
    c.var.parts.later(sendMails(c.var.parts))
    return undefined
  })
  app.use('/mistake', privately, ownForms)
  // RFC 8058: whoever keeps the mailbox presses in its owner's name, from elsewhere and without a cookie.
  app.use('/sign/*', privately, (c, next) =>
    /^\/sign\/invitations\/[^/]+\/stop$/.test(c.req.path) ? next() : ownForms(c, next),
  )
  app.use('/sign/*', async (c, next) => {
    if (seated(c, 'room') !== undefined) c.set('shell', { ...c.var.shell, room: true })
    await next()
  })
  app.use('/desk/*', privately, ownForms, async (c, next) => {
    const [halt] = await listHalts(c.var.parts.db)
    if (halt) c.set('shell', { ...c.var.shell, halt })
    await next()
  })
  for (const desk of ['/desk/*', '/api/v1/desk/*']) app.use(desk, keepTrail)
  for (const mailbox of ['/mailbox', '/api/v1/mailbox']) {
    app.use(mailbox, privately, (c, next) => {
      if (!isLoopback(c.var.parts.address)) throw new Refusal('not-found', 'There is no such page.')
      return next()
    })
  }
  const limit = bodyLimit({ maxSize: 100_000, onError: refuseLong })
  // A file is longer than any form, and a witness says how it refuses: they have limits of their own.
  const textLimit = bodyLimit({ maxSize: 1_000_000, onError: refuseLong })
  app.use((c, next) => {
    if (ownLimits.test(c.req.path)) return next()
    // The text of an edition, as it is pasted or uploaded.
    return (/^(\/api\/v1)?\/desk\/(drafts|editions|acts)\b/.test(c.req.path) ? textLimit : limit)(c, next)
  })

  app.route('/log', logRoutes)
  app.route('/witness', witnessRoutes)
  app.route('/mail', mailReceiptRoutes)
  app.route('/api/v1', routesOf(operations))
  app.get('/api/openapi.json', (c) => c.json(describeApi(c.var.parts.address), 200, caching.minutes))
  app.get('/api/docs', (c) => c.html(ApiPage({ shell: c.var.shell, operations: operations.map(factsOf) })))
  app.get('/api/docs/:operation', (c) => {
    const found = operations.map(factsOf).find(({ id }) => id === c.req.param('operation'))
    if (!found) throw new Refusal('not-found', 'There is no such operation.')
    return c.html(ApiOperationPage({ shell: c.var.shell, operation: found, typed: c.req.query() }))
  })
  app.get('/problems/:kind', (c) => {
    const found = Object.entries(problems).find(([kind]) => kind === c.req.param('kind'))
    if (!found) throw new Refusal('not-found', 'There is no such problem.')
    return c.html(ProblemPage({ shell: c.var.shell, title: found[1].title, status: found[1].status }))
  })
  app.get('/look.css', (c) => {
    const { css, address } = lookOf(c.var.parts.local)
    const known = address.endsWith(`?v=${c.req.query('v')}`)
    return c.body(css, 200, { 'content-type': 'text/css; charset=utf-8', ...caching[known ? 'forever' : 'minutes'] })
  })
  app.route('/', openDataRoutes)
  app.route('/', stopMailPages)
  app.route('/', signUpPages)
  app.route('/', answerPages)
  app.route('/', signingPages)
  app.route('/', signRequestPages)
  app.route('/', roomPages)
  app.route('/', declinePages)
  app.route('/', invitationPages)
  app.route('/', askChangePages)
  app.route('/', replacementPages)
  app.route('/', decisionPages)
  app.route('/', boardPaperPages)
  app.route('/', evidencePages)
  app.route('/', ownWordsPages)
  app.route('/', deskPart)
  app.get('/mailbox', async (c) => c.html(MailboxPage({ shell: c.var.shell, mails: await readMailbox(c.var.parts) })))
  app.route('/', certificatePages)
  app.route('/', mistakePages)
  app.route('/', paperPages)
  app.route('/', publicPages)

  // A route and not `notFound`, which a host that puts this application into another one does not hear.
  app.all('*', () => {
    throw new Refusal('not-found', 'Check the address, or start from the home page.')
  })
  app.onError((error, c) => (error instanceof Refusal ? answerRefusal(c, error) : answerDefect(c, error)))
  return app
}

/** Where files are sent, and where a witness is asked. */
const ownLimits =
  /^\/(verify$|witness\/|desk\/import\/|desk\/sign-ups\/[^/]+\/paper$|api\/v1\/desk\/sign-ups\/[^/]+\/paper$)/

/** What every page for everybody is made of. London's day turns on an hour, so nothing needs to know here which day it is. */
async function presentVersion({ db, clock }: Parts, find: () => string | Promise<string> = () => findVersion(db)) {
  return `${await find()} ${Math.floor(clock() / 3_600_000)}`
}

function refuseLong(): never {
  throw new Refusal('field-invalid', 'This is longer than anything the register asks for.')
}

function privately(c: Visit, next: () => Promise<void>): Promise<void> {
  return next().finally(() => {
    for (const [name, value] of Object.entries(caching.private)) c.header(name, value)
  })
}

async function answerRefusal(c: Visit, refusal: Refusal): Promise<Response> {
  if (isForPrograms(c.req.path)) return answerProblem(c, problemOf(refusal))
  const { status, title } = problems[refusal.kind]
  const headers = { 'cache-control': 'no-store' }
  if (refusal.kind === 'not-signed-in' && c.req.path.startsWith('/desk')) return c.redirect('/desk/session', 303)
  // On the device of a room, whoever comes next types their own code.
  const room = c.req.path.startsWith('/sign/') && c.req.path !== '/sign/room' && seated(c, 'room') !== undefined
  if (refusal.kind === 'not-signed-in' && room) return c.redirect('/sign/room', 303)
  const again = c.get('again')
  if (again) {
    const mistakes: readonly Mistake[] =
      refusal.fields.length > 0 ? refusal.fields : [{ field: 'main-content', words: refusal.words }]
    const [page] = await Promise.allSettled([(async () => again(mistakes))()])
    if (page.status === 'fulfilled') return c.html(page.value, status, headers)
    // What the form was about is not there, so there is no page of it to show again.
    if (!(page.reason instanceof Refusal)) throw page.reason
  }
  const next = { href: '/', words: 'Go to the home page' }
  return c.html(PlainPage({ shell: c.var.shell, title, words: [refusal.words], next }), status, headers)
}

function answerDefect(c: Visit, error: Error): Response | Promise<Response> {
  const parts = c.get('parts')
  if (!parts) throw error
  const reference = formatHex(parts.chance(4))
  parts.report({ kind: 'defect', reference, error })
  const problem = defectProblem(reference)
  if (isForPrograms(c.req.path)) return answerProblem(c, problem)
  const words = ['Nothing you did before is lost.', problem.detail]
  return c.html(PlainPage({ shell: c.var.shell, title: problem.title, words }), 500, { 'cache-control': 'no-store' })
}

function answerProblem(c: Visit, problem: Problem): Response {
  return c.body(JSON.stringify(problem), problem.status, {
    'content-type': 'application/problem+json',
    ...caching.never,
    ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(problem.type === '/problems/out-of-scope' && { 'www-authenticate': 'Bearer error="insufficient_scope"' }),
    ...(problem.type === '/problems/not-published-yet' && { 'retry-after': '5' }),
  })
}
