import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { parseZip } from '../../src/encoding/zip.ts'
import { enterDesk, heading, type Walk } from './walk.ts'

/** A coordinator brings organisations from a spreadsheet, with a mistake first, and takes the register home as CSV files. */
export async function walkOfFiles(walk: Walk): Promise<void> {
  const { page, hands, look, body } = walk
  const choose = async (files: Readonly<Record<string, string>>) => chooseFiles(walk, files)
  const set = { 'set.csv': 'title,organisations\nA walk,invented\n' }
  await enterDesk(walk)
  await hands.follow(/^Import and export/)
  await look('import')
  await choose({ ...set, 'bodies.csv': `name,kind\n${body},council\n,assembly\n` })
  expect(await page.title()).toMatch(/^Error: /)
  expect(await page.getByRole('alert').innerText()).toContain('bodies.csv line 3: name:')
  await look('import-refused')
  await choose({ ...set, 'bodies.csv': `name,kind,announced_end,announced_reason\n${body},assembly,2030,merged\n` })
  expect(await heading(page)).toBe('What would happen')
  expect(await page.getByRole('main').innerText()).toContain('Of 1 line, 1 would add something')
  await look('import-rehearsal')
  await hands.press('Import')
  expect(await page.getByRole('main').innerText()).toContain('2 entries were written')
  await look('import-done')

  await page.goto('/desk/import')
  const files = await download(page, /^Download the register/)
  expect(files['bodies.csv']).toContain(`${body},`)
  const { 'README.txt': _told, ...sets } = files
  await choose(sets)
  expect(await page.getByRole('main').innerText()).toContain(' 0 would add something')
  await look('import-nothing')
}

/** Hands the files of a set to the register, which says what would happen. */
export async function chooseFiles(
  { page, hands }: Pick<Walk, 'page' | 'hands'>,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const sent = Object.entries(files).map(([name, text]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) }))
  await page.getByLabel('The files of the set').setInputFiles(sent)
  await hands.press('Check the files')
}

/** The texts in an archive that a link leads to, by their names. */
export async function download(page: Page, link: RegExp): Promise<Readonly<Record<string, string>>> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
  const zip = parseZip(new Uint8Array(await readFile(await file.path())), 10_000_000)
  return Object.fromEntries([...zip].map(([name, bytes]) => [name, parseUtf8(bytes)]))
}
