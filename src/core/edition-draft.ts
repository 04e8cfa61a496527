import * as v from 'valibot'
import { parties } from './body-kind.ts'
import { Concordance } from './concordance.ts'
import { Day, firstDayOf, FullDay, isPossiblyBy, lastDayOf } from './day.ts'
import { language, uuid } from './entry-fields.ts'
import { fold } from './fold.ts'
import { findOtherShape, readText, type ReadText } from './offered-text.ts'
import type { Mistake } from './refusal.ts'
import { makeSlug } from './slug.ts'
import type { Uuid } from './uuid.ts'

/** How many languages one edition may have: the digests of all of them stand in one leaf. */
const mostLanguages = 12

const called = (missing: string, most: number) =>
  v.pipe(
    v.string('Write this as text'),
    v.trim(),
    v.minLength(1, missing),
    v.maxLength(most, `Use ${most} characters or fewer`),
  )

/** An agreement that is not on the register yet. */
const NewInstrument = v.strictObject({
  name: called('Enter the name of the agreement', 80),
  area: called('Say for which area it is', 80),
  binds: v.pipe(v.array(v.picklist(parties)), v.minLength(1, 'Say whom it binds')),
})

const day = v.config(Day, { message: 'Write the day as 2026-03-27, 2026-03 or 2026' })
const fullDay = v.config(FullDay, { message: 'Write the day as 2026-03-27' })

const draftTexts = v.pipe(
  v.array(v.string('Write this as text')),
  v.maxLength(mostLanguages, 'These are too many languages'),
)
const replacedEditions = v.pipe(v.array(uuid), v.maxLength(20, 'These are too many'))
const answers = {
  instrument: v.exactOptional(v.union([v.strictObject({ registered: uuid }), NewInstrument])),
  reference: v.exactOptional(language),
  agreedOn: v.exactOptional(day),
  inForceFrom: v.exactOptional(day),
  transitionEnds: v.exactOptional(fullDay),
  termEnds: v.exactOptional(fullDay),
  reviewBy: v.exactOptional(fullDay),
}

/** Some answers about such an edition. */
export const DraftChange = v.strictObject({
  ...answers,
  texts: v.exactOptional(draftTexts),
  replaces: v.exactOptional(replacedEditions),
  concordance: v.exactOptional(Concordance),
})

type Answers = v.InferOutput<typeof DraftChange>
/** An edition that is being written at the desk: what is not answered yet is not there. Its texts can be read. */
export type EditionDraft = Answers & Required<Pick<Answers, 'texts' | 'replaces' | 'concordance'>>

/** A draft of which nothing is known. */
export const emptyDraft: EditionDraft = { texts: [], replaces: [], concordance: [] }

/** What a draft is held against. */
export type DraftSetting = {
  today: FullDay
  instruments: readonly { id: Uuid; name: string }[]
  editions: readonly { id: Uuid; instrument: Uuid; label: string }[]
  /** Ids of national principles. */
  principles: ReadonlySet<string>
}

/** The texts of a draft, the reference first. */
export function textsOf({ texts, reference }: EditionDraft): readonly ReadText[] {
  const read = texts.map(readText)
  const first = read.find(({ text }) => text.language === reference)
  return first ? [first, ...read.filter((one) => one !== first)] : read
}

/** A draft with a text more, or another one in its language. The first text is the reference until somebody says otherwise. */
export function withText(draft: EditionDraft, source: string): EditionDraft {
  const { language: own } = readText(source).text
  const others = draft.texts.filter((one) => readText(one).text.language !== own)
  return { ...draft, texts: [...others, source], reference: draft.reference ?? own }
}

/** A draft without its text in a language. */
export function withoutText({ reference, ...draft }: EditionDraft, gone: string): EditionDraft {
  const texts = draft.texts.filter((one) => readText(one).text.language !== gone)
  return { ...draft, texts, ...(reference !== undefined && reference !== gone && { reference }) }
}

/** A draft without some answers, which its texts are not among. */
export function withoutAnswers(draft: EditionDraft, forgotten: readonly string[]): EditionDraft {
  const { texts, replaces, concordance, ...rest } = draft
  const kept = Object.entries(rest).filter(([name]) => !forgotten.includes(name))
  return { ...v.parse(DraftChange, Object.fromEntries(kept)), texts, replaces, concordance }
}

/** What a draft is called as far as it is known. */
export function nameOfDraft(draft: EditionDraft, instruments: DraftSetting['instruments']): string {
  return (
    [instrumentName(draft, instruments), textsOf(draft)[0]?.text.label].filter(Boolean).join(' ') || 'A new edition'
  )
}

