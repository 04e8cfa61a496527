import { AsnConvert } from '@peculiar/asn1-schema'
import { TimeStampReq } from '@peculiar/asn1-tsp'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { askAuthority, type Authority } from '../../src/actions/ask-authority.ts'
import { openStamper } from '../../src/actions/open-stamper.ts'
import { formatStampRequest, nonceOf } from '../../src/certificate/stamp-request.ts'
import type { StampTrouble } from '../../src/core/stamp-trouble.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { startClock } from '../../src/jobs/schedule.ts'
import { outside } from '../../src/parts.ts'
import { listStampTries } from '../../src/storage/read/stamp-tries.ts'
import { appOf } from '../support/app.ts'
import { rebuild } from '../support/der-element.ts'
import { loosenToken } from '../support/loose-tokens.ts'
import { openRegister, prepareRegister } from '../support/register.ts'
import { makeStampAuthority } from '../support/stamp-authority.ts'
import { startStampHost, type Answer } from '../support/stamp-host.ts'

const imprint = sha256(formatUtf8('what is stamped'))
const nonce = nonceOf(outside.chance(8))

const good = await makeStampAuthority(afterAll)
const stranger = await makeStampAuthority(afterAll)

const named = (url: string, { anchor, policy }: Pick<Authority, 'anchor' | 'policy'> = good): Authority => {
  return { name: new URL(url).host, url, anchor, policy }
}
const hosted = async (answer: (query: Uint8Array) => Promise<Answer>) =>
  named(await startStampHost(onTestFinished, answer))
const honest = (authority = good) => hosted(async (query) => ({ body: await authority.reply(query) }))
const silent = () => hosted(async () => undefined)
const gone = named('http://127.0.0.1:9/')

/** A reply whose token has something in it that nobody signed. */
const loosen = (reply: Uint8Array) =>
  rebuild(reply, [], ([status, token]) => (status && token ? [status, loosenToken(token)] : []))

/** The world with a database that knows what was tried. */
const prepareWorld = async () => {
  const { parts, events } = await prepareRegister()
  const world = { ...outside, db: parts.db, report: parts.report }
  const troubles = () => events.map((event) => event.kind === 'stamp-tried' && event.trouble)
  return { world, events, troubles }
}

describe('a stamper', () => {
  it('is none where no authority is named', async () => {
    expect(openStamper((await prepareWorld()).world, [])).toBeUndefined()
  })

  it('asks the first, gives its token as it came, and tells of it', async () => {
    const { world, events } = await prepareWorld()
    const first = await honest()
    const stamp = await openStamper(world, [first, await silent()])?.(imprint)
    expect(stamp).toMatchObject({ authority: first.name, policy: good.policy })
    expect(await good.verify(stamp?.token ?? new Uint8Array(), imprint)).toContain('Verification: OK')
    expect(events).toEqual([
      { kind: 'stamp-tried', authority: first.name, milliseconds: expect.any(Number), trouble: null },
    ])
    const tried = (await listStampTries(world.db)).get(first.name)
    expect(tried).toEqual({ triedAt: tried?.goodAt, goodAt: expect.any(String), trouble: null })
  })

  it.each<[string, StampTrouble, () => Promise<Authority>]>([
    [
      'stamps something else',
      'other-imprint',
      () => hosted(async () => ({ body: await good.reply(formatStampRequest(sha256(nonce), nonce)) })),
    ],
    [
      'answers an old question',
      'other-nonce',
      () => hosted(async () => ({ body: await good.reply(formatStampRequest(imprint, nonce)) })),
    ],
    ['refuses', 'rejected', () => hosted(async () => ({ body: await good.reply(formatUtf8('no query')) }))],
    ['sends junk', 'unreadable', () => hosted(async () => ({ body: formatUtf8('<html>') }))],
    [
      'sends a page',
      'unreadable',
      () => hosted(async (query) => ({ body: await good.reply(query), type: 'text/html' })),
    ],
    ['sends without end', 'unreadable', () => hosted(async () => ({ body: new Uint8Array(1_000_000) }))],
    ['is broken', 'unanswered', () => hosted(async (query) => ({ body: await good.reply(query), status: 503 }))],
    ['is another one', 'unknown-issuer', () => honest(stranger)],
    [
      'brings more than it signs',
      'loose-parts',
      () => hosted(async (query) => ({ body: loosen(await good.reply(query)) })),
    ],
    ['says nothing', 'unanswered', silent],
    ['is not there', 'unanswered', async () => gone],
  ])('goes on to the next where the first %s', async (_what, trouble, bad) => {
    const { world, troubles } = await prepareWorld()
    const second = await honest()
    const first = await bad()
    const stamp = await openStamper(world, [first, second])?.(imprint)
    expect(stamp?.authority).toBe(second.name)
    expect(troubles()).toEqual([trouble, null])
    expect((await listStampTries(world.db)).get(first.name)).toMatchObject({ goodAt: null, trouble })
  })

  it('gives nothing where nobody gives a token that holds', async () => {
    const { world, troubles } = await prepareWorld()
    const junk = await hosted(async () => ({ body: formatUtf8('junk') }))
    expect(await openStamper(world, [junk, gone])?.(imprint)).toBeUndefined()
    expect(troubles()).toEqual(['unreadable', 'unanswered'])
  })

  it('waits for all of them together no longer than for three', async () => {
    const { world, events } = await prepareWorld()
    let now = Date.now()
    const slow = { ...world, clock: () => (now += 2500) }
    const many = Array.from({ length: 9 }, (_, n) => named(`http://127.0.0.1:${n + 1}/`))
    expect(await openStamper(slow, many)?.(imprint)).toBeUndefined()
    expect(events.length).toBeLessThan(4)
  })
})

