import * as v from 'valibot'
import type { Handover, Noted, NextStep } from '../actions/note.ts'
import type { FullDay } from '../core/day.ts'
import { parseTypedDay } from '../core/typed-day.ts'
import { isUuid, type Uuid } from '../core/uuid.ts'
import { block, choice, line, parse, typedDay, typedText, type Typed } from '../http/parse.ts'

/** An id that was chosen from a list; `words` say so where none was. */
export function chosenId(words: string) {
  return v.pipe(
    v.optional(v.string(words), ''),
    v.rawTransform<string, Uuid>(({ dataset, addIssue, NEVER }) => {
      if (isUuid(dataset.value)) return dataset.value
      addIssue({ message: words })
      return NEVER
    }),
  )
}

/** A call or a note as it was typed. */
export function readNoted(typed: Typed): Noted {
  const { noted, words } = parse(
    v.object({ noted: choice(['call', 'note'], 'Choose what it is'), words: block('Write what was said') }),
    typed,
  )
  return { kind: noted, words }
}

/** Who does what next, and by when, as it was typed. */
export function readPlan(typed: Typed): NextStep {
  const { owner, step } = parse(
    v.object({ owner: chosenId('Choose who looks after it'), step: line('Enter what is to be done next') }),
    typed,
  )
  return { owner, nextStep: step, nextOn: parseTypedDay(typedDay(typed, 'by'), 'by-day') }
}

/** The same, where there may be nothing to do: somebody looks after it all the same. */
export function readHandover(typed: Typed): Handover {
  const boxes = [typedText(typed, 'step'), ...Object.values(typedDay(typed, 'by'))]
  if (boxes.some((box) => box.trim() !== '')) return readPlan(typed)
  const { owner } = parse(v.object({ owner: chosenId('Choose who looks after it') }), typed)
  return { owner, nextStep: null, nextOn: null }
}

/** The same, as its form holds it. */
export function formOfPlan({
  owner,
  nextStep,
  nextOn,
}: { [Member in keyof NextStep]: NextStep[Member] | null }): Typed {
  return { owner: owner ?? '', step: nextStep ?? '', ...spreadDay('by', nextOn) }
}

/** A day as three boxes of a form hold it; empty where there is none. */
export function spreadDay(name: string, of: FullDay | null): Typed {
  const [year = '', month = '', day = ''] = of?.split('-') ?? []
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}
