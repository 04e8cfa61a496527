import { decideAgreement } from '../core/agree-edition.ts'
import type { Uuid } from '../core/uuid.ts'
import { findAppended, logSize } from '../storage/read/entries.ts'
import { findRegister } from '../storage/read/register.ts'
import { listEditions, type Edition } from '../storage/read/editions.ts'
import { append } from '../storage/write/append.ts'
import { closeEditionDraft, stillDrafted } from '../storage/write/edition-drafts.ts'
import { insertText } from '../storage/write/publications.ts'
import { assureSettable } from './assure-certifiable.ts'
import { readDraftSetting, requireDraft } from './draft-edition.ts'
import { againIfOvertaken, now, stamp, type Parts } from './parts.ts'
import { publish } from './publish.ts'

/** Puts a draft on the register as an agreed edition: its texts are frozen and served. Pressed again, it is the same edition. */
export async function agreeEdition(parts: Parts, draft: Uuid): Promise<Edition> {
  const id = await againIfOvertaken(parts, () => agree(parts, draft))
  parts.later(publish(parts))
  const edition = (await listEditions(parts.db)).find((one) => one.id === id)
  if (!edition) throw new Error('an edition was agreed and is not there')
  return edition
}

async function agree(parts: Parts, id: Uuid): Promise<Uuid> {
  const { db } = parts
  // The length comes first: whatever changes while we read makes the decision void.
  const size = await logSize(db)
  const key = `edition:${id}`
  const earlier = (await findAppended(db, key))?.find(({ entry }) => entry.type === 'edition.published')
  if (earlier) return earlier.entry.id
  const stored = await requireDraft(parts, id)
  const register = await findRegister(db)
  const setting = await readDraftSetting(parts)
  const { drafts, edition, texts } = decideAgreement(
    stored.draft,
    setting,
    register?.demonstration === true,
    stamp(parts),
  )
  // It stands on every certificate.
  for (const { text } of texts) assureSettable(parts, text.label, 'texts')
  const appended = await append(db, { key, size, drafts, provided: stillDrafted(db, stored) }, [
    ...texts.map(({ sha256, bytes }) => insertText(db, sha256, bytes)),
    closeEditionDraft(db, id, edition.entry.id, now(parts)),
  ])
  return appended.at(-1)?.entry.id ?? edition.entry.id
}
