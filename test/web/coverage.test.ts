import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { browserBefore } from '../support/app.ts'
import type { Browser } from '../support/client.ts'
import { openVariety } from '../support/variety.ts'

const tidy: (() => void)[] = []
let browser: Browser
beforeAll(async () => {
  browser = browserBefore((await openVariety((act) => tidy.push(act))).parts)
}, 60_000)
afterAll(() => tidy.toReversed().forEach((act) => act()))

const Told = v.object({
  asAt: v.string(),
  kinds: v.array(v.object({ kind: v.string(), inForce: v.number(), otherwise: v.number(), unsigned: v.number() })),
})
const told = async (query: string) => v.parse(Told, JSON.parse((await browser.open(`/api/v1/coverage${query}`)).html))

describe('coverage', () => {
  it('counts kind by kind, and says that it is no ranking', async () => {
    const { text } = await browser.open('/coverage')
    expect(text).toContain('This is not a ranking')
    expect(text).toContain('As at 12 March 2026 .')
    expect(text).toContain('Unitary or county council 1 0 0')
    expect(text).toContain('Town or parish council 0 1 3')
    expect(text).toContain('District council 0 1 0')
  })

  it('of one agreement leaves out who signed only another', async () => {
    const accord = await browser.open('/coverage?instrument=example-vale-accord')
    expect(accord.text).toContain('Town or parish council 0 0 4')
  })

  it('of a day before anybody signed has nobody who did', async () => {
    const { asAt, kinds } = await told('?as-at=2009-01-01')
    expect(asAt).toBe('2009-01-01')
    expect(kinds.every(({ inForce }) => inForce === 0)).toBe(true)
  })

  it('says of every size of the log what it said then', async () => {
    const { kinds } = await told('?log-size=10')
    expect(kinds.reduce((sum, one) => sum + one.inForce + one.otherwise + one.unsigned, 0)).toBe(1)
  })

  it('is the same as CSV', async () => {
    const { kinds } = await told('')
    const lines = (await browser.open('/coverage.csv')).html.trim().split('\r\n')
    expect(lines[0]).toBe('as_at,kind,in_force,other_standing,not_signed')
    expect(lines.slice(1)).toEqual(
      kinds.map(({ kind, inForce, otherwise, unsigned }) => ['2026-03-12', kind, inForce, otherwise, unsigned].join()),
    )
  })

  it.each([
    ['instrument', 'xyz'],
    ['as-at', '2014'],
    ['log-size', '0'],
  ])('refuses a wrong %s at its field', async (name, value) => {
    const page = await browser.open(`/coverage?${name}=${value}`)
    expect([page.status, [...page.mistakes.keys()], page.ids.includes(name)]).toEqual([422, [name], true])
  })
})
