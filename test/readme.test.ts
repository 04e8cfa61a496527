import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { composition, formatRow, rooms } from './support/rooms.ts'

const top = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(top, file), 'utf8')
const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md']
const manifest: { scripts: object; dependencies: object } = JSON.parse(read('package.json'))

describe.each(documents)('%s', (document) => {
  const text = read(document)

  it('names commands that there are', () => {
    const commands = text.matchAll(/(?:^|`|\s)npm run ([a-z:]+)|(?:^|`)npm (?!run )([a-z:]+)/gm)
    const scripts = [...commands].map(([, script, name]) => script ?? name ?? '')
    const own = ['ci', ...Object.keys(manifest.scripts)]
    expect(scripts.filter((name) => !own.includes(name))).toEqual([])
  })

  it('names files that there are', () => {
    const named = [...text.matchAll(/`([^`\s]+)`/g)].map(([, name = '']) => name)
    const paths = named.filter((name) => /^(src|test|templates|drizzle|\.ci)\//.test(name) || /^[A-Z]+\.md$/.test(name))
    expect(paths.filter((path) => !existsSync(join(top, path)))).toEqual([])
  })
})

it('README.md has every setting that is read, and no other', () => {
  const source = read('src/env.ts')
  const settings = [...source.matchAll(/variables(?:,\s*|\[)'([A-Z_]+)'/g)].map(([, name = '']) => name)
  const bound = [...read('wrangler.toml').matchAll(/^binding = "([A-Z]+)"/gm)].map(([, name = '']) => name)
  const told = cells('README.md', 'setting').map(([name = '']) => name.replaceAll('`', ''))
  // The Worker's own files are no setting: `npm run build` makes them.
  expect(told.toSorted()).toEqual([...new Set([...settings, ...bound])].filter((name) => name !== 'ASSETS').toSorted())
})

it('README.md has the defaults of src/env.ts', () => {
  const source = read('src/env.ts')
  const defaults = cells('README.md', 'setting').flatMap(([name = '', , value]) => (value ? [[name, value]] : []))
  expect(defaults.length).toBeGreaterThan(10)
  const literals = defaults.map(([, value = '']) => value.replaceAll('`', '').replace('PORT', '${listening}'))
  expect(literals.filter((value) => !source.includes(`'${value}'`) && !source.includes(`\`${value}\``))).toEqual([])
})

it('README.md has every room', () => {
  const told = cells('README.md', 'room').map(([name = '']) => name.replaceAll('`', ''))
  const folders = [...rooms.keys()].filter((room) => !room.includes('/'))
  expect(told.filter((name) => name.startsWith('src/'))).toEqual([...folders, 'cli'].map((room) => `src/${room}`))
})

it('CONTRIBUTING.md has the plan as the architecture test holds it', () => {
  const told = cells('CONTRIBUTING.md', 'room').map(([name = '', row = '']) => [name, row.replaceAll('\\', '')])
  const plan = [...rooms].map(([room, row]) => [room, formatRow(row)])
  expect(told).toEqual([...plan, ['cli, composition', 'everything']])
  const composed = composition.map((file) => `\`src/${file}\``).join(', ')
  expect(read('CONTRIBUTING.md')).toContain(`Composition is at the top of \`src\`: ${composed}.`)
})

it('CONTRIBUTING.md justifies every package that the register runs on', () => {
  const told = cells('CONTRIBUTING.md', 'package').flatMap(([names = '']) => names.replaceAll('`', '').split(', '))
  expect(told.toSorted()).toEqual(Object.keys(manifest.dependencies).toSorted())
})

/** The rows of every table of a document whose first column has this heading. */
function cells(document: string, heading: string): string[][] {
  const tables = read(document).matchAll(/^\|.*\n\|[ :|-]+\n((?:\|.*\n)*)/gm)
  return [...tables]
    .filter(([table]) => split(table.split('\n')[0] ?? '')[0] === heading)
    .flatMap(([, rows = '']) => rows.trim().split('\n').map(split))
}

function split(row: string): string[] {
  return row
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())
}
