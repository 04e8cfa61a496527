import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { now } from '../../src/actions/parts.ts'
import { endToken, makeToken } from '../../src/actions/tokens.ts'
import { scopes, type Scope } from '../../src/core/scope.ts'
import { operations } from '../../src/api/v1/operations.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { appOf } from '../support/app.ts'
import { dumpTables } from '../support/dump.ts'
import { setStage, type Stage } from '../support/stage.ts'

/** What each scope lets a program do. Everything else at the desk is for somebody who is signed in. */
const allowed: Readonly<Record<Scope, readonly string[]>> = {
  'read:desk': [
    'get /desk/sign-ups',
    'get /desk/sign-ups/:id',
    'get /desk/declined',
    'get /desk/papers/:code',
    'get /desk/proposals',
    'get /desk/reports',
    'get /desk/drafts',
    'get /desk/drafts/:id',
    'get /desk/export',
    'get /desk/websites',
    'get /desk/clock',
    'get /desk/events',
    'get /desk/campaigns',
    'get /desk/campaigns/:campaign',
    'get /desk/campaigns/:campaign/invitations',
    'get /desk/prospects',
    'get /desk/mails',
    'get /desk/neighbours',
  ],
  'write:sign-ups': [
    'post /desk/sign-ups/:id/acceptance',
    'post /desk/sign-ups/:id/return',
    'post /desk/sign-ups/:id/refusal',
    'post /desk/papers',
    'post /desk/sign-ups/:id/paper',
    'post /desk/mails/:mail/again',
    'post /desk/mails/:mail/bounce',
  ],
  'write:register': [
    'post /desk/bodies',
    'post /desk/acts',
    'post /desk/reports/:report/answer',
    'post /desk/drafts',
    'patch /desk/drafts/:id',
    'delete /desk/drafts/:id',
  ],
}

const holdings: readonly (readonly Scope[])[] = [[], ...scopes.map((scope) => [scope]), scopes]
const rows = operations.flatMap(({ method, path, role }) =>
  holdings.map((held) => ({ method, path, role, held, named: `${method} ${path}` })),
)

let stage: Stage
const endings: (() => void)[] = []
beforeAll(async () => {
  stage = await setStage((clearUp) => endings.unshift(clearUp))
})
afterAll(() => endings.forEach((clearUp) => clearUp()))

