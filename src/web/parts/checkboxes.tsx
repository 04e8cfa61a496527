import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'
import type { Legend } from './fieldset.tsx'
import { describedBy, HintAndMistake, type Guidance } from './form-group.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'
import { LegendGroup } from './legend-group.tsx'

type Choice = {
  value: string
  words: Child
  hint?: Child
  id?: string | undefined
  /** Where each choice is a field of its own. */
  name?: string | undefined
  disabled?: boolean | undefined
  /** "None of these": ticking it clears the others. */
  exclusive?: boolean | undefined
}

type Props = Legend &
  Guidance & {
    name: string
    items: readonly (Choice | { divider: string })[]
    /** Begins the ids; the first choice bears it alone, so the error summary leads there. */
    id?: string | undefined
    /** The values that were ticked. */
    values?: readonly string[] | undefined
    small?: boolean | undefined
  }

/** Answers of which any number is ticked. One alone may go without a legend; it then carries the hint and the mistake itself. */
export const Checkboxes = ({ name, id = name, items, values, small, legend, hint, mistake, ...props }: Props) => {
  const described = describedBy(id, { hint, mistake, describedBy: props.describedBy })
  const choices = (
    <>
      <HintAndMistake id={id} hint={hint} mistake={mistake} />
      <div class={classes('govuk-checkboxes', small && 'govuk-checkboxes--small')} data-module="govuk-checkboxes">
        {items.map((item, n) =>
          'divider' in item ? (
            <div class="govuk-checkboxes__divider">{item.divider}</div>
          ) : (
            <Checkbox
              {...item}
              name={item.name ?? name}
              id={item.id ?? (n === 0 ? id : `${id}-${n + 1}`)}
              checked={values?.includes(item.value) ?? false}
              describedBy={legend ? undefined : described}
            />
          ),
        )}
      </div>
    </>
  )
  return (
    <LegendGroup {...props} id={id} legend={legend} hint={hint} mistake={mistake}>
      {choices}
    </LegendGroup>
  )
}

type Tick = Choice & { id: string; checked: boolean; describedBy: string | undefined }

const Checkbox = ({ id, hint, words, ...input }: Tick) => (
  <div class="govuk-checkboxes__item">
    <input
      class="govuk-checkboxes__input"
      id={id}
      name={input.name}
      type="checkbox"
      value={input.value}
      checked={input.checked}
      disabled={input.disabled}
      data-behaviour={input.exclusive ? 'exclusive' : undefined}
      aria-describedby={classes(input.describedBy, Boolean(hint) && `${id}-item-hint`) || undefined}
    />
    <Label class="govuk-checkboxes__label" for={id}>
      {words}
    </Label>
    {hint && (
      <Hint id={`${id}-item-hint`} class="govuk-checkboxes__hint">
        {hint}
      </Hint>
    )}
  </div>
)
