import { describe, expect, it } from 'vitest'
import { checkWebsites, tellSilentSites } from '../../src/actions/check-websites.ts'
import { stamp, type Parts } from '../../src/actions/parts.ts'
import { registerBody } from '../../src/actions/register-body.ts'
import { websiteToAsk } from '../../src/core/website.ts'
import { demonstration } from '../../src/demonstration.ts'
import { openRegister } from '../support/register.ts'

const day = 86_400_000
const site = 'https://vale.example.org/about'

describe('an address that somebody typed', () => {
  it.each([site, 'http://example.org', 'https://xn--tgwyn-1ua.example.org/'])('%s may be asked', (typed) => {
    expect(websiteToAsk(typed)?.href.startsWith('http')).toBe(true)
  })

  it.each([
    'ftp://example.org',
    'javascript:alert(1)',
    'example.org',
    'http://127.0.0.1',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://localhost/',
    'http://localhost./',
    'http://a.localhost',
    'http://router',
    'http://printer.local',
    'http://metadata.google.internal/',
    'http://example.org:8080',
    'http://me:secret@example.org',
  ])('%s may not', (typed) => {
    expect(websiteToAsk(typed)).toBeUndefined()
  })
})

/** A register with one website, and what it is asked. */
async function withWebsite(answer: (url: URL, method: string) => Response | Promise<Response>, website = site) {
  const register = await openRegister({ ...demonstration, demonstration: false, instruments: [] })
  const asked: string[] = []
  const ask: Parts['ask'] = async ({ url, method }) => {
    asked.push(`${method} ${url}`)
    return answer(new URL(url), method)
  }
  const parts = { ...register.parts, ask }
  const body = { name: 'Vale Council', sector: 'public-sector', kind: 'district-council', identifiers: [] } as const
  await registerBody(parts, { ...body, identifiers: [], website }, stamp(parts).id())
  const silent = async () => (await tellSilentSites(parts)).map(({ name }) => name)
  return { ...register, parts, asked, silent }
}

describe('a website', () => {
  it('that answers is asked once a week, for its head alone', async () => {
    const { parts, clock, asked, silent } = await withWebsite(() => new Response())
    await checkWebsites(parts)
    await checkWebsites(parts)
    clock.now += 6 * day
    await checkWebsites(parts)
    expect(asked).toEqual([`HEAD ${site}`])
    clock.now += 2 * day
    await checkWebsites(parts)
    expect([asked.length, await silent()]).toEqual([2, []])
  })

  it('that is silent is told of after two weeks, and no more once it answers', async () => {
    let alive = false
    const { parts, clock, silent } = await withWebsite(() => {
      if (!alive) throw new TypeError('no such host')
      return new Response()
    })
    await checkWebsites(parts)
    for (const expected of [[], ['Vale Council']]) {
      clock.now += 8 * day
      await checkWebsites(parts)
      expect(await silent()).toEqual(expected)
    }
    alive = true
    clock.now += 8 * day
    await checkWebsites(parts)
    expect(await silent()).toEqual([])
  })

  it.each([
    ['does not know heads', 405, 200, []],
    ['refuses programs', 403, 403, []],
    ['has no such page', 404, 404, ['Vale Council']],
    ['is broken', 500, 500, ['Vale Council']],
  ])('that %s', async (_what, head, whole, expected) => {
    const { parts, clock, asked, silent } = await withWebsite((_url, method) => {
      return new Response(null, { status: method === 'HEAD' ? head : whole })
    })
    await checkWebsites(parts)
    expect(asked).toEqual([`HEAD ${site}`, `GET ${site}`])
    clock.now += 15 * day
    expect(await silent()).toEqual(expected)
  })

  it.each(['http://127.0.0.1/admin', 'http://169.254.169.254/', 'https://localhost/', 'file:///etc/passwd'])(
    'that leads to %s is not followed there',
    async (location) => {
      const { parts, asked } = await withWebsite(() => new Response(null, { status: 302, headers: { location } }))
      await checkWebsites(parts)
      expect(asked).toEqual([`HEAD ${site}`])
    },
  )

  it('that leads in a circle is silent, and is not asked for ever', async () => {
    const { parts, clock, asked, silent } = await withWebsite(
      () => new Response(null, { status: 301, headers: { location: site } }),
    )
    await checkWebsites(parts)
    clock.now += 15 * day
    expect([asked.length, await silent()]).toEqual([4, ['Vale Council']])
  })

  it('that may not be asked is not asked, nor said to be silent', async () => {
    const { parts, clock, asked, silent } = await withWebsite(() => new Response(), 'http://192.168.0.1/')
    await checkWebsites(parts)
    clock.now += 15 * day
    expect([asked, await silent()]).toEqual([[], []])
  })

  it('of a demonstration is asked nothing', async () => {
    const { parts } = await openRegister()
    const ask: Parts['ask'] = () => Promise.reject(new Error('asked'))
    const body = { name: 'Vale', sector: 'vcs', kind: 'community-group', website: site } as const
    await registerBody(parts, { ...body, identifiers: [] }, stamp(parts).id())
    await checkWebsites({ ...parts, ask })
    expect(await tellSilentSites(parts)).toEqual([])
  })
})
