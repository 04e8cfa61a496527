import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { bare } from '../support/sets.ts'

const programs = join(import.meta.dirname, '../../.out/cli')
const folder = mkdtempSync(join(tmpdir(), 'import-'))
const set = join(import.meta.dirname, '../../templates/historical-set')

afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a command on the folder as an operator would from a shell. */
function run(program: string, ...args: readonly string[]) {
  const settings = { ORIGIN: 'https://register.example.org', CONTACT: 'register@example.org', DATA_DIR: folder }
  const env = { PATH: process.env['PATH'] ?? '', ...settings }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(programs, program), ...args], { env })
  return { status, stdout: stdout.toString(), stderr: stderr.toString() }
}

it('import says what it does, from a register that is not open to one that has everything', () => {
  expect(run('import.js')).toMatchObject({ status: 1, stderr: expect.stringContaining('Say what to import') })
  expect(run('import.js', 'nowhere')).toMatchObject({ status: 1, stderr: 'There is no folder nowhere.\n' })
  expect(run('import.js', programs)).toMatchObject({ status: 1, stderr: expect.stringContaining('no set.csv') })
  expect(run('import.js', set)).toMatchObject({ status: 1, stderr: expect.stringContaining('npm run open') })

  const { name, custodian, prefix, instruments } = bare
  const person = (who: string) => ({ name: `${who} Example`, address: `${who}@example.org`, employer: 'Somebody' })
  const people = { coordinator: person('robin'), approver: person('sam') }
  const plan = join(folder, 'opening.json')
  writeFileSync(plan, JSON.stringify({ name, custodian, prefix, instruments, ...people }))
  expect(run('open.js', plan).stderr).toBe('')
  expect(run('import.js', set)).toMatchObject({ status: 0, stdout: expect.stringContaining('Wrote 23 entries') })
  expect(run('import.js', set)).toMatchObject({ status: 0, stdout: expect.stringContaining('Nothing was written') })
})

it('a file in the letters of another age is named', () => {
  writeFileSync(join(folder, 'set.csv'), Buffer.from('title,organisations\nVallée,real\n', 'latin1'))
  expect(run('import.js', folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('set.csv: Save it as') })
})
