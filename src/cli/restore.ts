import { join } from 'node:path'
import { formatInstant } from '../core/day.ts'
import { backupsOfFolder, markOfFolder } from '../embedded.ts'
import { SettingRefused } from '../env.ts'
import { outside } from '../parts.ts'
import { runCommand } from './command.ts'
import { readOwnFolder } from './own-folder.ts'
import { putBack } from './put-back.ts'

const count = (entries: number) => `${entries.toLocaleString('en-GB')} ${entries === 1 ? 'entry' : 'entries'}`

await runCommand(async () => {
  const [file] = process.argv.slice(2)
  const settings = readOwnFolder(process.env)
  if (!file) {
    const made = await backupsOfFolder(settings).list()
    throw new SettingRefused(
      [
        `Say which copy: npm run restore -- FILE. ${settings.dataDir}/backups has ${made.length}.`,
        ...made.slice(-10),
      ].join('\n  '),
    )
  }
  const migrations = join(import.meta.dirname, '../../drizzle')
  const { size, kept } = await putBack(settings, file, { migrations, at: formatInstant(outside.clock()) })
  const published = (await markOfFolder(settings).read())?.size ?? 0
  console.log(`The database is the copy now. Its log has ${count(size)}.`)
  if (kept) console.log(`What was there before is in ${kept}.`)
  console.log('Everybody has to sign in again. Mails that waited are at the desk, and wait to be sent by hand.')
  console.log('What was ended or taken away since is back: look at who runs the desk, and at tokens and passkeys.')
  if (published <= size) {
    console.log('Nothing that was published is missing. The register may be started.')
    return
  }
  console.log(
    `The log has had ${count(published)}: ${count(published - size)} are missing, and nothing is written until`,
  )
  console.log('they are back. Bring them back from a published copy: npm run import -- FOLDER, or its address.')
})