describe('a token', () => {
  it.each(rows)('with [$held] at $named', async ({ method, path, role, held, named }) => {
    const answer = await ask(await tokenWith(held), method, path)
    const may = held.some((scope) => allowed[scope].includes(named))
    const door = [401, 403].includes(answer.status) ? answer.status : 'let in'
    const refused = role === 'coordinator' ? 403 : 401
    expect(door).toBe(role === undefined || may ? 'let in' : refused)
    // RFC 6750 §3.1.
    const challenge = answer.headers.get('www-authenticate')
    expect(challenge).toBe({ 401: 'Bearer', 403: 'Bearer error="insufficient_scope"', 'let in': null }[door])
  })

  it('accepts a sign-up in the name of its coordinator', async () => {
    const parts = await stage.copy()
    const { token } = await makeToken(parts, { name: 'Accepting', scopes: ['write:sign-ups'], days: 1 }, stage.first)
    const path = `/api/v1/desk/sign-ups/${stage.signUps.signed}/acceptance`
    const init = { method: 'POST', body: '{"check":["phone-back"]}', headers: { authorization: `Bearer ${token}` } }
    const answer = await appOf(parts).request(path, init)
    expect([answer.status, await answer.json()]).toMatchObject([201, { accepted: [{ reference: 'EX-00002' }] }])
  })

  it('is nobody’s second pair of eyes', async () => {
    const parts = await stage.copy()
    const { token } = await makeToken(parts, { name: 'Accepting', scopes: ['write:sign-ups'], days: 1 }, stage.first)
    const [, second] = await listCoordinators(parts.db)
    await parts.db.$client.execute({
      sql: 'INSERT INTO approvals (sign_up, coordinator, at, checks) VALUES (?, ?, ?, ?)',
      args: [stage.signUps.signed, second?.id ?? '', now(parts), '["phone-back"]'],
    })
    const path = `/api/v1/desk/sign-ups/${stage.signUps.signed}/acceptance`
    const init = { method: 'POST', body: '{"check":["phone-back"]}', headers: { authorization: `Bearer ${token}` } }
    const answer = await appOf(parts).request(path, init)
    expect([answer.status, await answer.json()]).toMatchObject([403, { type: '/problems/second-approver' }])
  })

  it('does not hold a sheet of paper against its scan', async () => {
    const parts = await stage.copy()
    const [, second] = await listCoordinators(parts.db)
    const { token } = await makeToken(
      parts,
      { name: 'Accepting', scopes: ['write:sign-ups'], days: 1 },
      second ?? stage.first,
    )
    const path = `/api/v1/desk/sign-ups/${stage.signUps.paper}/acceptance`
    const init = { method: 'POST', body: '{"check":["paper-seen"]}', headers: { authorization: `Bearer ${token}` } }
    const answer = await appOf(parts).request(path, init)
    expect([answer.status, await answer.json()]).toMatchObject([403, { type: '/problems/second-approver' }])
  })

  it('is in no table: what is there opens nothing', async () => {
    const { program, parts } = stage
    const tables = JSON.stringify(await dumpTables(parts.db))
    expect(program.token).toMatch(/^crt_[\w-]{43}$/)
    expect(tables).toContain(program.id)
    expect(tables).not.toContain(program.token)
    expect((await ask(program.token, 'get', '/desk/sign-ups')).status).toBe(200)
    expect((await ask(program.id, 'get', '/desk/sign-ups')).status).toBe(401)
    expect((await ask(`crt_${program.id}`, 'get', '/desk/sign-ups')).status).toBe(401)
  })

  it('works until it ends, by its time or by a coordinator', async () => {
    const parts = await stage.copy()
    const wish = { name: 'Short', scopes: ['read:desk'], days: 2 } as const
    const { token, id } = await makeToken(parts, wish, stage.first)
    const status = async (later: number) => {
      const clock = () => parts.clock() + later
      const headers = { authorization: `Bearer ${token}` }
      return (await appOf({ ...parts, clock }).request('/api/v1/desk/sign-ups', { headers })).status
    }
    const term = 2 * 86_400_000
    expect(await status(term - 1000)).toBe(200)
    expect(await status(term)).toBe(401)
    await expect(makeToken(parts, wish, stage.first)).rejects.toThrow('You have a token of this name')
    await endToken(parts, id)
    expect(await status(0)).toBe(401)
    await expect(endToken(parts, id)).rejects.toThrow('No token like this works')
    await expect(makeToken(parts, wish, stage.first)).resolves.toMatchObject({ name: 'Short' })
  })

  it('is worth nothing once its coordinator has left the desk', async () => {
    const parts = await stage.copy()
    const { token } = await makeToken(parts, { name: 'Left', scopes: ['read:desk'], days: 2 }, stage.first)
    await parts.db.$client.execute({
      sql: 'UPDATE coordinators SET ended_at = ? WHERE id = ?',
      args: [now(parts), stage.first.id],
    })
    const headers = { authorization: `Bearer ${token}` }
    expect((await appOf(parts).request('/api/v1/desk/sign-ups', { headers })).status).toBe(401)
  })
})

let made = 0

/** A token with exactly these scopes; the desk makes none without any. */
async function tokenWith(held: readonly Scope[]): Promise<string> {
  const { parts, first } = stage
  const name = `Program ${(made += 1)}`
  const { token, id } = await makeToken(parts, { name, scopes: held, days: 1 }, first)
  expect(id).toMatch(/^[0-9a-f]{64}$/)
  return token
}

async function ask(token: string, method: string, path: string): Promise<Response> {
  const address = path
    .replace('/sign-ups/:id', `/sign-ups/${stage.signUps.signed}`)
    .replaceAll(/:(\w+)/g, (_all, name: string) => (name === 'slug' ? 'accepted-parish-council' : '0'))
  return appOf(stage.parts).request(`/api/v1${address}`, {
    method: method.toUpperCase(),
    headers: { authorization: `Bearer ${token}` },
  })
}
