import Engine from 'libsql'
import { versionQuery } from './read/version.ts'

/** The version of a database that is a file on this machine. */
export type PreparedVersion = { find: () => string; close: () => void }

/**
 * Prepares the question once, on a connection of its own: the driver prepares a statement each time, which takes ten times
 * as long as its answer. Whoever commits, here or in another process, the next answer knows.
 */
export function prepareVersion(url: string): PreparedVersion {
  const connection = new Engine(url)
  const statement = connection.prepare(versionQuery).raw()
  return { find: () => JSON.stringify(statement.get()), close: () => connection.close() }
}
