import { Refusal } from '../core/refusal.ts'
import { formatHex } from '../encoding/hex.ts'
import { neededOf, type Policy, type PolicyWitness } from '../log/policy.ts'
import { formatVkey } from '../log/vkey.ts'

/** A policy as the desk speaks of it: all witnesses, and of how many among some of them a cosignature is needed. */
export type WitnessRule = { witnesses: readonly PolicyWitness[]; counted: readonly string[]; needed: number }

const groupName = 'quorum'

/** The rule of a policy that the desk made. */
export function ruleOf({ witnesses, groups, quorum }: Policy): WitnessRule {
  const group = groups.find(({ name }) => name === quorum)
  if (group) return { witnesses, counted: group.members, needed: neededOf(group) }
  const counted = quorum === 'none' ? [] : [quorum]
  return { witnesses, counted, needed: counted.length }
}

/** What a policy says of witnesses under a rule. */
export function formatRule({ witnesses, counted, needed }: WitnessRule): Omit<Policy, 'logs'> {
  if (needed === 0) return { witnesses, groups: [], quorum: 'none' }
  return { witnesses, groups: [{ name: groupName, threshold: needed, members: counted }], quorum: groupName }
}

/** A witness more. It is asked from now on, and counts once the quorum is set anew: a slip must not stop publishing. */
export function withWitness(rule: WitnessRule, witness: PolicyWitness): WitnessRule {
  const same = rule.witnesses.find(({ key }) => formatHex(key.publicKey) === formatHex(witness.key.publicKey))
  if (same) {
    const witnesses = rule.witnesses.map((one) => (one === same ? { ...witness, name: same.name, key: same.key } : one))
    return { ...rule, witnesses }
  }
  if ([groupName, 'none', ...rule.witnesses.map(({ name }) => name)].includes(witness.name)) {
    throw new Refusal(
      'already-done',
      'There is a witness of this name with another key. Remove that one first',
      'witnessKey',
    )
  }
  return { ...rule, witnesses: [...rule.witnesses, witness] }
}

/** A witness less. As many of the others are needed as before, where there are as many. */
export function withoutWitness(rule: WitnessRule, vkey: string): WitnessRule {
  const gone = rule.witnesses.filter(({ key }) => formatVkey(key) === vkey).map(({ name }) => name)
  const counted = rule.counted.filter((name) => !gone.includes(name))
  return {
    witnesses: rule.witnesses.filter(({ name }) => !gone.includes(name)),
    counted,
    needed: Math.min(rule.needed, counted.length),
  }
}

/** So many cosignatures are needed, of all witnesses there are; 0 asks for none. */
export function withQuorum({ witnesses }: WitnessRule, needed: number): WitnessRule {
  if (needed === 0) return { witnesses, counted: [], needed }
  if (needed > witnesses.length) {
    throw new Refusal(
      'field-invalid',
      `There are only ${witnesses.length} witnesses. Choose a smaller number`,
      'needed',
    )
  }
  if (needed < majorityOf(witnesses.length)) {
    const words = `Choose at least ${majorityOf(witnesses.length)} of ${witnesses.length}. With half of them or fewer, two different lists could each have their own witnesses`
    throw new Refusal('field-invalid', words, 'needed')
  }
  return { witnesses, counted: witnesses.map(({ name }) => name), needed }
}

/** The smallest number that two separate sets of witnesses cannot both reach. */
export function majorityOf(count: number): number {
  return Math.floor(count / 2) + 1
}