it('an authority is asked in a new way each time, and is followed nowhere', async () => {
  const asked: { nonce: string; redirect: string; type: string | null }[] = []
  const world = {
    ...outside,
    ask: async (request: Request) => {
      const { nonce: sent, certReq, version } = AsnConvert.parse(await request.arrayBuffer(), TimeStampReq)
      expect({ certReq, version }).toEqual({ certReq: true, version: 1 })
      const type = request.headers.get('content-type')
      asked.push({ nonce: Buffer.from(sent ?? new ArrayBuffer()).toString('hex'), redirect: request.redirect, type })
      return new Response(null, { status: 302, headers: { location: 'http://elsewhere.example/' } })
    },
  }
  for (let n = 0; n < 50; n += 1) {
    const found = await askAuthority(world, gone, imprint, AbortSignal.timeout(1000))
    expect(found).toEqual({ valid: false, reason: 'unanswered' })
  }
  expect(new Set(asked.map((one) => one.nonce)).size).toBe(50)
  expect(asked.every((one) => /^[4-7][0-9a-f]{15}$/.test(one.nonce))).toBe(true)
  expect(asked.every(({ redirect, type }) => redirect === 'manual' && type === 'application/timestamp-query')).toBe(
    true,
  )
})

describe('the authorities of a register', () => {
  const hour = 3_600_000

  it('are asked once a day, and every hour while one is in trouble; the health page says how they are', async () => {
    const register = await openRegister()
    // Authorities know no other time than this.
    register.clock.now = Date.now()
    const mood = { good: false }
    const answer = async (query: Uint8Array) => ({ body: mood.good ? await good.reply(query) : formatUtf8('junk') })
    const moody = await hosted(answer)
    const steady = await honest()
    const parts = { ...register.parts, authorities: [moody, steady] }
    const clock = startClock(parts)
    const tried = () =>
      register.events.splice(0).flatMap((event) => (event.kind === 'stamp-tried' ? [event.authority] : []))

    await clock(['check-authorities'])
    expect(tried()).toEqual([moody.name, steady.name])
    const health: { authorities: unknown } = await (await appOf(parts).request('/health')).json()
    expect(health.authorities).toEqual([
      { authority: moody.name, triedAt: expect.any(String), goodAt: null, trouble: 'unreadable' },
      { authority: steady.name, triedAt: expect.any(String), goodAt: expect.any(String), trouble: null },
    ])

    mood.good = true
    register.clock.now += hour
    await clock(['check-authorities'])
    expect(tried()).toEqual([moody.name])
    // Its clock is right, and ours is an hour ahead.
    expect((await listStampTries(parts.db)).get(moody.name)?.trouble).toBe('other-time')
  })
})
