import { readDatabase, readSettings, SettingRefused, type Settings, type Variables } from '../env.ts'

/** The settings of a command that works with the database of a folder, and with no other. */
export function readOwnFolder(variables: Variables): Settings {
  if (readDatabase(variables)) {
    throw new SettingRefused(
      'DATABASE_URL is set. Whoever hosts that database keeps its copies, and puts them back: see their documentation, and then run npm run import.',
    )
  }
  return readSettings(variables)
}
