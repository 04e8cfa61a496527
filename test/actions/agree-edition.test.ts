import { describe, expect, it } from 'vitest'
import { agreeEdition } from '../../src/actions/agree-edition.ts'
import {
  addText,
  changeDraft,
  removeDraft,
  startDraft,
  tellDraft,
  tellDrafts,
} from '../../src/actions/draft-edition.ts'
import { stamp } from '../../src/actions/parts.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { emptyDraft } from '../../src/core/edition-draft.ts'
import { findEntryAt, listDisclosures, logSize } from '../../src/storage/read/entries.ts'
import { findText, listEditions } from '../../src/storage/read/editions.ts'
import { appOf } from '../support/app.ts'
import { nextCompact, nextText, nextWelsh } from '../support/drafts.ts'
import { faults, openRegister } from '../support/register.ts'

async function openDraft() {
  const register = await openRegister()
  const id = stamp(register.parts).id()
  await startDraft(register.parts, id, await nextCompact(register.parts))
  return { ...register, id }
}

describe('an edition that is agreed', () => {
  it('has its digests in the log, serves its texts to the letter, and is no draft any more', async () => {
    const { parts, id, check } = await openDraft()
    await addText(parts, id, { source: nextWelsh, isReference: false })
    const position = await logSize(parts.db)
    expect((await tellDraft(parts, id)).mistakes).toEqual([])
    const edition = await agreeEdition(parts, id)
    expect(edition).toMatchObject({ slug: 'shropshire-compact-2026', label: '2026', reference: 'en' })
    expect(edition.texts.map(({ language }) => language)).toEqual(['cy', 'en'])
    const entry = await findEntryAt(parts.db, position)
    expect(entry?.entry).toMatchObject({
      type: 'edition.published',
      texts: edition.texts,
      transitionEnds: '2026-09-30',
    })
    const told = await listDisclosures(parts.db, position)
    expect(told.find(({ name }) => name === 'concordance')).toMatchObject({
      public: true,
      value: [{ theme: 2, principles: ['covenant-2025:3', 'national-2010:2'] }],
    })
    const served = await Promise.all(
      ['en', 'cy'].map(async (language) =>
        (await appOf(parts).request(`/editions/shropshire-compact-2026.${language}.md`)).text(),
      ),
    )
    expect(served).toEqual([nextText, nextWelsh])
    expect(await tellDrafts(parts)).toEqual([])
    await expect(changeDraft(parts, id, { replaces: [] })).rejects.toMatchObject({ kind: 'already-done' })
    await check()
  })

  it.each(faults)('stands once, however often it is agreed to, after a write that %s', async (fault) => {
    const register = await openDraft()
    const { parts, id } = register
    const before = await logSize(parts.db)
    register.breakNextWrite(fault)
    await expect(agreeEdition(parts, id)).rejects.toThrow('went dead')
    const [one, other] = await Promise.all([1, 2].map(async () => agreeEdition(parts, id)))
    expect(one?.id).toBe(other?.id)
    const entries = await Promise.all([before, before + 1].map(async (at) => findEntryAt(parts.db, at)))
    expect(entries.filter((found) => found?.entry.type === 'edition.published')).toHaveLength(1)
    await register.check()
  })

  it('is of an agreement that comes onto the register with it', async () => {
    const { parts, id, check } = await openDraft()
    const accord = nextText.replace('instrument: shropshire-compact', 'instrument: vale-accord')
    const before = await logSize(parts.db)
    await changeDraft(parts, id, {
      instrument: { name: 'Vale Accord', area: 'Example Vale', binds: ['vcs', 'all', 'vcs'] },
      texts: [accord],
    })
    const edition = await agreeEdition(parts, id)
    expect(edition).toMatchObject({ slug: 'vale-accord-2026', instrumentName: 'Vale Accord', area: 'Example Vale' })
    expect((await findEntryAt(parts.db, before))?.entry).toMatchObject({
      type: 'instrument.registered',
      binds: ['all', 'vcs'],
    })
    await check()
  })
})

describe('a draft', () => {
  it('is refused at the line that is wrong, and nothing of it is kept', async () => {
    const { parts, id, check } = await openDraft()
    const wrong = nextText.replace('2.1 Involve', '3.1 Involve')
    const line = wrong.split('\n').findIndex((one) => one.startsWith('3.1 Involve')) + 1
    await expect(addText(parts, id, { source: wrong, isReference: false })).rejects.toMatchObject({
      field: 'text',
      words: `Line ${line}: undertaking 3.1 stands under theme 2`,
    })
    expect((await tellDraft(parts, id)).draft.texts).toEqual([nextText])
    await check()
  })

  it('tells all that is missing, and is not agreed before', async () => {
    const { parts, check } = await openRegister()
    const id = stamp(parts).id()
    await startDraft(parts, id, emptyDraft)
    // Pressed twice.
    await startDraft(parts, id, emptyDraft)
    const before = await logSize(parts.db)
    await expect(agreeEdition(parts, id)).rejects.toMatchObject({
      kind: 'incomplete',
      fields: [{ field: 'instrument' }, { field: 'texts' }, { field: 'inForceFrom' }],
    })
    expect(await logSize(parts.db)).toBe(before)
    await check()
  })

  it('is not changed by two people at once without one of them hearing of it', async () => {
    const { parts, id } = await openDraft()
    const changes = [parseFullDay('2030-01-01'), parseFullDay('2031-01-01')].map(async (reviewBy) =>
      changeDraft(parts, id, { reviewBy }),
    )
    const done = await Promise.allSettled(changes)
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('is gone when it is thrown away, and none of it was ever public', async () => {
    const { parts, id } = await openDraft()
    const [digest] = (await listEditions(parts.db)).flatMap(({ texts }) => texts)
    expect(digest && (await findText(parts.db, digest.sha256))).toBeDefined()
    await removeDraft(parts, id)
    await expect(tellDraft(parts, id)).rejects.toMatchObject({ kind: 'not-found' })
    expect((await appOf(parts).request('/editions/shropshire-compact-2026.en.md')).status).toBe(404)
  })
})
