import { isOpen } from '../actions/tell-event.ts'
import { addDays, formatDayWords } from '../core/day.ts'
import { listEvents } from '../storage/read/events.ts'
import { today } from './asked-day.ts'
import type { Pile } from './pages/desk-today.tsx'
import type { Visit } from './site.ts'

/** Signing events of the coming week. */
export async function listEventPile(c: Visit): Promise<Pile> {
  const { parts } = c.var
  const soon = (await listEvents(parts.db)).filter(
    (event) => isOpen(parts, event) && event.onDay <= addDays(today(c), 7),
  )
  const lines = soon.map(({ id, name, onDay }) => ({
    href: `/desk/events/${id}`,
    words: name,
    ...(onDay === today(c) && { tag: { words: 'Today', colour: 'green' } as const }),
    facts: formatDayWords(onDay),
  }))
  return { heading: 'Signing events this week', count: lines.length, lines }
}
