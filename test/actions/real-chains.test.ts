import { describe, expect, it } from 'vitest'
import { importSet } from '../../src/actions/import-set.ts'
import { stamp } from '../../src/actions/parts.ts'
import { performAct } from '../../src/actions/perform-act.ts'
import { registerBody } from '../../src/actions/register-body.ts'
import type { DeskActOf } from '../../src/core/desk-act.ts'
import { parseDay, parseFullDay, parseInstant } from '../../src/core/day.ts'
import { replay } from '../../src/core/replay.ts'
import { readSet } from '../../src/core/set-lines.ts'
import { listLines } from '../../src/core/signatory-list.ts'
import { listRecorded } from '../../src/storage/read/entries.ts'
import { browserBefore } from '../support/app.ts'
import { openRegister } from '../support/register.ts'
import { bare, filesOfSet } from '../support/sets.ts'

// What is truly known of Shropshire, and no signing that is not: templates/historical-set/README.md.

const source = 'https://shropshiretelfordandwrekin.nhs.uk/news/9147-2'
const lep = 'Marches Local Enterprise Partnership'
const councils = ['Shropshire Council', 'Telford & Wrekin Council', 'Herefordshire Council']
const [shropshire, telford] = ['NHS Shropshire CCG', 'NHS Telford and Wrekin CCG']
const [merged, board] = ['NHS Shropshire, Telford and Wrekin CCG', 'NHS Shropshire, Telford and Wrekin']

async function openChain(files: ReadonlyMap<string, string>) {
  const register = await openRegister(bare)
  const { parts, clock } = register
  clock.now = Date.parse(parseInstant('2026-11-23T09:00:00Z'))
  await importSet(parts, readSet(files))
  const by = await register.coordinator()
  const rows = async () => replay(await listRecorded(parts.db))
  const idOf = async (name: string) => {
    const body = (await rows()).bodies.find((one) => one.name === name)
    if (!body) throw new Error(`${name} is not on the register`)
    return body.id
  }
  const read = async (path: string) => {
    const { status, text } = await browserBefore(parts).open(path)
    expect(status, path).toBe(200)
    return text
  }
  const end = async (
    name: string,
    told: { on: string; reason: 'merged' | 'abolished' | 'split'; cited: string },
    next: readonly string[],
  ) => {
    const { on, reason, cited } = told
    const relation = reason === 'split' ? ('functions-to' as const) : ('successor' as const)
    const successors = await Promise.all(next.map(async (one) => ({ body: await idOf(one), relation })))
    const act: DeskActOf<'end-body'> = {
      act: 'end-body',
      body: await idOf(name),
      on: parseDay(on),
      reason,
      successors,
      source: cited,
    }
    await performAct(parts, act, by, stamp(parts).id())
  }
  return { ...register, by, rows, idOf, read, end }
}

type Chain = Awaited<ReturnType<typeof openChain>>

/** The set before anything had ended. */
function undone(): ReadonlyMap<string, string> {
  const files = filesOfSet('historical-set')
  const bodies = (files.get('bodies.csv') ?? '').split('\n').map((line) => {
    const began =
      /^(.*,(?:2013-04-01|2021-04-01|2011)),(?:\d[\d-]*),(?:merged|abolished|split),(?:"[^"]*"|[^,]*),[^,]*,/
    return line.replace(began, '$1,,,,,')
  })
  return files.set('bodies.csv', bodies.join('\n'))
}

async function atTheDesk(): Promise<Chain> {
  const chain = await openChain(undone())
  await chain.end(shropshire, { on: '2021-03-31', reason: 'merged', cited: source }, [merged])
  await chain.end(telford, { on: '2021-03-31', reason: 'merged', cited: source }, [merged])
  await chain.end(merged, { on: '2022-06-30', reason: 'abolished', cited: source }, [board])
  const cited = 'https://www.marcheslep.org.uk/the-lep/partnerships/'
  await chain.end(lep, { on: '2024', reason: 'split', cited }, councils)
  return chain
}

const ways = [
  ['as acts of the desk', atTheDesk],
  ['as the set of files', () => openChain(filesOfSet('historical-set'))],
] as const

