import type { FullDay } from './day.ts'
import { Refusal } from './refusal.ts'

/** A text that a sheet may name: as it is today, or as it was until it was put right. */
export type SheetText = { sha256: string; until: FullDay | undefined }

/**
 * The digest of the text that was signed on a sheet. Where a slip was put right since the sheet could be printed, whoever has
 * it before them says which; `said` is a whole digest, in lower-case hex.
 */
export function decideSheetText(texts: readonly SheetText[], said: string | undefined, field: string): string {
  const [only, ...others] = texts
  if (!only) throw new Refusal('edition-not-signable', 'This edition can no longer be signed.')
  if (said === undefined && others.length > 0)
    throw new Refusal('field-invalid', 'This text was put right meanwhile. Say which one the sheet names', field)
  if (said !== undefined && !texts.some(({ sha256 }) => sha256 === said))
    throw new Refusal('field-invalid', 'The sheet names another text than this edition has had. Print it anew', field)
  return said ?? only.sha256
}
