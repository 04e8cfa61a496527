import { Refusal } from '../core/refusal.ts'
import { changePolicy } from './change-policy.ts'
import { isWell, tellWitnesses } from './tell-neighbours.ts'
import type { Parts } from './parts.ts'
import { formatRule, ruleOf, withQuorum } from './witness-rule.ts'

/** Sets how many witnesses have to cosign before anything is shown; 0 asks for none. */
export async function setQuorum(parts: Parts, needed: number): Promise<void> {
  const able = (await tellWitnesses(parts)).filter(isWell).length
  await changePolicy(parts, (policy) => {
    const rule = withQuorum(ruleOf(policy), needed)
    if (needed > able) {
      const words = `${able === 0 ? 'None' : `Only ${able}`} of your witnesses signed lately. With ${needed} needed, nothing could be published: wait until they do, or choose a smaller number`
      throw new Refusal('field-invalid', words, 'needed')
    }
    return formatRule(rule)
  })
}
