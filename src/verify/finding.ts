/**
 * One thing that was looked at, and whether it holds: a sentence for people, without what would make it look certain when
 * it is not. `unknown` is said of what could not be checked, with the reason.
 */
export type Finding = {
  readonly about:
    'log' | 'history' | 'entries' | 'keys' | 'witnesses' | 'disclosures' | 'list' | 'texts' | 'certificates'
  readonly holds: 'yes' | 'no' | 'unknown'
  readonly words: string
}

/** What all findings come to: `sound` only where every one of them holds. */
export function concludeFrom(findings: readonly Pick<Finding, 'holds'>[]): 'sound' | 'unsound' | 'unchecked' {
  if (findings.some(({ holds }) => holds === 'no')) return 'unsound'
  return findings.some(({ holds }) => holds === 'unknown') ? 'unchecked' : 'sound'
}

/** So many things, in words. */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`
}
