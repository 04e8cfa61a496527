import type { Mistake } from '../../core/refusal.ts'
import type { Typed } from '../../http/parse.ts'
import type { Shell } from '../page.tsx'

/** What every page with a form is given: what was typed, and what is wrong with it. */
export type FormPage = { shell: Shell; typed: Typed; mistakes: readonly Mistake[] }
