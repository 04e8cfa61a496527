import { open, readFile } from 'node:fs/promises'
import { formatMarkLine, parseMarkLines, type Mark } from './mark.ts'

/** A mark in a file that is only ever added to; the largest line is the mark. Two roots for one size are refused. */
export function markInFile(path: string): Mark {
  return {
    read: async () => {
      const lines = parseMarkLines((await readIfThere(path)) ?? '')
      return lines.toSorted((a, b) => b.size - a.size)[0]
    },
    advance: async (line) => {
      const file = await open(path, 'a', 0o600)
      try {
        await file.write(formatMarkLine(line))
        // The note leaves the house next: the mark must survive a power cut before it does.
        await file.sync()
      } finally {
        await file.close()
      }
    },
  }
}

/** The text of a file, if there is one. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
