import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readOpeningPlan } from '../../src/cli/opening-plan.ts'

const example = join(import.meta.dirname, '../../templates/opening.example.json')

it('the example is a plan, with the text it names and one on record that is not held', async () => {
  const plan = await readOpeningPlan(example)
  expect(plan.demonstration).toBe(false)
  expect(plan.coordinators.map(({ address }) => address)).toEqual(['coordinator@example.org', 'approver@example.org'])
  const [unheld, held] = plan.instruments[0]?.editions ?? []
  expect(unheld).toEqual({ label: '2009', texts: [], inForceFrom: '2009' })
  expect(held?.texts[0]).toContain('# Example Vale Accord 2026')
})

it.each([
  ['a custodian that is missing', { custodian: undefined }, 'custodian'],
  ['a member that nobody knows', { colour: 'blue' }, 'colour'],
  ['a mailbox that is none', { approver: { name: 'Sam', address: 'sam' } }, 'email'],
])('%s is named', async (_what, change, field) => {
  const path = join(mkdtempSync(join(tmpdir(), 'plan-')), 'opening.json')
  const plan: object = JSON.parse(readFileSync(example, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...plan, instruments: [], ...change }))
  await expect(readOpeningPlan(path)).rejects.toMatchObject({ fields: [{ field }] })
})

it('a text that is not there is named', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'plan-')), 'opening.json')
  writeFileSync(path, readFileSync(example))
  await expect(readOpeningPlan(path)).rejects.toThrow('example-vale-accord-2026.en.md')
})
