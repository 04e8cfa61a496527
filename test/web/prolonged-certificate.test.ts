import { describe, expect, it } from 'vitest'
import { prolongCertificates } from '../../src/actions/prolong-certificates.ts'
import { parseZip } from '../../src/encoding/zip.ts'
import { appOf, browserBefore } from '../support/app.ts'
import { openRegister } from '../support/register.ts'
import { openAuthorities, withAuthorities } from '../support/time-service.ts'
import { enterDeskByPages } from '../support/walk-pages.ts'

const authorities = openAuthorities([400])
const address = '/certificates/EX-00001'

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

async function issued(variables = {}) {
  const register = await openRegister(undefined, undefined, variables)
  register.clock.now = Date.parse('2026-12-01T09:30:00Z')
  await register.signUp()
  await register.accept()
  await register.settle()
  return register
}

describe('the page of a certificate', () => {
  it('says that its time is the register’s where nobody is asked for another', async () => {
    const { parts } = await issued()
    expect((await browserBefore(parts).open(address)).text).toContain(
      'rests on the register’s clock, the log and its witnesses. Level PAdES B-B: a seal',
    )
  })

  it('says who time-stamped it, when, and until when that can be shown; the same address has the newer file', async () => {
    const register = await issued()
    const parts = withAuthorities(register.parts, authorities)
    const [app, browser] = [appOf(parts), browserBefore(parts)]
    expect((await browser.open(address)).text).toContain('An authority is asked for one.')
    const before = await app.request(`${address}.pdf`)
    await prolongCertificates(parts)
    expect((await browser.open(address)).text).toContain('Time-stamp 1 December 2026, 9:30am , by time1.example')
    const headers = { 'if-none-match': before.headers.get('etag') ?? '' }
    const after = await app.request(`${address}.pdf`, { headers })
    expect(after.status).toBe(200)
    const [first, later] = [await bytesOf(before), await bytesOf(after)]
    expect(later.subarray(0, first.length)).toEqual(first)
    expect(later.length).toBeGreaterThan(first.length)
    const held = { 'if-none-match': after.headers.get('etag') ?? '' }
    expect((await app.request(`${address}.pdf`, { headers: held })).status).toBe(304)
    const zip = await app.request(`${address}.zip`)
    expect(parseZip(await bytesOf(zip), 10_000_000).get('certificate.pdf')).toEqual(later)
    const told: { proof: unknown } = await (await app.request(`/api/v1${address}`)).json()
    expect(told.proof).toMatchObject({ level: 'B-LTA', handedOut: true, stamps: [{ authority: 'time1.example' }, {}] })
  })
})

describe('a register that asks for more than a seal', () => {
  it('hands a certificate out when it is proved so, and says until then why not', async () => {
    const register = await issued()
    const mood = { stamps: () => true, lists: 'silent' as const }
    const parts = { ...withAuthorities(register.parts, authorities, mood), certificateLevel: 'B-LTA' as const }
    const [app, browser] = [appOf(parts), browserBefore(parts)]
    const waiting = 'This certificate waits for its time-stamp'
    expect((await browser.open(address)).text).toContain(`${waiting}. It will be here within minutes.`)
    await prolongCertificates(parts)
    const why = 'the authority’s list of revoked certificates could not be fetched'
    expect((await browser.open(address)).text).toContain(`${waiting}: ${why}. That is tried again by itself.`)
    for (const form of ['pdf', 'zip']) expect((await app.request(`${address}.${form}`)).status).toBe(404)

    await enterDeskByPages(browser)
    expect((await browser.open('/desk')).text).toContain(`Time-stamps of certificates, 1 waiting: ${why}`)
    expect((await browser.open('/desk/clock')).text).toContain(
      `One certificate waits for a time-stamp. The last one that failed: ${why}`,
    )
    const health: { certificates: unknown } = await (await app.request('/health')).json()
    expect(health.certificates).toMatchObject({ waiting: 1, failed: { trouble: 'no-list' } })

    parts.mood.lists = 'good'
    register.clock.now += 6 * 60_000
    await prolongCertificates(parts)
    expect((await browser.open(address)).text).not.toContain(waiting)
    for (const form of ['pdf', 'zip']) expect((await app.request(`${address}.${form}`)).status).toBe(200)
    expect((await browser.open('/desk/clock')).text).toContain('Every certificate has the time-stamps that it needs.')
  })
})
