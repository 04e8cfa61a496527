import { Refusal } from '../core/refusal.ts'
import { Malformed } from '../encoding/malformed.ts'
import { SettingRefused } from '../env.ts'

/** Runs a command. What its caller can mend is one plain sentence; anything else is a defect and shows itself. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof SettingRefused || error instanceof Malformed)) throw error
    console.error(error.message)
    for (const { field, words } of error instanceof Refusal ? error.fields : []) console.error(`  ${field}: ${words}`)
    process.exitCode = 1
  }
}
