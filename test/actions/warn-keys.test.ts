import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { formatInstant } from '../../src/core/day.ts'
import { rotateKey } from '../../src/actions/rotate-key.ts'
import { tellKeyTerms, warnKeys } from '../../src/actions/warn-keys.ts'
import { importKeys, parseStoredKeys } from '../../src/keys/key-ring.ts'
import { withNewKey } from '../../src/keys/make-keys.ts'
import { browserBefore } from '../support/app.ts'
import { faults, openRegister, testKeys, type Register } from '../support/register.ts'
import { enterDeskByPages } from '../support/walk-pages.ts'

const day = 86_400_000
const both = ['approver@example.org', 'coordinator@example.org']

/** Who was told of what, since an instant. */
async function told({ parts }: Register, since = ''): Promise<readonly string[]> {
  const rows = await parts.db.all<{ said: string }>(
    sql`SELECT address || ': ' || json_extract(slots, '$.what') AS said FROM mails WHERE template = 'key-term' AND at >= ${since} ORDER BY said`,
  )
  return rows.map(({ said }) => said)
}

const everybody = (...what: readonly string[]) => both.flatMap((address) => what.map((one) => `${address}: ${one}`))

it('the days are those of the certificates, of the list, and two years from when a key was named', async () => {
  const { parts } = await openRegister()
  expect(await tellKeyTerms(parts)).toEqual([
    { term: 'seal-certificate', until: '2029-03-04', noticedOn: undefined },
    { term: 'seal-root', until: '2046-03-04', noticedOn: undefined },
    { term: 'revocation-list', until: '2028-04-03', noticedOn: undefined },
    { term: 'log-key', until: '2028-03-03', noticedOn: undefined },
    { term: 'list-key', until: '2028-03-03', noticedOn: undefined },
  ])
})

it('every coordinator is told once at each notice, and of nothing that was replaced in the meantime', async () => {
  const register = await openRegister()
  const { parts, clock } = register
  const days = async (count: number) => {
    clock.now += count * day
    const since = formatInstant(clock.now)
    await warnKeys(parts)
    clock.now += 1000
    await warnKeys(parts)
    return told(register, since)
  }
  expect(await days(669)).toEqual([])
  expect(await days(1)).toEqual(everybody('The key of lists', 'The key of the log'))
  const rotated = { ...parts, keys: await importKeys(await withNewKey(parseStoredKeys(await testKeys()), 'log')) }
  await rotateKey(rotated, 'log', 'routine')
  expect(await days(31)).toEqual(everybody('The revocation list of the seal'))
  expect(await days(14)).toEqual([])
  expect(await days(1)).toEqual(everybody('The key of lists'))
  expect((await tellKeyTerms(parts)).find(({ term }) => term === 'log-key')).toMatchObject({ noticedOn: undefined })
  expect((await register.mailbox('coordinator@example.org'))[0]).toMatchObject({
    subject: 'The key of lists is to be replaced by 3 March 2028',
  })
})

it.each(faults)('a warning whose write %s is written once', async (fault) => {
  const register = await openRegister()
  register.clock.now += 680 * day
  register.breakNextWrite(fault)
  await expect(warnKeys(register.parts)).rejects.toThrow('went dead')
  await Promise.all([warnKeys(register.parts), warnKeys(register.parts)])
  expect(await told(register)).toEqual(everybody('The key of lists', 'The key of the log'))
})

it('the desk says it as well, and all is well until then', async () => {
  const { parts, clock } = await openRegister()
  const browser = browserBefore(parts)
  expect((await enterDeskByPages(browser)).text).not.toContain('For whoever runs the computer')
  clock.now += 700 * day
  const desk = await enterDeskByPages(browser)
  expect(desk.text).toContain('The key of the log is to be replaced by 3 March 2028')
  const page = await browser.open('/desk/clock')
  expect(page.text).toContain('The root certificate of the seal 4 March 2046 Fine')
  expect(page.text).toContain('The key of the log 3 March 2028 Replace')
  expect(page.text).toContain('Whoever hosts the database keeps copies of it.')
})
