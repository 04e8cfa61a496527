import { formatInstant, millisecondsOf, type Instant } from '../core/day.ts'
import type { Recorded } from '../core/recorded.ts'
import { formatHex } from '../encoding/hex.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import type { Source } from '../log/audit.ts'
import { formatPolicy, parsePolicy, type Policy } from '../log/policy.ts'
import { verifyWitnessed } from '../log/quorum.ts'
import { formatVkey } from '../log/vkey.ts'
import { countOf, type Finding } from './finding.ts'

/** A checkpoint, and what is known of its log: the vkeys that entries name, and where it says that it is found. */
type Witnessing = {
  readonly note: string
  readonly vkeys: readonly string[]
  readonly address: string
  readonly now: Instant
}

/** Witnesses are asked every hour: whoever shows what they saw longer ago than this may be keeping a newer log back. */
const fresh = 86_400_000

/** Whether the policy is the one that the log says, and its quorum cosigned the checkpoint within a day. */
export async function judgeWitnesses(
  read: Source,
  recorded: readonly Recorded[],
  { note, vkeys, address, now }: Witnessing,
): Promise<Finding> {
  const say = (holds: Finding['holds'], words: string): Finding => ({ about: 'witnesses', holds, words })
  const path = 'log/policy'
  const bytes = await read(path)
  if (!bytes) return say('unknown', `Who has to cosign could not be checked, because ${path} is missing.`)
  const text = unlessMalformed(() => parseUtf8(bytes))
  const policy = text === undefined ? undefined : unlessMalformed(() => parsePolicy(text))
  if (!policy) return say('no', `${path} is not a policy.`)
  const said = recorded.flatMap(({ entry }) => (entry.type === 'policy.changed' ? entry.policy : [])).at(-1)
  const isSaid =
    said === undefined
      ? isOwnWord(policy, vkeys, address) && formatPolicy(policy) === text
      : said === formatHex(sha256(bytes))
  if (!isSaid) return say('no', `${path} is not the policy that the log says.`)

  const verdict = verifyWitnessed(note, policy)
  if (!verdict.valid) return say('no', refusals[verdict.reason === 'quorum-missed' ? 'quorum-missed' : 'other'])
  const { quorum, witnessed } = verdict
  if (quorum.quorum === 'none')
    return say('yes', 'The policy asks for no witness: nobody but the register vouches that others see this same log.')
  const names = witnessed.map(({ witness }) => witness).join(', ')
  const words = `${countOf(witnessed.length, 'witness', 'witnesses')} cosigned the checkpoint (${names})`
  const asOf = formatInstant(quorum.asOf * 1000)
  if (millisecondsOf(now) - millisecondsOf(asOf) > fresh)
    return say('unknown', `${words}, and last at ${asOf}: there may be a newer log that is not shown here.`)
  return say('yes', `${words}, enough for its policy as of ${asOf}.`)
}

const refusals = {
  'quorum-missed': 'Too few witnesses cosigned the checkpoint for its policy.',
  other: 'The checkpoint does not hold under its policy: one of its signatures is not good.',
} as const

/** Whether a policy is what holds before any is logged: the log by its own key and address, and no witness. */
function isOwnWord({ logs, witnesses, groups, quorum }: Policy, vkeys: readonly string[], address: string): boolean {
  const isOwn = logs.every(
    ({ key, url }) => vkeys.includes(formatVkey(key)) && (address === '' || url === `${address}/log`),
  )
  return isOwn && witnesses.length === 0 && groups.length === 0 && quorum === 'none'
}
