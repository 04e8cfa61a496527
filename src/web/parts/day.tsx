import { formatDayWords, type Day as DayOf } from '../../core/day.ts'

/** A day as people write it, with its plain form for machines. */
export const Day = ({ day }: { day: DayOf | null }) =>
  day === null ? <>Date not recorded</> : <time datetime={day}>{formatDayWords(day)}</time>
