import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { importHistoricalSet } from '../../src/cli/import-historical-set.ts'
import { parseDay } from '../../src/core/day.ts'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { parseZip } from '../../src/encoding/zip.ts'
import { readSettings } from '../../src/env.ts'
import { findBody } from '../../src/storage/read/bodies.ts'
import { openRegister } from '../support/register.ts'
import { sitAtDesk } from '../support/set-desk.ts'
import { bare } from '../support/sets.ts'
import { openVariety } from '../support/variety.ts'

const openEmpty = async () => openRegister({ ...bare, demonstration: true })

/** The files of what a desk hands out. */
async function unpack(answer: Response): Promise<ReadonlyMap<string, string>> {
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const files = parseZip(new Uint8Array(await answer.arrayBuffer()), 1_000_000)
  return new Map([...files].map(([name, bytes]) => [name, parseUtf8(bytes)]))
}

async function openLived() {
  const variety = await openVariety()
  const { write } = variety
  const sold = await write.body('Example Vale; Halls', 'community-group')
  const twin = await write.body('Example Vale; Halls', 'other-vcs-body')
  const made = await write.body('=Example Vale "Hub"', 'community-group')
  await write.entry('body.ended', {
    body: sold,
    on: parseDay('2024-06'),
    reason: 'registered-twice',
    successors: [{ body: twin, relation: 'successor' }],
  })
  const { edition } = await write.edition({ label: '2005; draft', inForceFrom: parseDay('2005'), name: 'Example Pact' })
  await write.entry(
    'signing.recorded',
    {
      body: made,
      edition,
      method: 'historic',
      check: ['source-cited'],
      approvers: 1,
      attestedOn: parseDay('2006'),
      signatures: [{ on: parseDay('2005-06') }],
    },
    [
      { name: 'source', value: 'Minutes,\n page "4"', public: true },
      { name: 'signatory.1.role', value: '@Chair', public: true },
    ],
  )
  return sitAtDesk(variety)
}

it('what the desk hands out is imported at the desk of an empty register, and handed out there byte for byte', async () => {
  const desk = await openLived()
  const files = await unpack(await desk.download())
  const sets = new Map([...files].filter(([name]) => name.endsWith('.csv')))
  expect(files.get('signings.csv')?.split('\r\n')[1]).toContain('2005-06,2006,\'@Chair,"Minutes, page ""4"""')
  expect(files.get('README.txt')).toMatch(/^\d+ made online or on paper/m)
  expect((await desk.choose(sets)).text).toContain(' 0 would add something')

  const other = await sitAtDesk(await openEmpty())
  expect((await other.pressImport(await other.choose(sets))).text).toContain('entries were written, all at once')
  const again = await unpack(await other.download())
  expect(new Map([...again].filter(([name]) => name.endsWith('.csv')))).toEqual(sets)
  await other.check()
})

it('a name that grew beyond what a certificate has room for is no mistake of the files that say it', async () => {
  const desk = await openLived()
  const hub = await findBody(desk.parts.db, 'example-vale-hub')
  if (!hub) throw new Error('there is no hub')
  await desk.write.entry('body.renamed', { body: hub.id, from: parseDay('2025') }, [
    { name: 'name.en', value: 'W'.repeat(300), public: true },
  ])
  const files = await unpack(await desk.download())
  const sets = new Map([...files].filter(([name]) => name.endsWith('.csv')))
  expect((await desk.choose(sets)).text).toContain(' 0 would add something')
})

it('and by the command line from the folder that it was unpacked into, with the word on what is left out beside', async () => {
  const desk = await openLived()
  const files = await unpack(await desk.download())
  const place = mkdtempSync(join(tmpdir(), 'unpacked-'))
  for (const [name, text] of files) writeFileSync(join(place, name), text)
  const other = await sitAtDesk(await openEmpty())
  const settings = readSettings({ ORIGIN: other.parts.address, DATA_DIR: other.folder })
  await importHistoricalSet({ place, settings, isRemote: false, open: async () => other.parts.db })
  const again = await unpack(await other.download())
  expect(again.get('bodies.csv')).toBe(files.get('bodies.csv'))
  expect(again.get('signings.csv')).toBe(files.get('signings.csv'))
  await other.check()
})
