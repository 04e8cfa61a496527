import { assureMark } from './actions/guard.ts'
import type { Parts } from './actions/parts.ts'
import { makeApp, type House } from './app.ts'
import { assureCarrier, readBindings, SettingRefused, type Settings } from './env.ts'
import { keepAnswers } from './http/kept-answers.ts'
import { startClock } from './jobs/schedule.ts'
import { carryByNotify } from './mail/notify.ts'
import { buildParts, outside } from './parts.ts'
import { formatEvent } from './report.ts'
import { openDatabase } from './storage/database.ts'
import { markInObject, type Bucket } from './storage/mark-object.ts'

/** What `wrangler.toml` binds, beside the settings that `env.ts` reads. */
type Bindings = Record<string, unknown> & { MARK: Bucket; ASSETS: { fetch: (request: Request) => Promise<Response> } }

type Waiting = { waitUntil: (work: Promise<unknown>) => void }

// An isolate serves many requests of one deployment: what it imports, it imports once.
const houses = new WeakMap<Bindings, Promise<House>>()

const app = makeApp(async (c) => houseFor(bindingsOf(c.env), c.executionCtx))

export default {
  fetch: (request: Request, env: Bindings, waiting: Waiting & { passThroughOnException: () => void; props: unknown }) =>
    app.fetch(request, env, waiting),
  scheduled: async (_event: unknown, env: Bindings, waiting: Waiting) => {
    const { parts } = await houseFor(env, waiting)
    await startClock(parts)()
  },
}

async function houseFor(env: Bindings, waiting: Waiting): Promise<House> {
  const held = houses.get(env) ?? build(env)
  houses.set(env, held)
  // A start that failed is tried again, not remembered.
  held.catch(() => houses.delete(env))
  const { parts, ...rest } = await held
  const later: Parts['later'] = (work) =>
    waiting.waitUntil(work.catch((error: unknown) => parts.report({ kind: 'defect', reference: 'later', error })))
  return { ...rest, parts: { ...parts, later } }
}

async function build(env: Bindings): Promise<House> {
  const settings = readBindings(env)
  assureCarrier(settings)
  const { databaseUrl: url, databaseToken: token, origin, keys } = settings
  const parts = await buildParts({
    db: await openDatabase({ url, ...(token && { token }) }),
    settings,
    keys,
    post: postOf(settings),
    marks: (name) => markInObject(env.MARK, name),
    later: () => undefined,
    report: (event) => console.log(formatEvent(event)),
  })
  const readAsset = async (name: string) => {
    const file = await env.ASSETS.fetch(new Request(`${origin}/assets/${name}`))
    return file.text()
  }
  const assets = JSON.parse(await readAsset('manifest.json'))
  return { parts, assets, readAsset, kept: keepAnswers(), assured: onceGood(() => assureMark(parts)) }
}

/** The carrier of the settings: a Worker speaks HTTP alone. */
function postOf({ mail }: Pick<Settings, 'mail'>): Parts['post'] {
  if (mail.carrier === 'smtp') throw new SettingRefused('MAIL_CARRIER is "smtp", which a Worker does not speak.')
  return mail.carrier === 'notify' ? carryByNotify(mail, outside) : { kind: 'mailbox' }
}

/** Does something until it was done once. What one request waits for, another one must not: workerd ends either when it likes. */
function onceGood(act: () => Promise<unknown>): () => Promise<unknown> {
  let done = false
  return async () => {
    if (!done) await act()
    done = true
  }
}

function bindingsOf(env: unknown): Bindings {
  if (!isBound(env)) throw new Error('MARK and ASSETS have to be bound, as in wrangler.toml')
  return env
}

function isBound(env: unknown): env is Bindings {
  return typeof env === 'object' && env !== null && 'MARK' in env && 'ASSETS' in env
}
