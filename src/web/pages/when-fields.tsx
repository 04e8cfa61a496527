import type { Mistake } from '../../core/refusal.ts'
import { findMistake } from '../parts/error-summary.tsx'
import { TextField } from '../parts/text-field.tsx'

type Props = { dayLabel: string; typed: { day: string; size: string }; mistakes: readonly Mistake[] }

/** Which day is asked about, and as the register said at which size of its log. */
export const WhenFields = ({ dayLabel, typed, mistakes }: Props) => (
  <>
    <TextField
      name="as-at"
      label={dayLabel}
      hint="For example, 2026-03-27"
      value={typed.day}
      width={10}
      mistake={findMistake(mistakes, 'as-at')}
    />
    <TextField
      name="log-size"
      label="Number of entries in the log (optional)"
      hint="To see what the register said then, and not what it knows now"
      value={typed.size}
      width={10}
      mistake={findMistake(mistakes, 'log-size')}
    />
  </>
)
