import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { demonstration } from '../../src/demonstration.ts'
import { openDatabase, type Database } from '../../src/storage/database.ts'
import { listBodies } from '../../src/storage/read/bodies.ts'
import { searchBodies } from '../../src/storage/read/search.ts'
import { refreshViews } from '../../src/storage/write/rebuild.ts'
import { dumpViews } from '../support/dump.ts'
import { inventBodies, mulberry, registerBodies, type Invented } from '../support/many-bodies.ts'
import { openRegister, type Register } from '../support/register.ts'

const migrations = join(import.meta.dirname, '../../drizzle')

const known: readonly Invented[] = [
  {
    name: 'Example Vale Council',
    former: 'County of Vale Council',
    kind: 'unitary-or-county-council',
    identifier: 'GB-LAE-EXV',
  },
  {
    name: 'Vale Police and Crime Commissioner',
    former: undefined,
    kind: 'police-and-crime-commissioner',
    identifier: undefined,
  },
  {
    name: 'NHS Example and Vale Integrated Care Board',
    former: 'Vale Clinical Commissioning Group',
    kind: 'nhs-body',
    identifier: 'GB-NHS-05X',
  },
  { name: 'Vale Womens’ Refuge', former: undefined, kind: 'registered-charity', identifier: 'GB-CHC-1090095' },
  { name: 'Vale Enterprise CIC', former: undefined, kind: 'community-interest-company', identifier: 'GB-COH-04652487' },
  { name: 'Cymdeithas Tŷ Gwyn', former: undefined, kind: 'community-group', identifier: 'EX-body-00042' },
]

describe('among more than a thousand bodies', () => {
  const invented = inventBodies(1200)
  let register: Register
  const tidying: (() => void)[] = []
  beforeAll(async () => {
    register = await openRegister(demonstration, (tidy) => tidying.unshift(tidy))
    await registerBodies(register.parts, [...invented, ...known])
  }, 60_000)
  afterAll(() => tidying.forEach((tidy) => tidy()))
  const search = async (q: string, filter = {}) =>
    (await searchBodies(register.parts.db, { q, ...filter }, 10)).map(({ name }) => name)

  const [council, police, board, refuge, company, group] = known.map(({ name }) => name)
  it.each([
    ['its name', 'example vale council', council],
    ['its name in capitals, with other marks', 'CYMDEITHAS TY GWYN', group],
    ['words in another order', 'council vale example', council],
    ['the beginning of its last word', 'example vale cou', council],
    ['an apostrophe elsewhere', 'vale women’s refuge', refuge],
    ['a former name', 'Vale Clinical Commissioning Group', board],
    ['a former name with a slip', 'County of Vale Cuoncil', council],
    ['the initials of its last words', 'vale icb', board],
    ['the initials of a former name', 'vccg', board],
    ['initials that leave small words out', 'vale pcc', police],
    ['a word too many', 'Example Vale Council Limited', council],
    ['a word that nobody has', 'example vale council zzyzx', council],
    ['a rare word with a slip among common ones', 'parish council cymdeithsa', group],
    ['an identifier', 'GB-COH-04652487', company],
    ['an identifier in small letters', 'gb-coh-04652487', company],
    ['a company number without its zero', '4652487', company],
    ['a charity number as people write it', 'Registered charity no. 1090095', refuge],
    ['a number with a space in it', '1090 095', refuge],
    ['a number beside a name', 'refuge 1090095', refuge],
    ['a code of letters', 'exv', council],
    ['a code of the NHS', '05x', board],
    ['a number that the register gave', 'ex-body-42', group],
  ])('one is found by %s', async (_what, typed, name) => {
    expect((await search(typed)).slice(0, 3)).toContain(name)
  })

  it('what was typed exactly comes first, and the same question has the same answer', async () => {
    for (const { name } of invented.slice(0, 50)) expect((await search(name))[0]).toBe(name)
    expect(await search('parish council')).toEqual(await search('parish council'))
  })

  const seed = Math.floor(Math.random() * 2 ** 31)
  it(`one slip in a word of five letters or more leaves a body among the first three, in 200 questions of seed ${seed}`, async () => {
    const questions = Array.from({ length: 200 }, questionsOf(invented, seed))
    const lost = []
    for (const { typed, name } of questions) {
      const found = await search(typed)
      if (!found.slice(0, 3).includes(name)) lost.push({ typed, name, found })
    }
    expect(lost).toEqual([])
  })

  it('a filter is kept to, and says nothing where nothing is left', async () => {
    expect(await search('vale', { kind: 'nhs-body' })).toEqual([board])
    expect(await search('example vale council', { sector: 'vcs' })).not.toContain(council)
    expect(await search('  ')).toEqual([])
    expect(await search('%')).toEqual([])
  })

  it('only a body whose name has all that was typed is said to fit', async () => {
    const found = await searchBodies(register.parts.db, { q: 'example vale cuoncil' }, 5)
    expect(found[0]).toMatchObject({ name: council, fits: true, identifiers: ['GB-LAE-EXV'] })
    expect(
      (await searchBodies(register.parts.db, { q: 'example vale zzyzx' }, 5)).map(({ fits }) => fits),
    ).not.toContain(true)
  })

  it('and the list of bodies has those with every word, and slips count only where there is none', async () => {
    const listed = async (q: string) => (await listBodies(register.parts.db, { q })).map(({ name }) => name)
    expect(await listed('vale pcc')).toEqual([police])
    expect(await listed('vale enterprize cic')).toContain(company)
    const parishes = [...invented].filter(({ name }) => name.endsWith('Parish Council')).map(({ name }) => name)
    expect((await listed('parish council')).toSorted()).toEqual(expect.arrayContaining(parishes.toSorted()))
    expect(await listed('zzyzx')).toEqual([])
  })
})

