import { formatPolicy, parsePolicy, type Policy } from '../log/policy.ts'
import { parseVkey } from '../log/vkey.ts'
import { findPolicyText } from '../storage/read/policies.ts'
import type { Parts } from './parts.ts'

/** Where people find the log, and what its monitors read. */
export function logAddress({ address }: Pick<Parts, 'address'>): string {
  return `${address}/log`
}

/** The witness policy of the register as it was logged last; before that its own word is all there is (c2sp.org/tlog-policy). */
export async function presentPolicyText(parts: Pick<Parts, 'db' | 'keys' | 'address'>): Promise<string> {
  return (
    (await findPolicyText(parts.db)) ?? formatPolicy({ ...ownLogs(parts), witnesses: [], groups: [], quorum: 'none' })
  )
}

/** The same, read. */
export async function presentPolicy(parts: Pick<Parts, 'db' | 'keys' | 'address'>): Promise<Policy> {
  return parsePolicy(await presentPolicyText(parts))
}

/** The log itself, as its policy names it. */
export function ownLogs(parts: Pick<Parts, 'keys' | 'address'>): Pick<Policy, 'logs'> {
  return { logs: [{ key: parseVkey(parts.keys.log.vkey), url: logAddress(parts) }] }
}
