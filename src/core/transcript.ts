import * as v from 'valibot'
import { FullDay, isCertainlyBy, type Instant, londonDay } from './day.ts'
import { Refusal, type Mistake } from './refusal.ts'
import type { ScanType } from './scan-file.ts'
import { Signatory } from './sign-up.ts'
import type { Uuid } from './uuid.ts'

const { address: _address, undecided: _undecided, wrongPerson: _wrongPerson, ...written } = Signatory.entries

/** What one person wrote on a signing sheet, and the day beside their signature. */
export type PaperSignatory = v.InferOutput<typeof PaperSignatory>
export const PaperSignatory = v.strictObject({ ...written, on: FullDay })

/** What a signing sheet says: of one person or two. */
export type Transcript = v.InferOutput<typeof Transcript>
export const Transcript = v.pipe(v.array(PaperSignatory), v.minLength(1), v.maxLength(2))

/** A signing sheet as somebody at the desk typed it from its scan, which has this digest; null once they were erased. */
export type Paper = { sha256: string; mediaType: ScanType; at: Instant; by: Uuid | null; signatories: Transcript }

/** Refuses what cannot stand on a sheet: too few people, or a day that has not come. `asked` people have to sign. */
export function assureTranscript(signatories: Transcript, asked: 1 | 2, at: Instant): void {
  const today = londonDay(at)
  const mistakes = signatories.flatMap(({ on, decidedOn }, n): Mistake[] => [
    ...(isCertainlyBy(on, today) ? [] : [{ field: `signatories.${n}.on`, words: 'This day has not come yet' }]),
    ...(decidedOn && !isCertainlyBy(decidedOn, today)
      ? [{ field: `signatories.${n}.decidedOn`, words: 'This day has not come yet' }]
      : []),
  ])
  if (signatories.length < asked) {
    const words = 'Two people sign for this kind of organisation. Enter the second'
    mistakes.push({ field: 'signatories.1.name', words })
  }
  if (mistakes.length > 0) throw new Refusal('field-invalid', 'Some answers need another look.', mistakes)
}
