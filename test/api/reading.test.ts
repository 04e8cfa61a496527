import { describe, expect, it } from 'vitest'
import { operations } from '../../src/api/v1/operations.ts'
import { appOf } from '../support/app.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'
import { setStage } from '../support/stage.ts'

/** A register of many bodies and a program that reads it. */
async function open() {
  const register = await openRegister()
  await registerBodies(register.parts, inventBodies(23))
  await register.publish()
  const app = appOf(register.parts)
  const ask = async (path: string, init: RequestInit = {}) => app.request(`http://localhost:8787${path}`, init)
  return { ...register, ask }
}

describe('a conditional request', () => {
  it.each(['/api/v1/bodies', '/api/v1/list', '/api/v1/changes', '/api/v1/mailbox', '/api/openapi.json'])(
    'of %s is answered with 304 as long as nothing has changed',
    async (path) => {
      const { ask, start } = await open()
      const first = await ask(path)
      const etag = first.headers.get('etag') ?? ''
      expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
      const headers = { 'if-none-match': `"other", ${etag}` }
      const again = await ask(path, { headers })
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
      const head = await ask(path, { method: 'HEAD' })
      expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])
      await start()
      expect((await ask(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
    },
  )

  it('of what one person sees alone has a tag too, which changes with the answer, and nobody keeps it', async () => {
    const { parts, seat, signUps } = await setStage()
    const app = appOf(parts)
    const path = `/api/v1/sign-ups/${signUps.begun}`
    const session = { authorization: `Bearer ${await seat('preparer', signUps.begun)}` }
    const first = await app.request(path, { headers: session })
    const held = { ...session, 'if-none-match': first.headers.get('etag') ?? '' }
    expect((await app.request(path, { headers: held })).status).toBe(304)
    expect(first.headers.get('cache-control')).toBe('no-store')
    await app.request(path, { method: 'PATCH', headers: session, body: '{"editions":[]}' })
    expect((await app.request(path, { headers: held })).status).toBe(200)
  })
})

describe('what is changed on condition that it is as it was read', () => {
  it('is changed once, and not by whoever read it before that', async () => {
    const { parts, seat, signUps } = await setStage()
    const app = appOf(parts)
    const path = `/api/v1/sign-ups/${signUps.begun}`
    const session = { authorization: `Bearer ${await seat('preparer', signUps.begun)}` }
    const change = async (etag: string, list: string) => {
      const body = JSON.stringify({ members: { list, on: '2026-02-01' } })
      return app.request(path, { method: 'PATCH', headers: { ...session, 'if-match': etag }, body })
    }
    const read = (await app.request(path, { headers: session })).headers.get('etag') ?? ''
    const first = await change(`"other", ${read}`, 'https://example.org/first')
    expect(first.status).toBe(200)

    const stale = await change(read, 'https://example.org/stale')
    expect([stale.status, stale.headers.get('content-type')]).toEqual([412, 'application/problem+json'])
    expect(await stale.json()).toMatchObject({ type: '/problems/changed-since', status: 412 })
    expect((await change(`W/${first.headers.get('etag')}`, 'https://example.org/weak')).status).toBe(412)
    const now = await app.request(path, { headers: session })
    expect(now.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(await now.text()).toContain('https://example.org/first')

    expect((await change(now.headers.get('etag') ?? '', 'https://example.org/second')).status).toBe(200)
    expect((await change('*', 'https://example.org/third')).status).toBe(200)
  })

  it('is an edition that is being written, too', async () => {
    const { parts, seat } = await setStage()
    const app = appOf(parts)
    const headers = { authorization: `Bearer ${await seat('coordinator')}` }
    const begun = await app.request('/api/v1/desk/drafts', { method: 'POST', headers, body: '{}' })
    const { id }: { id: string } = await begun.json()
    const path = `/api/v1/desk/drafts/${id}`
    const read = (await app.request(path, { headers })).headers.get('etag') ?? ''
    const change = async () =>
      app.request(path, { method: 'PATCH', headers: { ...headers, 'if-match': read }, body: '{"inForceFrom":"2027"}' })
    expect([(await change()).status, (await change()).status]).toEqual([200, 412])
  })
})

describe('a long list', () => {
  it.each([
    ['/api/v1/bodies?limit=7', (answer: Listed) => (answer.bodies ?? []).map(({ slug }) => slug)],
    ['/api/v1/changes?limit=7', (answer: Listed) => (answer.changes ?? []).map(({ entry }) => entry)],
    ['/api/v1/changes?limit=1', (answer: Listed) => (answer.changes ?? []).map(({ entry }) => entry)],
    ['/api/v1/list?signed=no&limit=7', (answer: Listed) => (answer.unsigned ?? []).map(({ slug }) => slug)],
  ])('at %s goes on where its link leads, until all has been told once', async (path, tell) => {
    const { ask } = await open()
    const most = Number(/limit=(\d)/.exec(path)?.[1])
    const told: unknown[] = []
    let pages = 0
    for (let next: string | undefined = path; next !== undefined; pages += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one page leads to the next
      const answer: Response = await ask(next)
      const page: Listed = await answer.json()
      expect(tell(page).length).toBeLessThanOrEqual(most)
      expect(tell(page)).not.toEqual([])
      told.push(...tell(page))
      next = /^<(\/[^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1]
    }
    const whole: Listed = await (await ask(path.replace(/limit=\d/, 'limit=500'))).json()
    expect(told).toEqual(tell(whole))
    expect(pages).toBe(Math.ceil(told.length / most))
    expect(told.length).toBeGreaterThan(20)
  })

  it.each(['limit=0', 'limit=501', 'limit=ten', 'page=0', 'page=-1'])('is refused with %s', async (query) => {
    const { ask } = await open()
    expect((await ask(`/api/v1/bodies?${query}`)).status).toBe(422)
  })
})

describe('a method that an address does not have', () => {
  it.each([
    ['/api/v1/links', 'POST, OPTIONS'],
    ['/api/v1/bodies', 'GET, HEAD, OPTIONS'],
    ['/api/v1/desk/sessions', 'POST, DELETE, GET, HEAD, OPTIONS'],
  ])('%s is refused, and told which it has', async (path, allow) => {
    const { ask } = await open()
    const answer = await ask(path, { method: 'PUT' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow])
    expect([answer.headers.get('content-type'), await answer.json()]).toMatchObject([
      'application/problem+json',
      { type: '/problems/method-unknown', status: 405 },
    ])
    const options = await ask(path, { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow'), await options.text()]).toEqual([204, allow, ''])
  })

  it('is not told of an address that is not there', async () => {
    const { ask } = await open()
    const found = await Promise.all(['PUT', 'OPTIONS'].map((method) => ask('/api/v1/nothing', { method })))
    expect(found.map(({ status }) => status)).toEqual([404, 404])
  })
})

it('scripts of other sites may read what is open, and nothing that needs a session', async () => {
  const { ask } = await open()
  for (const { method, path, role } of operations.filter((one) => one.method === 'get')) {
    if (path === '/mailbox') continue
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const options = await ask(`/api/v1${path.replaceAll(/:\w+/g, 'x')}`, { method: 'OPTIONS' })
    const allowed = role === undefined ? '*' : null
    expect(options.headers.get('access-control-allow-origin'), `${method} ${path}`).toBe(allowed)
  }
  const list = await ask('/api/v1/bodies', { headers: { origin: 'https://elsewhere.example' } })
  expect(list.headers.get('access-control-allow-origin')).toBe('*')
  expect(list.headers.get('access-control-allow-credentials')).toBeNull()
  expect(list.headers.get('access-control-expose-headers')).toBe('ETag, Link')
})

type Listed = { bodies?: { slug: string }[]; changes?: { entry: number }[]; unsigned?: { slug: string }[] }
