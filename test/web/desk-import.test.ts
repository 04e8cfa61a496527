import { expect, it } from 'vitest'
import { openDesk } from '../support/set-desk.ts'
import { setOf } from '../support/sets.ts'

const invented = { 'set.csv': 'title,organisations\nVale,invented\n' }

it('says what each line would do and writes nothing; pressed, it does just that, and once', async () => {
  const desk = await openDesk()
  const before = await desk.size()
  const page = await desk.choose(setOf(invented))
  expect(page.text).toContain('Of 5 lines, 5 would add something')
  expect(page.text).toContain('bodies.csv line 2 An organisation joins the register')
  expect(page.text).toContain('signings.csv line 2 A historic signing is recorded')
  expect(await desk.size()).toBe(before)
  const done = await desk.pressImport(page)
  expect(done.text).toContain('5 entries were written')
  expect(await desk.size()).toBe(before + 5)
  expect((await desk.pressImport(page)).text).toContain('Nothing was written')
  expect((await desk.choose(setOf(invented))).text).toContain('0 would add something, and 5 say')
  expect(await desk.size()).toBe(before + 5)
  await desk.check()
})

it.each([
  [
    'a mistake on a line',
    { 'bodies.csv': 'name,kind\nVale Council,council\n,district-council\n' },
    ['bodies.csv line 2: kind:', 'bodies.csv line 3: name:'],
  ],
  ['a quotation mark out of place', { 'bodies.csv': 'name,kind\n"Vale,district-council\n' }, ['quotation mark']],
  ['real organisations in a demonstration', { 'set.csv': 'title,organisations\nVale,real\n' }, ['demonstration']],
])('tells every mistake with its file and line, and writes nothing: %s', async (_what, change, words) => {
  const desk = await openDesk()
  const before = await desk.size()
  const page = await desk.choose(setOf({ ...invented, ...change }))
  expect([page.status, page.title]).toEqual([422, expect.stringMatching(/^Error: /)])
  for (const one of words) expect(page.html.replaceAll('&quot;', '"')).toContain(one)
  expect(page.ids).toContain('files')
  expect(await desk.size()).toBe(before)
})

it('a file that is not text, or none at all, is asked for again', async () => {
  const desk = await openDesk()
  expect((await desk.choose(new Map())).mistakes.get('files')).toContain('Choose the CSV files')
})
