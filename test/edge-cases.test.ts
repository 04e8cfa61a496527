import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { ofAcceptances } from './edge-cases/of-acceptances.ts'
import { ofBodies } from './edge-cases/of-bodies.ts'
import { ofSignUps } from './edge-cases/of-sign-ups.ts'
import { ofSignings } from './edge-cases/of-signings.ts'
import { ofTexts } from './edge-cases/of-texts.ts'
import { openTown } from './edge-cases/town.ts'
import { routesOfApp } from './support/app.ts'

const cases = [...ofBodies, ...ofSignUps, ...ofAcceptances, ...ofSignings, ...ofTexts]
const commands = Object.keys(manifest.scripts).map((name) => `npm run ${name}`)
/** Rows that belong to later capabilities. */
const later = ['Pre-election period (rules unverified)', 'Champion leaves']

describe.each(cases)('$name', ({ door, live, writes, reads }) => {
  it('has a door, a journey, its entries, and what the public reads', async () => {
    const routes = routesOfApp().map(({ method, path }) => `${method} ${path.replaceAll(/\{[^/]*\}/g, '')}`)
    expect([...routes, ...commands]).toContain(door)
    const town = await openTown()
    await live(town)
    await town.settle()
    expect(await town.written()).toEqual(writes)
    for (const [address, words, not] of reads) {
      // One page after the other: each is asked as a visitor would.
      // oxlint-disable-next-line no-await-in-loop
      const { status, text } = await town.anyone.open(address)
      const isSaid = typeof words === 'string' ? text.includes(words) : words.test(text)
      expect({ address, status, words, text: isSaid === (not !== 'not') ? 'as it should be' : text }).toEqual({
        address,
        status: 200,
        words,
        text: 'as it should be',
      })
    }
    await town.check()
  })
})

const handbook = join(import.meta.dirname, '../../shared/domain.md')

it.runIf(existsSync(handbook))('the rows are those of the handbook, each once', () => {
  const [, table = ''] = readFileSync(handbook, 'utf8').split('\n## 5. Edge cases\n')
  const names = table
    .split('\n## ')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|')[1]?.trim())
    .filter((name) => name !== 'Case')
  expect([...cases.map(({ name }) => name), ...later].toSorted()).toEqual(names?.toSorted())
})
