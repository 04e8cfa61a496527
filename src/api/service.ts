import type { Parts } from '../actions/parts.ts'
import type { Views } from '../core/views.ts'

/** What a request of a program carries beside itself. */
export type Service = { Variables: { parts: Parts; register: Views['register'] } }
