import { describe, expect, it } from 'vitest'
import { keepAnswers } from '../../src/http/kept-answers.ts'
import { makeSlug } from '../../src/core/slug.ts'
import { rebuildViews } from '../../src/storage/write/rebuild.ts'
import { appOf } from '../support/app.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'

async function open() {
  const register = await openRegister()
  await register.publish()
  const app = appOf(register.parts)
  const ask = async (address: string, init: RequestInit = {}) => app.request(`http://localhost:8787${address}`, init)
  const read = async (address: string) => (await ask(address)).text()
  return { ...register, ask, read }
}

const pages = ['/', '/signatories', '/signatories?q=vale', '/bodies/example-vale-parish-council', '/api/v1/bodies']

describe('a page that was asked for before', () => {
  it('is the same, headers too, whether it was kept or not', async () => {
    const { ask } = await open()
    for (const address of ['/', '/signatories', '/api/v1/editions']) {
      const [first, again] = [await ask(address), await ask(address)]
      expect(Object.fromEntries(again.headers)).toEqual(Object.fromEntries(first.headers))
      expect(again.headers.get('content-security-policy')).toContain("'sha256-")
      expect(await again.text()).toBe(await first.text())
    }
  })

  it('is not sent again to whoever has it, and is to whoever has another', async () => {
    const { ask } = await open()
    const etag = (await ask('/')).headers.get('etag') ?? ''
    const [same, other] = [{ 'if-none-match': etag }, { 'if-none-match': '"other"' }]
    expect([(await ask('/', { headers: same })).status, (await ask('/', { headers: other })).status]).toEqual([
      304, 200,
    ])
    expect(await (await ask('/', { headers: same })).text()).toBe('')
    const head = await ask('/', { method: 'HEAD' })
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])
  })

  it('is told of in the log like any other, and not by its address', async () => {
    const { ask, events } = await open()
    events.splice(0)
    const first = await ask('/signatories?q=vale')
    await ask('/signatories?q=vale')
    await ask('/signatories?q=vale', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
    const answered = { kind: 'answered', method: 'GET', route: '/signatories', milliseconds: expect.any(Number) }
    expect(events).toEqual([200, 200, 304].map((status) => ({ ...answered, status })))
  })

  it('is right at once after a signing is accepted', async () => {
    const { signUp, accept, read } = await open()
    await signUp()
    const before = await Promise.all(pages.map(read))
    await accept()
    const after = await Promise.all(pages.map(read))
    expect(after.filter((page) => page.includes('Example Vale Parish Council'))).toHaveLength(pages.length)
    expect(before.filter((page) => page.includes('href="/bodies/example-vale-parish-council"'))).toEqual([])
  })

  it('is right at once after a checkpoint is published', async () => {
    const { parts, publish, read } = await open()
    const [body] = inventBodies(1)
    await registerBodies(parts, inventBodies(1))
    const address = `/bodies/${makeSlug(body?.name ?? '')}`
    expect(await read(address)).toContain('being published')
    await publish()
    expect(await read(address)).not.toContain('being published')
  })

  it('is right at once after midnight in London', async () => {
    const { clock, read } = await open()
    clock.now = Date.parse('2026-07-01T22:59:59Z')
    expect(await read('/')).toContain('1 July 2026')
    clock.now = Date.parse('2026-07-01T23:00:00Z')
    expect(await read('/')).toContain('2 July 2026')
  })

  it('is right at once after the views were mended', async () => {
    const { parts, signUp, accept, settle, read } = await open()
    await signUp()
    await accept()
    await settle()
    await parts.db.$client.execute(`UPDATE bodies SET name = 'Forged'`)
    expect(await read('/signatories')).toContain('Forged')
    await rebuildViews(parts.db)
    expect(await read('/signatories')).not.toContain('Forged')
  })

  it('is never behind, however many ask while bodies come', async () => {
    const { parts, read } = await open()
    const told = async () => Number(/"total":(\d+)/.exec(await read('/api/v1/bodies'))?.[1])
    const bodies = inventBodies(8)
    for (const [known, body] of bodies.entries()) {
      const asking = Array.from({ length: 8 }, told)
      await registerBodies(parts, [body])
      expect(await told()).toBe(known + 1)
      for (const total of await Promise.all(asking)) expect([known, known + 1]).toContain(total)
    }
  })
})

describe('what is not kept', () => {
  it.each(['/sign', '/desk/session', '/mailbox', '/health', '/bodies/nobody', '/signatories?as-at=never'])(
    '%s',
    async (address) => {
      const { parts } = await open()
      const kept = keepAnswers()
      const app = appOf(parts, { kept })
      await app.request(`http://localhost:8787${address}`)
      expect(kept.size()).toBe(0)
    },
  )
})

describe('the memory that answers take', () => {
  const answer = (bytes: number) => ({ body: new Uint8Array(bytes), headers: {}, etag: '"1"', route: '/' })

  it('has an end, however many addresses are asked for, and whoever asked last finds theirs', () => {
    const kept = keepAnswers(1_000_000)
    for (let n = 0; n < 20_000; n += 1) {
      kept.keep('1', `/signatories?q=${n}`, answer(n % 3000))
      kept.find('1', '/signatories?q=7')
      expect(kept.size()).toBeLessThanOrEqual(1_000_000)
    }
    expect(kept.find('1', '/signatories?q=19999')).toBeDefined()
    expect(kept.find('1', '/signatories?q=7')).toBeDefined()
    expect(kept.find('1', '/signatories?q=8')).toBeUndefined()
  })

  it('is not spent on one answer', () => {
    const kept = keepAnswers(1_000_000)
    kept.keep('1', '/', answer(100_000))
    expect(kept.find('1', '/')).toBeUndefined()
  })

  it('is free again when something has changed', () => {
    const kept = keepAnswers()
    kept.keep('1', '/', answer(10))
    expect(kept.find('2', '/')).toBeUndefined()
    expect([kept.size(), kept.find('1', '/')]).toEqual([0, undefined])
  })
})
