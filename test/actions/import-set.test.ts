import { describe, expect, it } from 'vitest'
import { importSet } from '../../src/actions/import-set.ts'
import { parseInstant } from '../../src/core/day.ts'
import { readSet } from '../../src/core/set-lines.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { findHoldings } from '../../src/storage/read/holdings.ts'
import { appOf } from '../support/app.ts'
import { Sheet } from '../support/client.ts'
import { faults, openRegister } from '../support/register.ts'
import { bare, filesOfSet, setOf } from '../support/sets.ts'

/** The historical set is read on the day after it was put together. */
const later = Date.parse(parseInstant('2026-11-23T09:00:00Z'))

const head = 'body,edition,signed_on,attested_on,signed_by,source\n'

const long = 'Œ'.repeat(300)

async function openBare() {
  const register = await openRegister(bare)
  register.clock.now = later
  const bring = (files: ReadonlyMap<string, string>) => importSet(register.parts, readSet(files))
  return { ...register, bring, size: () => logSize(register.parts.db) }
}

describe('the historical set, on a register that is none of a demonstration', () => {
  it('is on the pages as far as it is known, and no further', async () => {
    const { parts, bring, publish, check } = await openBare()
    expect(await bring(filesOfSet('historical-set'))).toBe(23)
    await publish()
    const app = appOf(parts)
    const look = async (path: string) => {
      const answer = await app.request(path)
      return new Sheet('GET', new URL(path, 'http://localhost'), answer, new Uint8Array(await answer.arrayBuffer()))
        .text
    }

    const council = await look('/bodies/shropshire-council')
    expect(council).toMatch(
      /Shropshire Compact 2014.*Signed – in force.*Signed by Not recorded Signed on Date not recorded/,
    )
    expect(council).toMatch(/Shropshire Compact 2009.*Signed – earlier edition/)
    const ccg = await look('/bodies/nhs-shropshire-ccg')
    expect(ccg).toContain('Edition Text not held')
    expect(ccg).toContain('Ended – organisation abolished or merged, 31 March 2021')
    expect(await look('/bodies/nhs-shropshire-ccg?as-at=2021-03-31')).toContain('Not known on this day')
    expect(await look('/editions/shropshire-compact-2014')).toContain('Text not held')
    expect(await look('/editions/compact-memorandum-of-understanding-undated')).toMatch(
      /Recorded from Its own date is not/,
    )
    const certificate = await look('/certificates/SC-00001')
    expect(certificate).toMatch(
      /Signed by Not recorded Signed on Date not recorded Attested on 14 June 2011 Authority Not recorded/,
    )
    expect(certificate).toMatch(/Method Recorded from a cited source Source Case study/)
    await check()
  })

  it('is in the list with no day that nobody knows', async () => {
    const { parts, bring, publish } = await openBare()
    await bring(filesOfSet('historical-set'))
    await publish()
    const list: unknown = await (await appOf(parts).request('/signatories.json')).json()
    expect(list).toMatchObject({
      total: 5,
      signatories: [
        { body: { name: 'Marches Local Enterprise Partnership' }, standing: 'ended', signedOn: null },
        { body: { name: 'NHS Shropshire CCG', identifiers: ['GB-NHS-05N'] }, standing: 'ended', signedOn: null },
        { body: { name: 'Shropshire Council' }, edition: 'shropshire-compact-2009', standing: 'earlier-edition' },
        { body: { name: 'Shropshire Council' }, edition: 'shropshire-compact-2014', standing: 'in-force' },
        { body: { name: 'Shropshire VCS Assembly' }, standing: 'in-force', decidedOn: null },
      ],
    })
  })

  it('is refused by a demonstration', async () => {
    const { parts } = await openRegister()
    await expect(importSet(parts, readSet(filesOfSet('historical-set')))).rejects.toThrow(
      'never goes into a demonstration',
    )
  })
})

