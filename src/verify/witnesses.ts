import type { Recorded } from '../core/recorded.ts'
import { formatHex } from '../encoding/hex.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import type { Source } from '../log/audit.ts'
import { parsePolicy } from '../log/policy.ts'
import { verifyWitnessed } from '../log/quorum.ts'
import { countOf, type Finding } from './finding.ts'

/** Whether the policy is the one that the log says, and its quorum cosigned the checkpoint. */
export async function judgeWitnesses(read: Source, recorded: readonly Recorded[], note: string): Promise<Finding> {
  const say = (holds: Finding['holds'], words: string): Finding => ({ about: 'witnesses', holds, words })
  const path = 'log/policy'
  const said = recorded.findLast(({ entry }) => entry.type === 'policy.changed')?.entry
  const bytes = await read(path)
  if (!bytes) {
    if (said) return say('unknown', `Who has to cosign could not be checked, because ${path} is missing.`)
    return say('yes', 'There is no policy, and nobody but the register vouches that others see this same log.')
  }
  if (said?.type === 'policy.changed' && said.policy !== formatHex(sha256(bytes)))
    return say('no', `${path} is not the policy that the log says.`)
  const policy = unlessMalformed(() => parsePolicy(parseUtf8(bytes)))
  if (!policy) return say('no', `${path} is not a policy.`)
  const verdict = verifyWitnessed(note, policy)
  if (!verdict.valid) {
    const words = verdict.reason === 'quorum-missed' ? 'Too few witnesses cosigned the checkpoint for its policy.' : ''
    return say('no', words || 'The checkpoint does not hold under its policy: one of its signatures is not good.')
  }
  const { quorum, witnessed } = verdict
  if (quorum.quorum === 'none')
    return say('yes', 'The policy asks for no witness: nobody but the register vouches that others see this same log.')
  const names = witnessed.map(({ witness }) => witness).join(', ')
  const time = new Date(quorum.asOf * 1000).toISOString().replace('.000Z', 'Z')
  return say(
    'yes',
    `${countOf(witnessed.length, 'witness', 'witnesses')} cosigned the checkpoint (${names}), enough for its policy as of ${time}.`,
  )
}
