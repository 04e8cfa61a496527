import type { EntryOf } from './entry.ts'
import { head, type Draft, type Stamp } from './stamp.ts'

/** The entry that a witness policy came into force; `policy` is the SHA-256 of its text in hex, which stands beside the log. */
export function decidePolicyChange(policy: string, stamp: Stamp): Draft<EntryOf<'policy.changed'>> {
  const { common, disclosures } = head(stamp, [])
  return { entry: { ...common, type: 'policy.changed', policy }, disclosures }
}
