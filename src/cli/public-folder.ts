import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A folder of files under the addresses that a site has them at. Each file is whole or is not there. */
export type PublicFolder = ReturnType<typeof publicFolder>

export function publicFolder(folder: string) {
  const at = (path: string) => join(folder, path)
  return {
    has: (path: string) => existsSync(at(path)),
    keep: async (path: string, bytes: Uint8Array) => {
      const unfinished = `${at(path)}.part`
      await mkdir(dirname(unfinished), { recursive: true })
      await writeFile(unfinished, bytes)
      await rename(unfinished, at(path))
    },
    /** What is no longer served must not go on being found in a copy. */
    drop: async (path: string) => rm(at(path), { force: true }),
  }
}
