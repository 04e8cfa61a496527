import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Sheet } from '../support/client.ts'
import { browserBefore } from '../support/app.ts'
import { openVariety } from '../support/variety.ts'

const tidy: (() => void)[] = []
let browser: Browser
beforeAll(async () => {
  browser = browserBefore((await openVariety((act) => tidy.push(act))).parts)
}, 60_000)
afterAll(() => tidy.toReversed().forEach((act) => act()))

const open = async (path: string): Promise<Sheet> => browser.open(path)

describe('the home page', () => {
  it('says what changed lately in sentences, and not that certificates and lists were made', async () => {
    const { text, links } = await open('/')
    expect(text).toContain('Example Vale Carers Together withdrew from the Example Vale Accord 2026')
    expect(text).toContain('Example Vale Police and Crime Commissioner is due to be abolished in May 2028')
    expect(text).not.toMatch(/ertificates? (was|were) /)
    expect(links).toContain('/bodies/example-vale-carers-together')
  })

  it('counts organisations, each figure with its day', async () => {
    const { text } = await open('/')
    expect(text).toContain('organisations with a signing in force 2 as at 12 March 2026')
    expect(text).toContain('organisations on the register 13 as at 12 March 2026')
  })
})

describe('the list', () => {
  it.each([
    ['in-force', 2],
    ['earlier-edition', 3],
    ['lapsed', 1],
    ['withdrawn', 1],
    ['suspended', 1],
    ['removed', 1],
    ['ended', 1],
    ['entered-in-error', 1],
  ])('has what is %s among the others, and alone where it is asked for', async (standing, count) => {
    const { text } = await open(`/signatories?standing=${standing}`)
    expect(text).toContain(`${count} signing${count === 1 ? '' : 's'} as at 12 March 2026`)
  })

  it('combines filters and keeps them in its links', async () => {
    const page = await open('/signatories?sector=vcs&signed=no&kind=nhs-body&as-at=2026-03-12')
    expect(page.text).toContain('Nobody on the register is all that you chose')
    expect(page.links).toContain('/signatories?sector=vcs&signed=no&as-at=2026-03-12')
    expect(page.form('Show').values.get('kind')).toEqual(['nhs-body'])
  })

  it('answers about the day asked', async () => {
    const { text } = await open('/signatories?as-at=2016-01-01&standing=earlier-edition')
    expect(text).toContain('1 signing as at 1 January 2016')
  })

  it.each(['sector', 'kind', 'signed', 'standing', 'edition', 'as-at', 'log-size', 'sort', 'page'])(
    'refuses a wrong %s where everybody sees it, and keeps what was typed',
    async (name) => {
      const page = await open(`/signatories?q=vale&${name}=xyz`)
      expect([page.status, [...page.mistakes.keys()]]).toEqual([422, [name]])
      expect(page.ids).toContain(name)
      expect(page.form('Show').values.get('q')).toEqual(['vale'])
      expect(page.text).not.toContain('signings as at')
    },
  )

  it('tells who has not signed from who is not there, and offers to ask either', async () => {
    const unsigned = await open('/signatories?q=Example+Bridge+Parish+Council')
    expect(unsigned.text).toContain('Example Bridge Parish Council is on the register and has not signed.')
    expect(unsigned.links).toContain('/bodies/example-bridge-parish-council/ask')
    const unknown = await open('/signatories?q=Wobble+Vale+Council')
    expect(unknown.text).toContain('Not on the register')
    expect(unknown.text).toContain('Did you mean')
    expect(unknown.links).toContain('/bodies/example-vale-council')
    expect(unknown.links).toContain('/ask?name=Wobble+Vale+Council')
  })

  it('says so where the words match and the filters do not', async () => {
    const { text } = await open('/signatories?q=Example+Bridge&standing=in-force')
    expect(text).toContain('One organisation matches “Example Bridge”, but not with what else you chose.')
  })
})

describe('the letter that asks', () => {
  it('names what can still be signed and where, and nothing that was replaced', async () => {
    const { text } = await open('/bodies/example-bridge-parish-council/ask')
    expect(text).toContain('Dear Example Bridge Parish Council')
    expect(text).toContain('the Example Vale Accord 2026')
    expect(text).toContain('http://localhost:8787/sign')
    expect(text).not.toContain('Compact 2014')
  })

  it('can be for somebody who is not on the register', async () => {
    const { text } = await open('/ask?name=%3Cb%3EWobble')
    expect(text).toContain('Dear <b>Wobble')
  })
})

