import { describe, expect, it } from 'vitest'
import { findPublished } from '../../src/storage/read/log.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { appOf, browserBefore } from '../support/app.ts'
import { openRegister } from '../support/register.ts'

const other = { body: { name: 'Later Parish Council' }, signatories: [{ address: 'later@vale.example' }] }

/** A register that published one signing on a Wednesday and another, with what overtook the first name, on the Thursday. */
async function openTwoDays() {
  const register = await openRegister()
  const { parts, clock, settle } = register
  await register.accept(await register.signUp())
  await settle()
  const size = (await findPublished(parts.db))?.size ?? 0
  clock.now += 86_400_000
  await register.accept(await register.signUp(other))
  await settle()
  const [first, second] = await listSignings(parts.db)
  if (!first || !second) throw new Error('two were to sign')
  const ask = async (path: string) => (await appOf(parts).request(path)).json()
  return { ask, open: async (path: string) => browserBefore(parts).open(path), size, first, second }
}

describe('what the register said at a size of its log', () => {
  it('is led to from a day that is over, and stays what it was', async () => {
    const { open, size } = await openTwoDays()
    const day = await open('/signatories?as-at=2026-03-04')
    expect(day.text).toContain('2 signings as at 4 March 2026')
    const link = `/signatories?as-at=2026-03-04&log-size=${size}`
    expect(day.links).toContain(link)
    const then = await open(link)
    expect(then.text).toContain('1 signing as at 4 March 2026')
    expect(then.text).toContain(`This is what the register said when its log had ${size} entries.`)
    expect(then.text).not.toContain('Later Parish Council')
    expect(then.links).toContain('/signatories?as-at=2026-03-04')
    expect(then.links).toContain(`/signatories.ndjson?as-at=2026-03-04&log-size=${size}`)
    expect(then.form('Show').values.get('log-size')).toEqual([String(size)])
    expect((await open('/signatories')).links).toEqual(
      expect.arrayContaining(['/signatories.ndjson.jws', '/signatories.csv.tlog-proof', '/.well-known/jwks.json']),
    )
  })

  it('is for the day on which the log came to be as long, unless a day is asked about', async () => {
    const { open, size } = await openTwoDays()
    expect((await open(`/signatories?log-size=${size}`)).text).toContain('1 signing as at 4 March 2026')
    expect((await open(`/signatories?log-size=${size}&as-at=2026-03-01`)).text).toContain('as at 1 March 2026')
  })

  it('is said by the pages of bodies, editions and certificates, and by the API', async () => {
    const { ask, open, size, first, second } = await openTwoDays()
    const said = `when its log had ${size} entries`
    for (const path of ['/bodies/example-vale-parish-council', `/certificates/${first.reference}`]) {
      // oxlint-disable-next-line no-await-in-loop -- one page after the other
      const { text } = await open(`${path}?log-size=${size}`)
      expect([text.includes(said), /s at (\d+ \w+ 2026)/.exec(text)?.[1]]).toEqual([true, '4 March 2026'])
    }
    const edition = (await open(`/bodies/example-vale-parish-council`)).links.find((href) =>
      href.startsWith('/editions/'),
    )
    const [now, then] = [await open(`${edition}`), await open(`${edition}?log-size=${size}`)]
    expect([now.text, then.text].map((text) => /(\d+) Signed – in force/.exec(text)?.[1])).toEqual(['2', '1'])
    const before = await ask(`/api/v1/bodies/example-vale-parish-council?log-size=${first.position}`)
    expect(before).toMatchObject({ asAt: '2026-03-04', signings: [] })
    const both = await ask(`/api/v1/certificates/${first.reference}?log-size=${size}&as-at=2020-01-01`)
    expect(both).toMatchObject({ asAt: '2020-01-01', standing: { name: 'not-yet' } })
    expect(await ask(`/api/v1/certificates/${second.reference}?log-size=${size}`)).toMatchObject({ status: 404 })
    expect((await open(`/certificates/${second.reference}?log-size=${size}`)).status).toBe(404)
  })

  it('is refused plainly beyond what is published, and before there was what is asked about', async () => {
    const { open, size } = await openTwoDays()
    const beyond = await open('/bodies/example-vale-parish-council?log-size=9999')
    expect([beyond.status, beyond.mistakes.get('log-size')]).toEqual([422, expect.stringMatching(/from 1 to \d+$/)])
    const before = await open(`/bodies/later-parish-council?log-size=${size}`)
    expect([before.status, before.mistakes.get('log-size')]).toEqual([
      422,
      'This organisation was not on the register then',
    ])
    expect((await open('/certificates/EX-00001?log-size=9999')).status).toBe(422)
  })
})

it('what no checkpoint covers yet is not on a list that is computed for programs', async () => {
  const register = await openRegister()
  await register.accept(await register.signUp())
  await register.settle()
  register.breakNextMark('failed and was not kept')
  await register.accept(await register.signUp(other))
  await register.settle()
  expect(await listSignings(register.parts.db)).toHaveLength(2)
  for (const form of ['json', 'csv', 'ndjson']) {
    // oxlint-disable-next-line no-await-in-loop -- one form after the other
    const answer = await appOf(register.parts).request(`/signatories.${form}?as-at=2026-03-04`)
    // oxlint-disable-next-line no-await-in-loop -- one form after the other
    const text = await answer.text()
    expect([form, text.includes('EX-00001'), text.includes('EX-00002')]).toEqual([form, true, false])
  }
})
