import { sayHalt, type Halt } from './core/halt.ts'
import type { Event } from './actions/parts.ts'

/** One line of the host's log. Fields are closed, and none of them holds what somebody typed. */
export function formatEvent(event: Event): string {
  switch (event.kind) {
    case 'answered':
      return `${event.method} ${event.route} ${event.status} ${event.milliseconds} ms`
    case 'defect':
      return `defect ${event.reference} ${placeOf(event.error)}`
    case 'log-stopped':
      return formatStop(event.halt)
    case 'published':
      return `published ${event.size} entries`
    case 'erased':
      return `erased ${event.rows} private records that had had their time`
  }
}

/** Said when the register stops, and at every start until it goes on. */
export function formatStop(halt: Halt): string {
  const { why, remedy } = sayHalt(halt)
  return `STOPPED: nothing is written and nothing published. ${why} ${remedy}`
}

/** Kind and place of a defect, without its message: a database repeats there what it was asked to write. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const [, ...frames] = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return [`${error.name}${code}`, ...frames.slice(0, 6).map((frame) => frame.trim())].join(' | ')
}
