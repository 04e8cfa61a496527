import type { concludeFrom, Finding } from '../verify/finding.ts'

/** What a verification came to: a line for each thing that was looked at, what they come to together, and all of it for programs. */
export type Outcome = {
  conclusion: ReturnType<typeof concludeFrom>
  lines: readonly Pick<Finding, 'holds' | 'words'>[]
  summary: readonly string[]
  json: Readonly<Record<string, unknown>>
}

/** How a program learns of it. */
export const exitCodes = { sound: 0, unsound: 1, unchecked: 2 } as const satisfies Record<Outcome['conclusion'], number>

/** As people read it. */
export function formatOutcome({ lines, summary }: Outcome): string {
  return [...lines.map(({ holds, words }) => `${answers[holds].padEnd(13)}${words}`), '', ...summary].join('\n')
}

const answers = { yes: 'Yes', no: 'NO', unknown: 'Not checked' } as const
