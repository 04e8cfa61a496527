import { formatDayWords, londonDay, type Instant } from '../../core/day.ts'

/** A moment as people write it: the day and the hour in London, and its plain form for machines. */
export const Moment = ({ at }: { at: Instant }) => (
  <time datetime={at}>
    {formatDayWords(londonDay(at))}, {londonHour.format(new Date(at)).replace(/\s/, '')}
  </time>
)

const londonHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
})
