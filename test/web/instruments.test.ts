import { afterAll, beforeAll, expect, it } from 'vitest'
import { agreeEdition } from '../../src/actions/agree-edition.ts'
import { addText, startDraft } from '../../src/actions/draft-edition.ts'
import { stamp } from '../../src/actions/parts.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { appOf, browserBefore } from '../support/app.ts'
import { nextCompact, nextWelsh } from '../support/drafts.ts'
import { openRegister, type Register } from '../support/register.ts'
import { demonstration } from '../../src/demonstration.ts'

const tidy: (() => void)[] = []
let register: Register
let before: number
beforeAll(async () => {
  register = await openRegister(demonstration, (act) => tidy.push(act))
  const { parts } = register
  await register.accept(await register.signUp())
  await register.settle()
  before = await logSize(parts.db)
  const id = stamp(parts).id()
  await startDraft(parts, id, await nextCompact(parts))
  await addText(parts, id, { source: nextWelsh, isReference: false })
  await agreeEdition(parts, id)
  await register.settle()
})
afterAll(() => tidy.toReversed().forEach((act) => act()))

const open = async (path: string) => browserBefore(register.parts).open(path)

it('the page of an agreement tells its editions in order, with the window in which both count', async () => {
  const { text, links } = await open('/instruments/shropshire-compact?as-at=2026-05-01')
  expect(text).toMatch(/Shropshire Compact 2014 Superseded – signings of it still count/)
  expect(text).toMatch(
    /Replaced by the Shropshire Compact 2026 from 1 April 2026 ?; both count until 30 September 2026/,
  )
  expect(text).toMatch(/As at 1 May 2026 ?: 1 Signed – earlier edition/)
  expect(text.indexOf('Shropshire Compact 2014')).toBeLessThan(text.indexOf('Shropshire Compact 2026'))
  expect(text).toContain('came into force, replacing the Shropshire Compact 2014')
  expect(links).toContain('/editions/shropshire-compact-2026')
})

it.each([
  ['2026-03-31', 'Agreed – not yet in force', 'In force'],
  ['2026-10-01', 'In force', 'Superseded'],
])('the states of editions are those of the day asked about: %s', async (day, next, old) => {
  const { text } = await open(`/instruments/shropshire-compact?as-at=${day}`)
  expect(text).toContain(`Shropshire Compact 2026 ${next} In force from`)
  expect(text).toContain(`Shropshire Compact 2014 ${old} In force from`)
})

it('what the register said before knows nothing of the edition that came later', async () => {
  const { text } = await open(`/instruments/shropshire-compact?log-size=${before}`)
  expect(text).toContain('Shropshire Compact 2014')
  expect(text).not.toContain('2026 Agreed')
  expect(text).not.toContain('Shropshire Compact 2026')
})

it('an edition is read in each of its languages, with addresses to quote in that language', async () => {
  const english = await open('/editions/shropshire-compact-2026')
  expect(english.text).toContain('English (reference)')
  expect(english.links).toContain('/editions/shropshire-compact-2026?language=cy#languages')
  const welsh = await open('/editions/shropshire-compact-2026?language=cy')
  expect(welsh.text).toContain('Byddwn i gyd')
  expect(welsh.links).toContain('/editions/shropshire-compact-2026/themes/2?language=cy#2.1')
  const theme = await open('/editions/shropshire-compact-2026/themes/1?language=cy')
  expect(theme.text).toContain('Byddwn i gyd')
  expect(theme.html).toContain('http://localhost:8787/editions/shropshire-compact-2026/themes/1?language=cy#1.1')
  expect((await open('/editions/shropshire-compact-2026?language=fr')).status).toBe(404)
})

it('an edition stands side by side with the national principles that its themes answer to', async () => {
  const { text } = await open('/editions/shropshire-compact-2026')
  expect(text).toContain('How this relates to the Civil Society Covenant')
  expect(text).toMatch(/2 Effective Engagement 3 Participation/)
  expect(text).toContain(
    'No theme is set beside: 1 Recognition and value; 2 Partnership and collaboration; 4 Transparency.',
  )
  const answer = await appOf(register.parts).request('/api/v1/editions/shropshire-compact-2026/concordance')
  expect(await answer.json()).toMatchObject({
    concordance: [{ principle: 'covenant-2025:3' }, { principle: 'national-2010:2' }],
  })
})

it('what changed is told from what the edition replaces, and only one promise has other words', async () => {
  const { text } = await open('/editions/shropshire-compact-2026/changes')
  expect(text).toContain('From the Shropshire Compact 2014 to the Shropshire Compact 2026')
  expect(text).toContain('1 undertaking is changed')
  expect(text).toMatch(/before it becomes a taken out: dispute\. ?, end of what was taken out put in: complaint\./)
  const page = await open('/editions/shropshire-compact-2026/changes?from=nothing')
  expect([page.status, [...page.mistakes.keys()]]).toEqual([422, ['from']])
})
