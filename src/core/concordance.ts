import * as v from 'valibot'
import type { EditionText, Theme } from './edition-text.ts'
import type { NationalInstrument, Principle } from './national-instrument.ts'

/** Which national principles the themes of an edition answer to. It is no part of the agreed text. */
export type Concordance = v.InferOutput<typeof Concordance>
export const Concordance = v.array(
  v.strictObject({
    theme: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    principles: v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}:[1-9]\d?$/, 'Write a principle as covenant-2025:3'))),
      v.minLength(1, 'Name at least one principle'),
      v.maxLength(40),
    ),
  }),
)

/** An edition beside one national instrument: each theme that answers to it with the principles it answers to. */
export type Beside = {
  readonly instrument: NationalInstrument
  readonly rows: readonly { theme: Theme; principles: readonly Principle[] }[]
  /** Principles that no theme answers to. */
  readonly unanswered: readonly Principle[]
}

/** The themes of a text beside each national instrument that they answer to. */
export function setBeside(
  { themes }: Pick<EditionText, 'themes'>,
  concordance: Concordance,
  instruments: readonly NationalInstrument[],
): readonly Beside[] {
  return instruments.flatMap((instrument) => {
    const rows = themes.flatMap((theme) => {
      const named = concordance.find((one) => one.theme === theme.number)?.principles ?? []
      const principles = instrument.principles.filter(({ id }) => named.includes(id))
      return principles.length > 0 ? [{ theme, principles }] : []
    })
    const answered = new Set(rows.flatMap(({ principles }) => principles))
    const unanswered = instrument.principles.filter((one) => !answered.has(one))
    return rows.length > 0 ? [{ instrument, rows, unanswered }] : []
  })
}
