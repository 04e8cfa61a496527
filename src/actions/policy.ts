import { formatPolicy, parsePolicy, type Policy } from '../log/policy.ts'
import { parseVkey } from '../log/vkey.ts'
import { findPolicyText, findPublishedPolicyText } from '../storage/read/policies.ts'
import type { Parts } from './parts.ts'
import { presentLogKey } from './present-keys.ts'

/** Where people find the log, and what its monitors read. */
export function logAddress({ address }: Pick<Parts, 'address'>): string {
  return `${address}/log`
}

type PolicyParts = Pick<Parts, 'db' | 'keys' | 'address'>

/** The witness policy of the register as it was logged last, by which the next checkpoint is judged (c2sp.org/tlog-policy). */
export async function presentPolicyText(parts: PolicyParts): Promise<string> {
  return (await findPolicyText(parts.db)) ?? wordAlone(parts)
}

/** The witness policy that the world may see, which its published checkpoint covers. */
export async function publishedPolicyText(parts: PolicyParts): Promise<string> {
  return (await findPublishedPolicyText(parts.db)) ?? wordAlone(parts)
}

/** The policy as it was logged last, read. */
export async function presentPolicy(parts: PolicyParts): Promise<Policy> {
  return parsePolicy(await presentPolicyText(parts))
}

/** The log itself, as its policy names it. */
export async function ownLogs(parts: Pick<Parts, 'db' | 'keys' | 'address' | 'report'>): Promise<Pick<Policy, 'logs'>> {
  return { logs: [{ key: parseVkey((await presentLogKey(parts)).vkey), url: logAddress(parts) }] }
}

/** Before any policy was logged, the register's own word is all there is. */
function wordAlone(parts: PolicyParts): string {
  // A key that took over stands in a policy that was logged with it: here it is still the first one.
  const logs = [{ key: parseVkey(parts.keys.logs[0].vkey), url: logAddress(parts) }]
  return formatPolicy({ logs, witnesses: [], groups: [], quorum: 'none' })
}