describe('a set that is imported again', () => {
  it('is there already, and nothing is written', async () => {
    const { bring, size, check } = await openBare()
    expect(await bring(filesOfSet('historical-set'))).toBe(23)
    const before = await size()
    expect(await bring(filesOfSet('historical-set'))).toBe(0)
    expect(await size()).toBe(before)
    await check()
  })

  it('with more lines adds those alone, an end among them', async () => {
    const { parts, bring, check } = await openBare()
    await bring(setOf())
    const bodies =
      'name,kind,identifiers,started_on,ended_on,end_reason,successors\n' +
      'Vale Council,district-council,GB-LAE-VAL,2009-04-01,2019-03-31,merged,successor: Hill Council\n' +
      'Hill Council,district-council,,2019-04-01,,,\n'
    expect(await bring(setOf({ 'bodies.csv': bodies }))).toBe(2)
    expect(await bring(setOf({ 'bodies.csv': bodies }))).toBe(0)
    const held = await findHoldings(parts.db)
    expect(held?.bodies[0]).toMatchObject({ endedOn: '2019-03-31', successors: [{ relation: 'successor' }] })
    await check()
  })

  it.each([
    [
      'another area',
      'instruments.csv',
      'name,area,binds\nVale Compact,Hill,public-sector vcs\n',
      'area: this says “Hill”',
    ],
    [
      'another day of an edition',
      'editions.csv',
      'instrument,label,in_force_from\nVale Compact,2009,2010\n',
      'in_force_from',
    ],
    ['another kind of body', 'bodies.csv', 'name,kind\nVale Council,nhs-body\n', 'kind: this says “nhs-body”'],
    [
      'another number of a body',
      'bodies.csv',
      'name,kind,identifiers\nVale Council,district-council,GB-LAE-HIL\n',
      'the register has “GB-LAE-VAL”',
    ],
    [
      'another name of a number',
      'bodies.csv',
      'name,kind,identifiers\nHill,district-council,GB-LAE-VAL\n',
      'the register has “Vale Council”',
    ],
    [
      'the number of another body',
      'bodies.csv',
      'number,name,kind\n7,Vale Council,district-council\n',
      'number: the one on the register that is called so has number 1',
    ],
    [
      'another name of before',
      'bodies.csv',
      'name,kind,renamed_on,former_names\nVale Council,district-council,2019,Hill\n',
      'former_names: this says “Hill”',
    ],
    [
      'a new name of a body that is there',
      'bodies.csv',
      'name,kind,renamed_on,former_names\nHill Council,district-council,2019,Vale Council\n',
      'former_names: one on the register is called so',
    ],
    [
      'another day of a source',
      'signings.csv',
      `${head}Vale Council,Vale Compact 2009,,2012,not recorded,A report\n`,
      'attested_on',
    ],
    [
      'another source',
      'signings.csv',
      `${head}Vale Council,Vale Compact 2009,,2011-06-14,not recorded,A book\n`,
      'source: this says “A book”',
    ],
    [
      'a day of signing',
      'signings.csv',
      `${head}Vale Council,Vale Compact 2009,2009,2011-06-14,not recorded,A report\n`,
      'the register has nothing there',
    ],
  ])('with %s is refused by file and line, and nothing is written', async (_what, file, text, words) => {
    const { bring, size } = await openBare()
    await bring(setOf())
    const before = await size()
    const more = { 'bodies.csv': 'name,kind\nVale Council,district-council\nVale Choir,community-group\n' }
    const again = bring(setOf({ ...more, [file]: text }))
    const field = expect.stringMatching(new RegExp(`^${file} line 2$`))
    await expect(again).rejects.toMatchObject({ fields: expect.arrayContaining([expect.objectContaining({ field })]) })
    await expect(again).rejects.toMatchObject({
      fields: expect.arrayContaining([expect.objectContaining({ words: expect.stringContaining(words) })]),
    })
    expect(await size()).toBe(before)
  })

  it('over a signing that was made on the register itself is refused with its reference', async () => {
    const { signUp, accept, editions, parts, settle } = await openRegister()
    await signUp({ body: { name: 'Vale Council', kind: 'district-council' }, editions })
    await accept()
    await settle()
    const held = await findHoldings(parts.db)
    const signings = `${head}Vale Council,${held?.editions[0]?.name},,2011,not recorded,A\n`
    const set = new Map([
      ['set.csv', 'title,organisations\nVale,invented\n'],
      ['signings.csv', signings],
    ])
    await expect(importSet(parts, readSet(set))).rejects.toMatchObject({
      fields: [{ field: 'signings.csv line 2', words: expect.stringContaining('EX-00001') }],
    })
  })
})

describe.each(faults)('an import whose write %s', (fault) => {
  it('stands once, however often it is repeated', async () => {
    const { bring, breakNextWrite, instances, size, check } = await openBare()
    const before = await size()
    breakNextWrite(fault)
    await expect(bring(setOf())).rejects.toThrow('went dead')
    expect(await size()).toBe(fault === 'failed but was kept' ? before + 5 : before)
    const others = await instances(2)
    await Promise.all(others.map((parts) => importSet({ ...parts, clock: () => later }, readSet(setOf()))))
    expect(await size()).toBe(before + 5)
    await check()
  })
})

it('what a certificate could not show is refused by its line', async () => {
  const { bring, size } = await openBare()
  const before = await size()
  const set = setOf({ 'bodies.csv': 'name,kind\nVale Council,district-council\n共同,community-group\n' })
  await expect(bring(set)).rejects.toMatchObject({
    fields: [{ field: 'bodies.csv line 3', words: expect.stringContaining('共') }],
  })
  expect(await size()).toBe(before)
})

it.each([
  ['no number', '', long],
  ['one that stands for its name', '3', '#3'],
])(
  'a signing too long for its certificate is refused by its line, of a body with %s',
  async (_what, number, called) => {
    const { bring } = await openBare()
    const set = setOf({
      'bodies.csv': `number,name,kind\n,Vale Council,district-council\n${number},${long},assembly\n`,
      'signings.csv': `${head}${called},Vale Compact 2009,,2011,${long.slice(0, 200)},A\n`,
    })
    await expect(bring(set)).rejects.toMatchObject({
      fields: [{ field: 'signings.csv line 2', words: expect.stringContaining('too long') }],
    })
  },
)

it('three thousand bodies are one import', { timeout: 60_000 }, async () => {
  const { bring, size } = await openBare()
  const before = await size()
  const names = Array.from({ length: 3000 }, (_, n) => `Vale Group ${n},community-group\n`)
  const set = new Map([
    ['set.csv', 'title,organisations\nVale,real\n'],
    ['bodies.csv', `name,kind\n${names.join('')}`],
  ])
  expect(await bring(set)).toBe(3000)
  expect(await size()).toBe(before + 3000)
  expect(await bring(set)).toBe(0)
})
