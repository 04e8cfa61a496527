import { decideAgreement } from '../../src/core/agree-edition.ts'
import { decideEditionAct } from '../../src/core/decide-edition-act.ts'
import type { Approver } from '../../src/core/decide-signing-act.ts'
import { emptyDraft, type EditionDraft } from '../../src/core/edition-draft.ts'
import { readText, type ReadText } from '../../src/core/offered-text.ts'
import type { Rows } from '../../src/core/replay.ts'
import type { Draft, Stamp } from '../../src/core/stamp.ts'
import { factsOfEditions } from '../../src/core/standing-facts.ts'
import { fullDayOf, numberOf, sayDay } from './calendar.ts'
import type { Command } from './commands.ts'
import { accordOf, labelOf, languages, pact, promisesOfAll, writeText } from './texts.ts'

type Asked<Do extends Command['do']> = Extract<Command, { do: Do }>
type Now = { rows: Rows; today: number; stamp: Stamp }

const written = { none: [], english: ['en'], 'with-welsh': languages, 'other-welsh': languages } as const

/** What the desk does about editions. It keeps their texts, as a register does. */
export class EditionDesk {
  /** Every text that was agreed or put right, by its digest. */
  readonly #texts = new Map<string, ReadText>()

  agree(command: Asked<'agree'>, { rows, today, stamp }: Now): readonly Draft[] {
    const setting = { ...rows, today: fullDayOf(today), principles: new Set<string>() }
    const { drafts, texts } = decideAgreement(draftOf(command, rows, today), setting, false, stamp)
    this.#keep(texts)
    return drafts
  }

  extend(command: Asked<'extend'>, { rows, today, stamp }: Now): readonly Draft[] | undefined {
    const edition = editionAt(command.edition, rows)
    if (!edition) return undefined
    const { id, facts } = edition
    const moved = (was: string | null, by: number) => fullDayOf((was === null ? today : numberOf(was)) + by)
    const { transition, term } = command
    const act = {
      act: 'extend-edition' as const,
      edition: id,
      reason: 'More time.',
      ...(transition !== undefined && { transitionEnds: moved(facts.transitionEnds, transition) }),
      ...(term !== undefined && { termEnds: moved(facts.termEnds, term) }),
    }
    return decideEditionAct(act, { facts, texts: new Map() }, [], stamp)
  }

  correct(command: Asked<'correct-text'>, { rows, stamp }: Now, by: readonly Approver[]): readonly Draft[] | undefined {
    const edition = editionAt(command.edition, rows)
    if (!edition) return undefined
    const { id, facts, instrument, label } = edition
    const held = rows.editionTexts.flatMap(({ edition: own, language, sha256 }) => {
      const read = this.#texts.get(sha256)
      return own === id && read ? [[language, read] as const] : []
    })
    const name = rows.instruments.find((one) => one.id === instrument)?.name ?? ''
    const text = writeText({ ...command, instrument: name, label })
    const act = { act: 'correct-edition', edition: id, language: command.language, text, reason: 'A slip.' } as const
    const drafts = decideEditionAct(act, { facts, texts: new Map(held) }, by, stamp)
    this.#keep([readText(text)])
    return drafts
  }

  #keep(texts: readonly ReadText[]): void {
    for (const one of texts) this.#texts.set(one.sha256, one)
  }
}

function draftOf(command: Asked<'agree'>, { instruments, editions }: Rows, today: number): EditionDraft {
  const [first] = instruments
  if (!first) throw new Error('a register without an agreement')
  const ahead = (days: number) => (days < 0 ? undefined : fullDayOf(today + days))
  const [transitionEnds, termEnds] = [ahead(command.transition), ahead(command.term)]
  const replaced = command.replaces === undefined ? undefined : editions[command.replaces % editions.length]
  const name = command.accord === undefined ? pact : accordOf(command.accord)
  const label = labelOf(command.label, editions.length)
  const promises = { en: promisesOfAll, cy: command.texts === 'other-welsh' ? promisesOfAll + 1 : promisesOfAll }
  return {
    ...emptyDraft,
    instrument: name === pact ? { registered: first.id } : { name, area: 'Example Vale', binds: ['all'] },
    texts: written[command.texts].map((language) =>
      writeText({ instrument: name, label, language, wording: 0, promises: promises[language] }),
    ),
    reference: 'en',
    replaces: replaced ? [replaced.id] : [],
    inForceFrom: sayDay(today, command.from).text,
    ...(command.agreed && { agreedOn: sayDay(today, command.agreed).text }),
    ...(transitionEnds && { transitionEnds }),
    ...(termEnds && { termEnds }),
  }
}

function editionAt(at: number, rows: Rows) {
  const edition = rows.editions[at % rows.editions.length]
  const facts = edition && factsOfEditions(rows).get(edition.id)
  return facts && { ...edition, facts }
}