describe('the page of an organisation', () => {
  it('shows every edition that it signed, standing first', async () => {
    const { text } = await open('/bodies/example-vale-council')
    expect(text).toContain('Example Vale Accord 2026 Standing Signed – in force as at 12 March 2026')
    expect(text).toContain(
      'Standing Signed – earlier edition as at 12 March 2026 , followed by the Example Vale Accord 2026',
    )
    expect(text).toContain('First signature Alex Example 1, then Chief Executive Signed 16 September 2014')
    expect(text.match(/Accepted with a second approver/g)).toHaveLength(1)
  })

  it('tells its story, the latest first, each line with its entry', async () => {
    const { text, links } = await open('/bodies/example-vale-council')
    const story = [
      'Signed the Example Vale Accord 2026',
      'was merged into another organisation; its functions passed to Example Vale Council',
      'Signed the Example Vale Compact 2014',
      'Day not recorded',
    ]
    const places = story.map((words) => text.indexOf(words, text.indexOf('What happened')))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(links.filter((href) => href.startsWith('/log/entries/')).length).toBeGreaterThan(5)
  })

  it('goes back to a day, and says so', async () => {
    const { text } = await open('/bodies/example-vale-council?as-at=2015-06-01')
    expect(text).toContain('This is how it was as at 1 June 2015')
    expect(text).toContain('Example Vale Compact 2014 Standing Signed – in force as at 1 June 2015')
    expect(text).not.toContain('Example Vale Accord 2026 came into force')
  })

  it('keeps its former names and its old addresses', async () => {
    const old = await open('/bodies/example-vale-carers-link?as-at=2026-03-12')
    expect(old.address.pathname + old.address.search).toBe('/bodies/example-vale-carers-together?as-at=2026-03-12')
    expect(browser.seen.at(-2)?.status).toBe(301)
    const { text } = await open('/bodies/example-vale-carers-together')
    expect(text).toContain('Formerly Example Vale Carers Link, until 1 April 2021')
    expect(text).toContain('Was renamed from “Example Vale Carers Link” to “Example Vale Carers Together”')
  })

  it('shows a role where the name is not published', async () => {
    const { text } = await open('/bodies/example-vale-carers-together')
    expect(text).toContain('Signed by Chair (name not published) Signed on')
    expect(text).not.toContain('Alex Example')
  })

  it('links a website only where it is one', async () => {
    const safe = await open('/bodies/example-vale-council')
    expect(safe.html).toContain('href="https://vale.example/about" rel="external nofollow noopener noreferrer"')
    const unsafe = await open('/bodies/example-vale-carers-together')
    expect(unsafe.text).toContain('javascript:alert(1)')
    expect(unsafe.links.some((href) => href.startsWith('javascript:'))).toBe(false)
  })

  it('leads from an organisation that ended to what came after, which has a standing of its own', async () => {
    const { text } = await open('/bodies/example-hill-rural-district-council')
    expect(text).toContain('its functions passed to Example Vale Council (Example Vale Accord 2026: Signed – in force')
    expect(text).not.toContain('came into force')
  })

  it('says where to go with a broken promise only while there is a promise', async () => {
    const words = 'If it does not do what it promised'
    expect((await open('/bodies/example-vale-council')).text).toContain(words)
    expect((await open('/bodies/example-vale-carers-together')).text).not.toContain(words)
  })

  it('of an organisation nobody knows leads to the nearest', async () => {
    const page = await open('/bodies/example-vale-toun-council')
    expect([page.status, page.heading]).toEqual([404, 'Page not found'])
    expect(page.links).toContain('/bodies/example-vale-town-council')
  })
})

describe('the page of an edition', () => {
  it('says what it replaced, what replaced it, and until when it counts', async () => {
    const { text } = await open('/editions/example-vale-compact-2014')
    expect(text).toContain(
      'Replaced by the Example Vale Accord 2026 from 1 February 2026 . Signings of this edition count until 31 December 2026',
    )
    expect(text).toContain('Replaces Example Vale Compact 2009')
    expect(text).not.toContain('Sign the Example Vale Compact 2014')
  })

  it('counts who signed it, and leads to them', async () => {
    const page = await open('/editions/example-vale-accord-2026')
    expect(page.text).toContain('2 Signed – in force')
    expect(page.links).toContain('/signatories?edition=example-vale-accord-2026&standing=in-force')
  })

  it('shows a group what the others promised, under the headings of the text, each with an address', async () => {
    const page = await open('/editions/example-vale-accord-2026?for=vcs')
    expect(page.text).toContain('Never make silence a condition of funding')
    expect(page.text).not.toContain('Be open about who runs us')
    expect(page.ids).toContain('1.2')
    expect(page.links).toContain('/editions/example-vale-accord-2026/themes/1#1.2')
  })

  it('has words to quote with the address of an undertaking', async () => {
    const { text } = await open('/editions/example-vale-accord-2026/themes/1')
    expect(text).toContain(
      '“Public sector officers and commissioners will: Never make silence a condition of funding.”',
    )
    expect(text).toContain('http://localhost:8787/editions/example-vale-accord-2026/themes/1#1.2')
  })

  it('refuses to show what was promised to nobody it knows', async () => {
    const page = await open('/editions/example-vale-accord-2026?for=xyz')
    expect([page.status, [...page.mistakes.keys()]]).toEqual([422, ['for']])
    expect(page.ids).toContain('for')
  })

  it('says plainly that a text is not held', async () => {
    expect((await open('/editions/example-vale-compact-2009')).text).toContain('Text not held.')
  })
})
