import type { Context } from 'hono'
import * as v from 'valibot'
import type { OfferedText } from '../actions/draft-edition.ts'
import { nationalPrinciples } from '../actions/national.ts'
import { parties } from '../core/body-kind.ts'
import type { Concordance } from '../core/concordance.ts'
import { DraftChange, type EditionDraft } from '../core/edition-draft.ts'
import type { Theme } from '../core/edition-text.ts'
import { uuid } from '../core/entry-fields.ts'
import { tidyText } from '../core/offered-text.ts'
import { Refusal } from '../core/refusal.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { findFile, parse, several, ticks, typedText, type Typed } from '../http/parse.ts'
import type { ActField } from './act-forms.ts'
import { readMembers } from './read-act.ts'

const days = [
  { name: 'agreedOn', label: 'When was it agreed? (optional)', kind: 'day' },
  { name: 'inForceFrom', label: 'From which day is it in force?', kind: 'day' },
  {
    name: 'transitionEnds',
    label: 'Until when does what it replaces count? (optional)',
    hint: 'Until then, both editions count. For example, 27 3 2026',
    kind: 'full-day',
  },
  { name: 'termEnds', label: 'When does it end? (optional)', kind: 'full-day' },
  { name: 'reviewBy', label: 'When is it to be reviewed? (optional)', kind: 'full-day' },
] as const satisfies readonly ActField[]

/** The answers that the form of details has. */
export const detailsOf = ['instrument', ...days.map(({ name }) => name)]

/** What is asked about an edition beside its text; the first three are the agreement. */
export function detailsFields(instruments: readonly { id: string; name: string }[]): readonly ActField[] {
  return [
    {
      name: 'instrument',
      label: 'Which agreement is it an edition of?',
      kind: 'choice',
      options: [
        ...instruments.map(({ id, name }) => ({ value: id, words: name })),
        { value: 'new', words: 'A new agreement, named below' },
      ],
    },
    { name: 'name', label: 'Name of the new agreement', hint: 'As it should stand on certificates', kind: 'line' },
    { name: 'area', label: 'Area it is for', kind: 'line' },
    ...days,
  ]
}

/** The answers about an edition as the form has them. What is left empty is not known any more. */
export async function readDetails(typed: Typed, instruments: readonly { id: string; name: string }[]) {
  const { instrument, name, area, ...known } = await readMembers(detailsFields(instruments), typed, {
    findBody: async () => undefined,
    isAsked: ({ name: field }) => typedText(typed, 'instrument') === 'new' && (field === 'name' || field === 'area'),
  })
  const { binds, replaces } = parse(v.object({ binds: ticks(parties), replaces: several(uuid) }), typed)
  if (instrument === 'new' && binds.length === 0) throw new Refusal('field-invalid', 'Select whom it binds', 'binds')
  const chosen = instrument === 'new' ? { name, area, binds } : { registered: instrument }
  return parse(DraftChange, { ...known, replaces, ...(instrument !== undefined && { instrument: chosen }) })
}

/** The form of the answers that there are. */
export function formOfDetails(draft: EditionDraft): Typed {
  const { instrument, replaces } = draft
  const dates = days.flatMap(({ name }) => {
    const [year = '', month = '', day = ''] = (draft[name] ?? '').split('-')
    return [
      [`${name}-day`, day],
      [`${name}-month`, month],
      [`${name}-year`, year],
    ]
  })
  return {
    ...Object.fromEntries(dates),
    replaces,
    ...(instrument && 'registered' in instrument && { instrument: instrument.registered }),
    ...(instrument && 'name' in instrument && { ...instrument, instrument: 'new' }),
  }
}

/** The text that was pasted or uploaded; a file takes the place of what was pasted. */
export async function readOffered(c: Context, typed: Typed): Promise<OfferedText & { raw: string }> {
  const file = await findFile(c, 'file')
  const uploaded = file && unlessMalformed(() => parseUtf8(file))
  if (file && uploaded === undefined)
    throw new Refusal('field-invalid', 'This file is no text in UTF-8. Save it as one, or paste the text', 'file')
  const raw = uploaded ?? typedText(typed, 'text')
  // Browsers send every line end of a field as two characters.
  const source = uploaded ?? raw.replaceAll('\r\n', '\n')
  if (source.trim() === '') throw new Refusal('field-invalid', 'Paste the text, or choose a file', 'text')
  return { raw, source: 'tidy' in typed ? tidyText(source) : source, isReference: 'reference' in typed }
}

/** What was ticked at each theme. */
export function readConcordance(typed: Typed, themes: readonly Theme[]): Concordance {
  return themes.flatMap(({ number: theme }) => {
    const principles = [typed[`theme-${theme}`] ?? []].flat()
    const strange = principles.find((id) => !nationalPrinciples.has(id))
    if (strange !== undefined) throw new Refusal('field-invalid', 'Choose among the principles', `theme-${theme}`)
    return principles.length > 0 ? [{ theme, principles }] : []
  })
}

/** The form of what is ticked. */
export function formOfConcordance(concordance: Concordance): Typed {
  return Object.fromEntries(concordance.map(({ theme, principles }) => [`theme-${theme}`, principles]))
}