it('a register from before there was a search finds its bodies once its tables are up to date', async () => {
  const register = await openRegister()
  await registerBodies(register.parts, known, 2)
  const made = await dumpViews(register.parts.db)
  const db = await copyAsFirst(register)

  await migrate(db, { migrationsFolder: migrations })
  expect(await searchBodies(db, { q: 'vale icb' }, 3)).toEqual([])
  await refreshViews(db)
  expect((await searchBodies(db, { q: 'vale icb' }, 3))[0]?.name).toBe(known[2]?.name)
  expect(await dumpViews(db)).toEqual(made)
})

/** A copy of a register in the tables of the first migration, with what fits into them. */
async function copyAsFirst({ parts, folder }: Register): Promise<Database> {
  const first = join(folder, 'first')
  cpSync(join(migrations, '0000_register.sql'), join(first, '0000_register.sql'))
  const journal: { entries: readonly unknown[] } = JSON.parse(
    readFileSync(join(migrations, 'meta/_journal.json'), 'utf8'),
  )
  mkdirSync(join(first, 'meta'))
  writeFileSync(join(first, 'meta/_journal.json'), JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }))
  const db = await openDatabase({ url: `file:${join(folder, 'copy.db')}` })
  onTestFinished(() => db.$client.close())
  await migrate(db, { migrationsFolder: first })
  const tables = await db.$client.execute(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '__*' ORDER BY rowid`,
  )
  for (const name of tables.rows.map((row) => JSON.stringify(row['name']))) {
    const held = await db.$client.execute(`PRAGMA table_info(${name})`)
    const columns = held.rows.map(({ name: column }) => JSON.stringify(column))
    const { rows } = await parts.db.$client.execute(`SELECT ${columns.join(', ')} FROM ${name}`)
    const values = columns.map(() => '?').join(', ')
    await db.$client.batch(
      rows.map((row) => ({
        sql: `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${values})`,
        args: Array.from(row),
      })),
      'write',
    )
  }
  return db
}

/** Names of bodies, now or once, with one slip in one of their longer words; some have their words in another order. */
function questionsOf(bodies: readonly Invented[], seed: number) {
  const chance = mulberry(seed)
  const below = (count: number) => Math.floor(chance() * count)
  const letter = () => String.fromCodePoint(97 + below(26))
  return (): { typed: string; name: string } => {
    for (;;) {
      const { name, former } = bodies[below(bodies.length)] ?? { name: '', former: undefined }
      const words = (former && below(4) === 0 ? former : name).split(' ')
      const long = [...words.keys()].filter((n) => /^[a-z]{5,}$/i.test(words[n] ?? ''))
      const at = long[below(long.length)]
      if (at === undefined) continue
      const word = words[at] ?? ''
      const from = below(word.length - 1)
      const [before, first, second, after] = [word.slice(0, from), word[from], word[from + 1], word.slice(from + 2)]
      const slips = [
        `${before}${letter()}${first}${second}${after}`,
        `${before}${second}${after}`,
        `${before}${letter()}${second}${after}`,
        `${before}${second}${first}${after}`,
      ]
      const typed = words.with(at, slips[below(slips.length)] ?? '')
      return { typed: (below(4) === 0 ? typed.toReversed() : typed).join(' '), name }
    }
  }
}
