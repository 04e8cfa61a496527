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
      const held = await readIfThere(path)
      const file = await open(path, 'a', 0o600)
      try {
        // A line that a power cut broke off was never answered for, and must not run into this one.
        if (held && !held.endsWith('\n')) await file.truncate(held.lastIndexOf('\n') + 1)
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
