import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDay } from '../../src/core/day.ts'
import { browserBefore } from '../support/app.ts'
import type { Browser } from '../support/client.ts'
import { openVariety } from '../support/variety.ts'

// The real chains of Shropshire; their signings here are made up, and of an invented agreement.
const tidy: (() => void)[] = []
let browser: Browser
beforeAll(async () => {
  const { parts, clock, write, publish } = await openVariety((act) => tidy.push(act))
  browser = browserBefore(parts)
  const number = (value: string) => [{ name: 'identifier.1', value, public: true }]
  const day = parseDay
  const shropshire = await write.body('NHS Shropshire CCG', 'nhs-body', number('GB-NHS-05N'))
  const telford = await write.body('NHS Telford and Wrekin CCG', 'nhs-body', number('GB-NHS-05X'))
  const made = await write.entry(
    'body.registered',
    {
      kind: 'nhs-body',
      sector: 'public-sector',
      from: day('2021-04-01'),
      predecessors: [shropshire, telford].toSorted(),
    },
    [{ name: 'name.en', value: 'NHS Shropshire, Telford and Wrekin CCG', public: true }],
  )
  const board = await write.body('NHS Shropshire, Telford and Wrekin', 'nhs-body')
  const partnership = await write.body('Marches Local Enterprise Partnership', 'partnership')
  const one = await write.body('Shropshire Council', 'unitary-or-county-council')
  const two = await write.body('Telford & Wrekin Council', 'unitary-or-county-council')
  const three = await write.body('Herefordshire Council', 'unitary-or-county-council')
  const ended = (
    body: typeof made,
    on: string,
    reason: 'merged' | 'abolished' | 'split',
    to: readonly (typeof made)[],
  ) =>
    write.entry('body.ended', {
      body,
      on: day(on),
      reason,
      successors: to
        .map((next) => ({
          body: next,
          relation: reason === 'split' ? ('functions-to' as const) : ('successor' as const),
        }))
        .toSorted((a, b) => (a.body < b.body ? -1 : 1)),
    })
  await ended(shropshire, '2021-03-31', 'merged', [made])
  await ended(telford, '2021-03-31', 'merged', [made])
  await ended(made, '2022-06-30', 'abolished', [board])
  await ended(partnership, '2024-03-31', 'split', [one, two, three])
  const twin = await write.body('Shropshire County Unitary Council', 'unitary-or-county-council')
  await write.entry('body.ended', {
    body: twin,
    on: day('2026-03-11'),
    reason: 'registered-twice',
    successors: [{ body: one, relation: 'successor' }],
  })
  clock.now += 1000
  await publish()
}, 60_000)
afterAll(() => tidy.toReversed().forEach((act) => act()))

describe('an organisation that was merged twice over', () => {
  it.each(['NHS Shropshire CCG', '05N', 'NHS Telford and Wrekin CCG', 'GB-NHS-05X'])(
    'is found as %s, and its line leads to what there is now',
    async (q) => {
      const { text, links } = await browser.open(`/signatories?q=${encodeURIComponent(q)}`)
      expect(text).toContain(
        'Succeeded by NHS Shropshire, Telford and Wrekin CCG , now NHS Shropshire, Telford and Wrekin .',
      )
      expect(links).toContain('/bodies/nhs-shropshire-telford-and-wrekin')
    },
  )

  it('says what came after it, and that nothing was carried over', async () => {
    const { text } = await browser.open('/bodies/nhs-shropshire-ccg')
    expect(text).toContain('What came after it succeeded by NHS Shropshire, Telford and Wrekin CCG (has not signed)')
    expect(text).toContain('Was merged into another organisation; succeeded by NHS Shropshire, Telford and Wrekin CCG')
  })

  it('is told by what it became, each with its last day, and by its own entry', async () => {
    const { text, links } = await browser.open('/bodies/nhs-shropshire-telford-and-wrekin-ccg')
    expect(text).toContain('NHS Shropshire CCG : this organisation succeeded it (until 31 March 2021 )')
    expect(text).toContain('NHS Telford and Wrekin CCG : this organisation succeeded it (until 31 March 2021 )')
    expect(text).toContain('it was made from NHS Shropshire CCG and NHS Telford and Wrekin CCG')
    expect(links).toContain('/bodies/nhs-telford-and-wrekin-ccg')
  })

  it('is told alike about what the register said then', async () => {
    const size = (await browser.open('/log/checkpoint')).html.split('\n')[1] ?? ''
    const now = await browser.open('/bodies/nhs-shropshire-telford-and-wrekin-ccg?as-at=2026-03-12')
    const then = await browser.open(`/bodies/nhs-shropshire-telford-and-wrekin-ccg?as-at=2026-03-12&log-size=${size}`)
    const from = (text: string) => text.slice(text.indexOf('What happened'))
    expect(from(then.text)).toBe(from(now.text))
    const listed = await browser.open(`/signatories?q=05N&log-size=${size}`)
    expect(listed.text).toContain('now NHS Shropshire, Telford and Wrekin')
  })
})

describe('an organisation whose functions were split', () => {
  it('leads to every one that has some of them, and none of these is it now', async () => {
    const { text } = await browser.open('/signatories?q=Marches+LEP')
    const names = ['Shropshire Council', 'Telford & Wrekin Council', 'Herefordshire Council']
    for (const name of names) expect(text).toContain(`Its functions passed to ${name}`)
    expect(text).not.toContain('Now Shropshire Council')
    expect((await browser.open('/bodies/herefordshire-council')).text).toContain(
      'Came from Marches Local Enterprise Partnership : functions of it passed here (until 31 March 2024 )',
    )
  })
})

describe('an organisation that was registered twice', () => {
  it('answers its old address with the one that stays, and keeps the day that was asked about', async () => {
    const page = await browser.open('/bodies/shropshire-county-unitary-council?as-at=2026-03-12')
    expect(page.address.pathname + page.address.search).toBe('/bodies/shropshire-council?as-at=2026-03-12')
    expect(browser.seen.at(-2)?.status).toBe(301)
    expect(page.text).toContain('Also entered as Shropshire County Unitary Council')
  })
})

it('a former name is found and says what it is called now', async () => {
  const { text } = await browser.open('/signatories?q=Example+Vale+Carers+Link')
  expect(text).toContain('Example Vale Carers Together')
  expect(text).toContain('Formerly Example Vale Carers Link.')
})

it('an announced end says what will happen and when', async () => {
  const { text } = await browser.open('/bodies/example-vale-police-and-crime-commissioner')
  expect(text).toContain('This organisation is due to be abolished in May 2028.')
  expect(text).toContain('Expected Due to be abolished in May 2028')
})
