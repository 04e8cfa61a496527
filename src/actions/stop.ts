import { Refusal } from '../core/refusal.ts'
import type { Halt } from '../core/halt.ts'
import { listHalts } from '../storage/read/halts.ts'
import { keepHalt } from '../storage/write/halts.ts'
import { now, type Parts } from './parts.ts'

/** Nobody appends or signs from now on, on any instance: going on would make what was published untrue. */
export async function stop(parts: Pick<Parts, 'db' | 'clock' | 'report'>, halt: Halt): Promise<never> {
  await keepHalt(parts.db, halt, now(parts))
  parts.report({ kind: 'log-stopped', halt })
  throw halted()
}

/** A register that has stopped signs nothing either. */
export async function assureGoing({ db }: Pick<Parts, 'db'>): Promise<void> {
  if ((await listHalts(db)).length > 0) throw halted()
}

const halted = (): Refusal => new Refusal('log-stopped', 'The register has stopped publishing and needs its operator.')
