import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'
import type { Legend } from './fieldset.tsx'
import { HintAndMistake, type Guidance } from './form-group.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'
import { LegendGroup } from './legend-group.tsx'

type Choice = { value: string; words: Child; hint?: Child; id?: string | undefined; disabled?: boolean | undefined }

type Props = Legend &
  Guidance & {
    name: string
    items: readonly (Choice | { divider: string })[]
    /** Begins the ids; the first choice bears it alone, so the error summary leads there. */
    id?: string | undefined
    /** The value that was chosen. */
    value?: string | undefined
    inline?: boolean | undefined
    small?: boolean | undefined
  }

/** Several answers of which one is chosen. */
export const Radios = ({ name, id = name, items, value, inline, small, legend, hint, mistake, ...props }: Props) => {
  const choices = (
    <>
      <HintAndMistake id={id} hint={hint} mistake={mistake} />
      <div
        class={classes('govuk-radios', inline && 'govuk-radios--inline', small && 'govuk-radios--small')}
        data-module="govuk-radios"
      >
        {items.map((item, n) =>
          'divider' in item ? (
            <div class="govuk-radios__divider">{item.divider}</div>
          ) : (
            <Radio
              {...item}
              name={name}
              id={item.id ?? (n === 0 ? id : `${id}-${n + 1}`)}
              checked={item.value === value}
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

const Radio = ({ id, hint, words, ...input }: Choice & { id: string; name: string; checked: boolean }) => (
  <div class="govuk-radios__item">
    <input
      class="govuk-radios__input"
      id={id}
      name={input.name}
      type="radio"
      value={input.value}
      checked={input.checked}
      disabled={input.disabled}
      aria-describedby={hint ? `${id}-item-hint` : undefined}
    />
    <Label class="govuk-radios__label" for={id}>
      {words}
    </Label>
    {hint && (
      <Hint id={`${id}-item-hint`} class="govuk-radios__hint">
        {hint}
      </Hint>
    )}
  </div>
)
