import { Refusal } from '../core/refusal.ts'
import { Malformed } from '../encoding/malformed.ts'
import { SettingRefused } from '../env.ts'
import { Unreachable } from './unreachable.ts'

const plain = [Refusal, SettingRefused, Malformed, Unreachable]
// Node's own words for a file that is not there and an option that nobody knows are plain enough.
const plainCode = /^(ENOENT|ERR_PARSE_ARGS_.*)$/

/** Runs a command. What its caller can mend is one plain sentence; anything else is a defect and shows itself. */
export async function runCommand(command: () => Promise<void>, failed = 1): Promise<void> {
  try {
    await command()
  } catch (error) {
    process.exitCode = failed
    if (!(error instanceof Error && isPlain(error))) throw error
    console.error(error.message)
    for (const { field, words } of error instanceof Refusal ? error.fields : []) console.error(`  ${field}: ${words}`)
  }
}

function isPlain(error: Error): boolean {
  return plain.some((kind) => error instanceof kind) || ('code' in error && plainCode.test(String(error.code)))
}