/** All that keeps a draft from being agreed, each at the member to blame; nothing if it can be. */
export function findMistakes(draft: EditionDraft, setting: DraftSetting): readonly Mistake[] {
  return [
    ...instrumentMistakes(draft, setting),
    ...textMistakes(draft, setting),
    ...dayMistakes(draft, setting),
    ...restMistakes(draft, setting),
  ]
}

function instrumentName({ instrument }: EditionDraft, instruments: DraftSetting['instruments']): string | undefined {
  if (instrument === undefined || 'name' in instrument) return instrument?.name
  return instruments.find(({ id }) => id === instrument.registered)?.name
}

function instrumentMistakes({ instrument }: EditionDraft, { instruments }: DraftSetting): readonly Mistake[] {
  const say = (words: string) => [{ field: 'instrument', words }]
  if (!instrument) return say('Say which agreement this is an edition of')
  if ('registered' in instrument)
    return instruments.some(({ id }) => id === instrument.registered) ? [] : say('Choose an agreement on the register')
  const same = instruments.find(({ name }) => fold(name) === fold(instrument.name))
  return same ? say(`${same.name} is on the register already: choose it`) : []
}

function textMistakes(draft: EditionDraft, { instruments, editions }: DraftSetting): readonly Mistake[] {
  const read = textsOf(draft)
  const [first, ...others] = read
  const say = (words: string): Mistake => ({ field: 'texts', words })
  if (!first) return [say('Add the text of the edition')]
  const { text } = first
  const name = instrumentName(draft, instruments)
  const slug = name && makeSlug(name)
  const { instrument } = draft
  const taken = editions.some(
    (one) =>
      instrument && 'registered' in instrument && one.instrument === instrument.registered && one.label === text.label,
  )
  return [
    ...(text.language === draft.reference ? [] : [{ field: 'reference', words: 'Say which text is the reference' }]),
    ...(new Set(read.map((one) => one.text.language)).size < read.length
      ? [say('There are two texts in one language')]
      : []),
    ...(slug && slug !== text.instrument ? [say(`Line 2 of the text has to be “instrument: ${slug}”`)] : []),
    ...(taken ? [say(`There is an edition ${text.label} on the register already: change line 3 of the text`)] : []),
    ...others.flatMap((other) => {
      const found = findOtherShape(other.text, text)
      return found
        ? [say(`The text in “${other.text.language}” is not the same agreement as the reference: ${found}`)]
        : []
    }),
  ]
}

function dayMistakes(draft: EditionDraft, { today }: DraftSetting): readonly Mistake[] {
  const { agreedOn, inForceFrom, transitionEnds, termEnds, reviewBy, replaces } = draft
  if (!inForceFrom) return [{ field: 'inForceFrom', words: 'Say from which day it is in force' }]
  const begins = firstDayOf(inForceFrom)
  const late = (field: string, on: FullDay | undefined) =>
    on !== undefined && on <= begins ? [{ field, words: 'This has to be after the day it comes into force' }] : []
  return [
    ...(agreedOn && !isPossiblyBy(agreedOn, today) ? [{ field: 'agreedOn', words: 'This day has not come yet' }] : []),
    ...(agreedOn && firstDayOf(agreedOn) > lastDayOf(inForceFrom)
      ? [{ field: 'agreedOn', words: 'It cannot be in force before it was agreed' }]
      : []),
    ...late('transitionEnds', transitionEnds),
    ...(transitionEnds && replaces.length === 0
      ? [{ field: 'transitionEnds', words: 'Say which edition it replaces, or leave this day out' }]
      : []),
    ...late('termEnds', termEnds),
    ...late('reviewBy', reviewBy),
  ]
}

function restMistakes(draft: EditionDraft, { editions, principles }: DraftSetting): readonly Mistake[] {
  const themes = new Set(textsOf(draft)[0]?.text.themes.map(({ number }) => number))
  const strange = draft.concordance.some(
    ({ theme, principles: named }) => !themes.has(theme) || named.some((id) => !principles.has(id)),
  )
  return [
    ...(draft.replaces.some((id) => !editions.some((one) => one.id === id))
      ? [{ field: 'replaces', words: 'Choose editions that are on the register' }]
      : []),
    ...(strange
      ? [{ field: 'concordance', words: 'It names a theme or a principle that there is not: look at it again' }]
      : []),
  ]
}