describe.each(ways)('the chains of Shropshire, %s', (_way, open) => {
  it('end a memorandum with the group that signed it, and carry nothing over', async () => {
    const chain = await open()
    const listed = async (day: string) =>
      listLines(await chain.rows(), parseFullDay(day))
        .filter(({ body }) => body.name.startsWith('NHS'))
        .map(({ body, standing }) => [body.name, standing])
    // Nobody wrote down when it signed; a source of 2026 says that it had.
    expect(await listed('2021-03-31')).toEqual([[shropshire, 'not-known']])
    expect(await listed('2026-11-23')).toEqual([[shropshire, 'ended']])
    expect(await chain.read('/bodies/nhs-shropshire-ccg')).toContain(
      'Ended – organisation abolished or merged, 31 March 2021',
    )
    for (const [name, after] of [
      [shropshire, merged],
      [telford, merged],
      [merged, board],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one page after the other
      const text = await chain.read(`/bodies/${slugOf(name)}`)
      expect(text).toContain(`succeeded by ${after} (has not signed)`)
    }
    for (const name of [telford, merged, board]) {
      // oxlint-disable-next-line no-await-in-loop -- one page after the other
      expect(await chain.read(`/bodies/${slugOf(name)}`)).toContain('is on the register and has not signed')
    }
    await chain.check()
  })

  it('pass the functions of the partnership to three councils, none of which inherits', async () => {
    const chain = await open()
    const text = await chain.read('/bodies/marches-local-enterprise-partnership')
    for (const council of councils) expect(text).toContain(council)
    // Its end is known to the year: all of 2024 may still have been its own.
    const standings = async (day: string) =>
      listLines(await chain.rows(), parseFullDay(day)).flatMap(({ body, edition, standing }) =>
        [lep, ...councils].includes(body.name) ? [`${body.name}: ${edition.label}, ${standing}`] : [],
      )
    expect((await standings('2026-11-23')).toSorted()).toEqual([
      'Marches Local Enterprise Partnership: (undated), ended',
      'Shropshire Council: 2009, earlier-edition',
      'Shropshire Council: 2014, in-force',
    ])
    await chain.check()
  })
})

it('the desk and the files lead to the same organisations, names, numbers, ends and successions', async () => {
  const told = await Promise.all(
    ways.map(async ([, open]) => {
      const { bodies, identifiers, successions } = await (await open()).rows()
      const names = new Map(bodies.map(({ id, name }) => [id, name]))
      return {
        bodies: bodies.map(({ name, kind, startedOn, endedOn, endReason }) => ({
          name,
          kind,
          startedOn,
          endedOn,
          endReason,
        })),
        identifiers: identifiers.map(({ body, identifier }) => `${names.get(body)}: ${identifier}`),
        successions: successions
          .map(({ body, successor, relation }) => `${names.get(body)} ${relation} ${names.get(successor)}`)
          .toSorted(),
      }
    }),
  )
  expect(told[0]).toEqual(told[1])
  expect(told[0]?.successions).toHaveLength(6)
})

it('the commissioner, whose office is to end in May 2028, is told so and may sign', async () => {
  const { parts, by, read, check } = await openChain(filesOfSet('historical-set'))
  const name = 'Office of the West Mercia Police and Crime Commissioner'
  const office = { sector: 'public-sector', kind: 'police-and-crime-commissioner' } as const
  const body = await registerBody(parts, { name, ...office, identifiers: [] }, stamp(parts).id())
  const act = { act: 'announce-end', body: body.id, on: parseDay('2028-05'), reason: 'abolished' } as const
  await performAct(parts, act, by, stamp(parts).id())
  const text = await read('/bodies/office-of-the-west-mercia-police-and-crime-commissioner')
  expect(text).toContain('This organisation is due to be abolished in May 2028')
  expect(text).toContain('is on the register and has not signed')
  await check()
})

it.each([
  ['/editions/shropshire-compact-2009', 'In force from 2009'],
  ['/editions/shropshire-compact-2014', 'In force from 2014'],
  ['/bodies/shropshire-council', 'Signed on Date not recorded'],
])('a day on %s is told as precisely as it is known', async (path, words) => {
  const { read } = await openChain(filesOfSet('historical-set'))
  expect(await read(path)).toContain(words)
})

function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]+/g, '-')
}
