import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const parts = join(import.meta.dirname, '../../../src/web/parts')

/** The component of the design system that a part is, where their names differ. */
const others: Record<string, string> = { header: 'generic-header', 'text-area': 'textarea', 'text-field': 'input' }

/** Parts that are no component of it, each with the reason. */
const own = new Map([
  ['bar-chart', 'a picture of counts, with a table behind it'],
  ['progress-chart', 'a picture of signings over time, with a table behind it'],
  ['classes', 'joins class names'],
  ['code-field', 'a text field with the settings of a code'],
  ['day', 'a day in words'],
  ['moment', 'a moment in words'],
  ['form-group', 'around every field, and held by the fixtures of each'],
  ['legend-group', 'around radios and checkboxes, and held by their fixtures'],
  ['narrow', 'two thirds of the grid'],
])

it('every part that is a component of the design system is held by its fixtures', () => {
  const tests = globSync('*.test.tsx', { cwd: import.meta.dirname })
  const text = tests.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('')
  const held = [...text.matchAll(/agreesWithFixtures<.*>\('([a-z-]+)'/g)].map(([, name = '']) => name)
  const names = globSync('*.{ts,tsx}', { cwd: parts }).map((file) => file.replace(/\.tsx?$/, ''))
  expect([...own.keys()].filter((name) => !names.includes(name))).toEqual([])
  const components = names.filter((name) => !own.has(name)).map((name) => others[name] ?? name)
  expect(held.toSorted()).toEqual(components.toSorted())
})
