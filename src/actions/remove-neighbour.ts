import { write } from '../storage/database.ts'
import { endWatch } from '../storage/write/watched.ts'
import { changePolicy } from './change-policy.ts'
import { now, type Parts } from './parts.ts'
import { formatRule, ruleOf, withoutWitness } from './witness-rule.ts'

/** A witness is asked no more. What it cosigned stays. */
export async function removeWitness(parts: Parts, vkey: string): Promise<void> {
  await changePolicy(parts, (policy) => formatRule(withoutWitness(ruleOf(policy), vkey)))
}

/** A neighbour's log is cosigned no more. What is known of it stays: whoever comes back has to continue it. */
export async function stopWatching(parts: Parts, origin: string): Promise<void> {
  await write(parts.db, [endWatch(parts.db, origin, now(parts))])
}
