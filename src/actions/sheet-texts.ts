import { londonDay } from '../core/day.ts'
import type { SheetText } from '../core/sheet-text.ts'
import type { SignUp } from '../core/sign-up.ts'
import { listCorrections } from '../storage/read/corrections.ts'
import { listEditions, nameOfEdition } from '../storage/read/editions.ts'
import type { Parts } from './parts.ts'

/** Of each edition of a sign-up, the texts that its sheet may name: none was printed before the sign-up began. */
export async function listSheetTexts(
  { db }: Parts,
  { draft, startedAt }: Pick<SignUp, 'draft' | 'startedAt'>,
): Promise<readonly { name: string; texts: readonly SheetText[] }[]> {
  const editions = await listEditions(db)
  const began = londonDay(startedAt)
  return Promise.all(
    draft.editions.map(async ({ edition: id, language }) => {
      const edition = editions.find((one) => one.id === id)
      const now = edition?.texts.find((one) => one.language === language)
      const former = (await listCorrections(db, id)).filter((one) => one.language === language && one.on >= began)
      const texts = [
        ...(now ? [{ sha256: now.sha256, until: undefined }] : []),
        ...former.map(({ before, on }) => ({ sha256: before, until: on })),
      ]
      // A slip that was put right may have come back.
      const first = texts.filter(({ sha256 }, n) => texts.findIndex((one) => one.sha256 === sha256) === n)
      return { name: nameOfEdition(editions, id), texts: first }
    }),
  )
}
