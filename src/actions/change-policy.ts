import { decidePolicyChange } from '../core/policy-change.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { formatPolicy, parsePolicy, type Policy } from '../log/policy.ts'
import { logSize } from '../storage/read/entries.ts'
import { append } from '../storage/write/append.ts'
import { insertPolicy } from '../storage/write/policies.ts'
import { againIfOvertaken, stamp, type Parts } from './parts.ts'
import { ownLogs, presentPolicyText } from './policy.ts'
import { publish } from './publish.ts'

/**
 * Changes the policy, and logs its digest beside the text in one batch. Nothing is logged where the text stays the same,
 * so an act that comes twice is done once.
 */
export async function changePolicy(parts: Parts, change: (present: Policy) => Omit<Policy, 'logs'>): Promise<void> {
  const changed = await againIfOvertaken(parts, async () => {
    // The length comes first: whatever changes while we read makes the decision void.
    const size = await logSize(parts.db)
    const present = await presentPolicyText(parts)
    const text = formatPolicy({ ...change(parsePolicy(present)), ...(await ownLogs(parts)) })
    if (text === present) return false
    const draft = decidePolicyChange(formatHex(sha256(formatUtf8(text))), stamp(parts))
    const { id, policy } = draft.entry
    await append(parts.db, { key: `policy:${id}`, size, drafts: [draft] }, [insertPolicy({ policy, text }, id)])
    return true
  })
  if (changed) parts.later(publish(parts))
}
