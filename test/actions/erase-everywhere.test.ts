import { expect, it } from 'vitest'
import { disclosures } from '../../src/storage/schema.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { browserBefore } from '../support/app.ts'
import { addCampaignAbout } from '../support/campaign-rows.ts'
import { exported, newFolder } from '../support/export.ts'
import { openRegister } from '../support/register.ts'
import { filesOfFolder, findTraces, unpacked, type Place } from '../support/traces.ts'
import { enterDeskByPages } from '../support/walk-pages.ts'

const person = {
  name: 'Gwenllian Ŵyn-Dafydd',
  role: 'Warden of the Peartree',
  minute: 'Minute 7 of Peartree',
  address: 'gwen@vale.example',
}
const named = { nameShown: true, mandate: 'resolution' } as const

it(
  'after an erasure at the desk no file of the register or its export, and no answer to anybody, has value or salt',
  { timeout: 60_000 },
  async () => {
    const register = await openRegister()
    const { parts } = register
    await register.signUp({ signatories: [{ ...person, ...named }, { name: 'Sean Second' }] })
    await register.accept()
    await addCampaignAbout(register, person)
    await register.settle()
    await register.publish()
    const copy = newFolder()
    await exported(parts, copy)
    const secrets = [...Object.values(person), ...(await saltsOf(parts, '1'))]
    expect(await whereIn(secrets, [filesOfFolder(copy), await answersOf(parts)])).toEqual(
      expect.arrayContaining(['EX-00001.pdf', 'EX-00001.html', '/api/v1/certificates/EX-00001', '/mailbox']),
    )

    register.clock.now += 1000
    const browser = browserBefore(parts)
    const desk = await enterDeskByPages(browser)
    const people = await browser.open(desk.links.find((href) => href === '/desk/people') ?? '')
    const kept = await browser.press(people, 'Continue', { email: person.address, name: person.name })
    expect(kept.text).toContain(`Name: ${person.name}`)
    const asked = await browser.press(kept, 'Continue')
    expect([...asked.mistakes]).toEqual([['ground', 'Choose why it is erased']])
    const digests = asked.form('Continue').offered.get('digest') ?? []
    const check = await browser.press(asked, 'Continue', {
      digest: digests,
      kept: ['yes'],
      ground: 'consent-withdrawn',
    })
    expect(check.text).toContain('You cannot undo this')
    const done = await browser.press(check, 'Erase for ever')
    expect(done.text).toContain('EX-00001')
    await register.settle()
    await register.publish()

    await exported(parts, copy)
    expect(
      await findAll(secrets, [filesOfFolder(register.folder), filesOfFolder(copy), await answersOf(parts), seen(done)]),
    ).toEqual([])
    const page = await browser.open('/certificates/EX-00001')
    expect(page.text).toContain('First signed by Name and role erased')
    expect(page.text).toContain('Second signed by Sean Second, Clerk')
    await register.check()
  },
)

/** The salts of what is disclosed about one signatory, and what is hashed as it was issued. */
async function saltsOf({ db }: Parts, signatory: string): Promise<readonly string[]> {
  const rows = (await db.select().from(disclosures)).filter(
    ({ name }) => name.split('.')[1] === signatory && !name.startsWith('approver'),
  )
  return rows.flatMap(({ text }) => {
    const [salt]: string[] = JSON.parse(Buffer.from(text, 'base64url').toString())
    return [text, salt ?? '']
  })
}

/** What programs and the desk are answered, beside the pages that an export has. */
async function answersOf(parts: Parts): Promise<readonly Place[]> {
  const browser = browserBefore(parts)
  await enterDeskByPages(browser)
  const { rows } = await parts.db.$client.execute('SELECT max(position) AS last, max(at) FROM entries, mails')
  const entries = Array.from({ length: Number(rows[0]?.['last']) + 1 }, (_, n) => [
    `/api/v1/entries/${n}`,
    `/log/disclosures/${n}`,
    `/log/proofs/${n}`,
  ])
  const lists = ['json', 'csv', 'ndjson'].map((form) => `/signatories.${form}?as-at=2026-03-04`)
  const api = ['signatories', 'bodies', 'bodies/example-vale-parish-council', 'changes', 'certificates/EX-00001']
  const pages = [
    '/mailbox',
    '/desk',
    '/desk/people',
    '/verify?reference=EX-00001',
    '/bodies/example-vale-parish-council',
  ]
  const paths = [...entries.flat(), ...lists, ...api.map((path) => `/api/v1/${path}`), ...pages]
  for (const path of paths) await browser.open(path)
  return browser.seen.map(({ address, bytes }) => ({ where: address.pathname, bytes }))
}

function seen({ address, bytes }: { address: URL; bytes: Uint8Array }): readonly Place[] {
  return [{ where: address.pathname, bytes }]
}

async function findAll(secrets: readonly string[], places: readonly (readonly Place[])[]): Promise<readonly string[]> {
  const whole = await Promise.all(places.flat().map(unpacked))
  return findTraces(secrets, whole.flat())
}

async function whereIn(secrets: readonly string[], places: readonly (readonly Place[])[]): Promise<readonly string[]> {
  return [...new Set((await findAll(secrets, places)).map((trace) => trace.split(': ')[0] ?? ''))]
}
