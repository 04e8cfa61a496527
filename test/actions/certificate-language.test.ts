import { expect, it } from 'vitest'
import { agreeEdition } from '../../src/actions/agree-edition.ts'
import { addText, startDraft } from '../../src/actions/draft-edition.ts'
import { stamp } from '../../src/actions/parts.ts'
import { signings } from '../../src/storage/schema.ts'
import { findCertificate } from '../../src/storage/read/publications.ts'
import { craft, standIn } from '../support/certificates.ts'
import { nextCompact, nextWelsh } from '../support/drafts.ts'
import { readPage } from '../support/read-page.ts'
import { openRegister } from '../support/register.ts'

/** The heading of each page of the certificate of whoever signs in a language, where the register has wording in two. */
async function headingsOf(language: string, texts: readonly string[]) {
  const register = await openRegister()
  const { parts } = register
  parts.craft = { ...parts.craft, wordings: [craft.wordings[0], standIn] }
  const id = stamp(parts).id()
  await startDraft(parts, id, await nextCompact(parts))
  for (const source of texts) await addText(parts, id, { source, isReference: false })
  const { id: edition } = await agreeEdition(parts, id)
  register.clock.now = Date.parse('2026-04-02T09:00:00Z')
  await register.signUp({ editions: [edition], language })
  await register.accept()
  await register.publish()
  const [signing] = await parts.db.select().from(signings)
  const certificate = signing && (await findCertificate(parts.db, signing.id))
  const { text } = await readPage(certificate?.pdf ?? new Uint8Array())
  await register.check()
  return Array.from(text.matchAll(/\[?Certificate of signing\]?/g), ([heading]) => heading)
}

it('a certificate of an edition in two languages is in both, first in the one in which it was signed', async () => {
  expect(await headingsOf('cy', [nextWelsh])).toEqual(['[Certificate of signing]', 'Certificate of signing'])
  expect(await headingsOf('en', [nextWelsh])).toEqual(['Certificate of signing', '[Certificate of signing]'])
})

it('one of an edition in one language is in that alone', async () => {
  expect(await headingsOf('en', [])).toEqual(['Certificate of signing'])
})
