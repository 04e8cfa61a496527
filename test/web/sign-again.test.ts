import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserBefore } from '../support/app.ts'
import { openVariety } from '../support/variety.ts'

const tidy: (() => void)[] = []
let register: Awaited<ReturnType<typeof openVariety>>
beforeAll(async () => {
  register = await openVariety((act) => tidy.push(act))
}, 60_000)
afterAll(() => tidy.toReversed().forEach((act) => act()))

const startOf = (body: string) => `/sign/start?body=${body}&edition=example-vale-accord-2026`
const preparer = { name: 'Pat Preparer', email: 'pat@vale.example' }

describe('a newer edition of what was signed', () => {
  it.each([
    ['is offered to a body that signed the one before', 'example-vale-town-council', '', true],
    ['is offered to a body that signed the one before that', 'example-green-village-hall', '', true],
    ['is not offered to a body that has signed it', 'example-vale-council', '', false],
    ['is not offered to a body that has ended', 'example-hill-rural-district-council', '', false],
    ['is not offered to a body that has signed nothing', 'example-ford-parish-council', '', false],
    ['is not offered on the page of a past day', 'example-vale-town-council', '?as-at=2026-03-01', false],
  ])('%s', async (_case, slug, query, offered) => {
    const { links, heading } = await browserBefore(register.parts).open(`/bodies/${slug}${query}`)
    expect(heading).not.toBe('Page not found')
    expect(links.includes(startOf(slug))).toBe(offered)
  })

  it('is signed from what was published last time: every answer is shown, and nothing private is known', async () => {
    const browser = browserBefore(register.parts)
    const start = await browser.open(startOf('example-vale-town-council'))
    expect(start.text).toContain('Example Vale Town Council signs the Example Vale Accord 2026')
    const signatory = await browser.press(start, 'Continue', preparer)
    expect(signatory.heading).toBe('Who will sign')
    expect(signatory.text).toContain('what was published when your organisation signed the Example Vale Compact 2014')
    const { values } = signatory.form('Save and continue')
    const filled = { name: 'signatory-name', role: 'signatory-role', email: 'signatory-email', mandate: 'mandate' }
    expect(Object.fromEntries(Object.entries(filled).map(([key, field]) => [key, values.get(field)?.[0]]))).toEqual({
      name: 'Alex Example 1',
      role: 'Chief Executive',
      email: '',
      mandate: 'office',
    })
    expect(values.get('shown')).toBeUndefined()
    const answers = { 'signatory-email': 'ffion@vale.example', shown: 'role' }
    const check = await browser.press(signatory, 'Save and continue', answers)
    expect(check.heading).toBe('Check your answers')
    for (const shown of [
      'Example Vale Town Council',
      'Example Vale Accord 2026',
      'Alex Example 1, Chief Executive',
      'By office',
    ])
      expect(check.text).toContain(shown)
    check.form('Send for signature')
  })

  it('knows no name that was not published', async () => {
    const browser = browserBefore(register.parts)
    const start = await browser.open(startOf('example-vale-carers-together'))
    const { values } = (await browser.press(start, 'Continue', preparer)).form('Save and continue')
    expect([values.get('signatory-name'), values.get('signatory-role')]).toEqual([[''], ['Chair']])
  })
})
