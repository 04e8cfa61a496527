import { countOf, type Finding } from './finding.ts'
import { disclosuresPath, type ReadEntries } from './read-entries.ts'

/** Whether what is told of each entry is what its leaf has the digests of, and nothing is told that was erased. */
export function judgeDisclosures({ recorded, untold, mistold, values, claimed }: ReadEntries): Finding {
  const say = (holds: Finding['holds'], words: string): Finding => ({ about: 'disclosures', holds, words })
  const [wrong] = mistold
  if (wrong !== undefined) return say('no', `${wrong} does not tell what its entry has the digests of.`)
  const erased = new Map(
    recorded.flatMap(({ position, entry }) =>
      entry.type === 'disclosure.erased' ? entry.digests.map((digest) => [digest, position] as const) : [],
    ),
  )
  const told = recorded.flatMap(({ position, disclosures }) => disclosures.map(({ digest }) => ({ position, digest })))
  const kept = told.find(({ digest }) => erased.has(digest))
  if (kept) {
    const by = erased.get(kept.digest)
    return say('no', `${disclosuresPath(kept.position)} still tells what entry ${by} says is erased.`)
  }
  for (const [digest, by] of claimed) {
    if (by >= recorded.length)
      return say('unknown', `What entry ${by} erased could not be checked: it is newer than the checkpoint.`)
    if (erased.get(digest) !== by) return say('no', `Entry ${by} is said to have erased something, and did not.`)
  }
  const [missing] = untold
  if (missing !== undefined)
    return say(
      'unknown',
      `What is behind ${countOf(untold.length, 'entry', 'entries')} could not be checked, because ${missing} is missing.`,
    )
  const withheld = values - told.length - erased.size
  return say(
    'yes',
    `Of ${countOf(values, 'value')} behind the entries, ${told.length} are told and are what was hashed, ${erased.size} were erased, as entries say, and ${withheld} are withheld.`,
  )
}
