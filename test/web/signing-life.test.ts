import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDay, parseFullDay } from '../../src/core/day.ts'
import { listEditions } from '../../src/storage/read/editions.ts'
import { browserBefore } from '../support/app.ts'
import type { Browser } from '../support/client.ts'
import { openVariety } from '../support/variety.ts'

const tidy: (() => void)[] = []
let browser: Browser
let reference = ''
beforeAll(async () => {
  const { parts, clock, write, publish } = await openVariety((act) => tidy.push(act))
  browser = browserBefore(parts)
  const accord = (await listEditions(parts.db)).at(-1)
  if (!accord) throw new Error('there is no edition to sign')
  const body = await write.body('Example Vale Museum Trust', 'registered-charity')
  const signing = await write.signing(body, accord.id, { on: ['2026-02-07'], role: 'Chair' })
  const say = (name: string, value: string) => ({ name, value, public: true })
  const dispute = await write.entry('dispute.decided', {
    body,
    outcome: 'upheld',
    on: parseFullDay('2026-03-01'),
  })
  await write.entry('signing.corrected', { signing, signature: 1, decidedOn: parseDay('2026-02-01') }, [
    say('reason', 'The day was mis-keyed.'),
  ])
  await write.entry('signing.reaffirmed', { signing, on: parseFullDay('2026-03-08') }, [say('role', 'New Chair')])
  await write.entry(
    'signing.suspended',
    {
      signing,
      from: parseFullDay('2026-03-09'),
      reviewBy: parseFullDay('2026-09-09'),
      dispute,
      approvers: 2,
    },
    [say('reason', 'Three letters were not answered.'), say('reply', 'We have answered since.')],
  )
  await write.entry('signing.reinstated', { signing, from: parseFullDay('2026-03-20'), approvers: 2 }, [
    say('reason', 'The panel looked again.'),
  ])
  clock.now += 1000
  await publish()
  const page = await browser.open('/bodies/example-vale-museum-trust')
  reference = /EV-\d+|EX-\d+/.exec(page.text)?.[0] ?? ''
}, 60_000)
afterAll(() => tidy.toReversed().forEach((act) => act()))

const life = [
  'Corrected on 12 March 2026 Reason: The day was mis-keyed.',
  'Re-affirmed on 8 March 2026',
  'Suspended from 9 March 2026 ; review by 9 September 2026 Reason: Three letters were not answered. The organisation’s reply: We have answered since.',
  'In force again since 20 March 2026 (still to come) Reason: The panel looked again.',
]

describe('what became of a signing', () => {
  it.each(['/bodies/example-vale-museum-trust', '/certificates/:reference', '/verify?reference=:reference'])(
    'is told at %s, a decision with its reason and the reply beside it',
    async (path) => {
      const { text } = await browser.open(path.replace(':reference', reference))
      for (const words of life) expect(text).toContain(words)
    },
  )

  it('is told in the story of the body as well, line by line', async () => {
    const { text } = await browser.open('/bodies/example-vale-museum-trust')
    const story = text.slice(text.indexOf('What happened'))
    expect(story).toContain(
      'review by 9 September 2026 Reason: Three letters were not answered. The organisation’s reply: We have answered since.',
    )
  })

  it('is not told of a day on which nobody knew it', async () => {
    const { text } = await browser.open('/bodies/example-vale-museum-trust?as-at=2026-03-08')
    expect(text).toContain('Re-affirmed on 8 March 2026')
    expect(text).not.toContain('Suspended')
  })

  it('that was no signing says why', async () => {
    const { text } = await browser.open('/bodies/example-vale-chess-club')
    expect(text).toContain('Entered in error 10 March 2026 : the organisation had not agreed')
  })
})
