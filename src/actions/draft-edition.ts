import {
  findMistakes,
  nameOfDraft,
  withoutAnswers,
  withoutText,
  withText,
  type DraftSetting,
  type EditionDraft,
} from '../core/edition-draft.ts'
import { londonDay } from '../core/day.ts'
import { readOfferedText } from '../core/offered-text.ts'
import { Refusal, type Mistake } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { findEditionDraft, listEditionDrafts, type StoredEditionDraft } from '../storage/read/edition-drafts.ts'
import { listEditions } from '../storage/read/editions.ts'
import { listInstruments } from '../storage/read/instruments.ts'
import { deleteEditionDraft, insertEditionDraft, updateEditionDraft } from '../storage/write/edition-drafts.ts'
import { assureSettable } from './assure-certifiable.ts'
import { nationalPrinciples } from './national.ts'
import { now, type Parts } from './parts.ts'

/** A draft with its name and all that keeps it from being agreed. */
export type ToldDraft = StoredEditionDraft & { name: string; mistakes: readonly Mistake[] }

/** What a draft is held against, as the register is now. */
export async function readDraftSetting(parts: Parts): Promise<DraftSetting> {
  return {
    today: londonDay(now(parts)),
    instruments: await listInstruments(parts.db),
    editions: await listEditions(parts.db),
    principles: nationalPrinciples,
  }
}

/** One draft, agreed or not. */
export async function tellDraft(parts: Parts, id: Uuid): Promise<ToldDraft> {
  return tell(await requireDraft(parts, id), await readDraftSetting(parts))
}

/** The drafts that nobody has agreed to yet. */
export async function tellDrafts(parts: Parts): Promise<readonly ToldDraft[]> {
  const [drafts, setting] = await Promise.all([listEditionDrafts(parts.db), readDraftSetting(parts)])
  return drafts.map((one) => tell(one, setting))
}

/** Begins a draft. The id is of one press: pressed again, it is the same draft. */
export async function startDraft(parts: Parts, id: Uuid, draft: EditionDraft): Promise<void> {
  await assureDraft(parts, draft, draft)
  await write(parts.db, [insertEditionDraft(parts.db, id, draft, now(parts))])
}

/** Answers something about a draft; what is neither named nor forgotten stays as it is. */
export async function changeDraft(
  parts: Parts,
  id: Uuid,
  change: Partial<EditionDraft>,
  forgotten: readonly string[] = [],
): Promise<void> {
  const stored = await requireOpenDraft(parts, id)
  const draft = { ...withoutAnswers(stored.draft, forgotten), ...change }
  await assureDraft(parts, draft, change)
  await keep(parts, stored, draft)
}

/** A text that is offered for a draft, and whether it is to be the reference. */
export type OfferedText = { source: string; isReference: boolean }

/** Adds a text to a draft, or puts it in the place of the one in its language. */
export async function addText(parts: Parts, id: Uuid, { source, isReference }: OfferedText): Promise<void> {
  const stored = await requireOpenDraft(parts, id)
  const { text } = readOfferedText(source, 'text')
  const draft = withText(stored.draft, source)
  await keep(parts, stored, isReference ? { ...draft, reference: text.language } : draft)
}

/** Takes the text in a language out of a draft. */
export async function removeText(parts: Parts, id: Uuid, language: string): Promise<void> {
  const stored = await requireOpenDraft(parts, id)
  await keep(parts, stored, withoutText(stored.draft, language))
}

/** Throws a draft away. */
export async function removeDraft(parts: Parts, id: Uuid): Promise<void> {
  await requireOpenDraft(parts, id)
  await write(parts.db, [deleteEditionDraft(parts.db, id)])
}

/** A draft that is not agreed yet. */
async function requireOpenDraft(parts: Parts, id: Uuid): Promise<StoredEditionDraft> {
  const stored = await requireDraft(parts, id)
  if (stored.agreedAt !== null) throw new Refusal('already-done', 'This edition has been agreed, and is frozen.')
  return stored
}

/** Any draft. */
export async function requireDraft({ db }: Parts, id: Uuid): Promise<StoredEditionDraft> {
  const stored = await findEditionDraft(db, id)
  if (!stored) throw new Refusal('not-found', 'There is no such draft.')
  return stored
}

function tell(stored: StoredEditionDraft, setting: DraftSetting): ToldDraft {
  const { draft } = stored
  return { ...stored, name: nameOfDraft(draft, setting.instruments), mistakes: findMistakes(draft, setting) }
}

async function keep(parts: Parts, stored: StoredEditionDraft, draft: EditionDraft): Promise<void> {
  const [done] = await write(parts.db, [updateEditionDraft(parts.db, stored, draft, now(parts))])
  if (done?.rowsAffected !== 1)
    throw new Refusal('overtaken', 'Somebody else changed this at the same time. Look at it again.')
}

/** What is missing may come later, and so may what two texts have to agree on; what is wrong in itself is refused as it is typed. */
const laterOn = new Set(['texts', 'reference', 'concordance'])

async function assureDraft(parts: Parts, draft: EditionDraft, change: Partial<EditionDraft>): Promise<void> {
  for (const source of change.texts ?? []) readOfferedText(source, 'texts')
  const { instrument } = draft
  if (instrument && 'name' in instrument) assureSettable(parts, instrument.name, 'instrument')
  const wrong = findMistakes(draft, await readDraftSetting(parts)).filter(
    ({ field }) => Object.hasOwn(change, field) && !laterOn.has(field),
  )
  if (wrong.length > 0) throw new Refusal('field-invalid', 'Some answers need another look.', wrong)
}
