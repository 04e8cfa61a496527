import { open, readFile } from 'node:fs/promises'
import { parseHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { parseSize } from '../log/checkpoint.ts'
import { formatMarkLine, type Mark, type MarkLine } from './mark.ts'

/** A mark in a file that is only ever added to; the largest line is the mark. Two roots for one size are refused. */
export function markInFile(path: string): Mark {
  return {
    read: async () => {
      const lines = parseMarkLines(await readIfThere(path))
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

/** The lines of a mark; a last line without its end is one that was never answered for. */
export function parseMarkLines(text: string): readonly MarkLine[] {
  const roots = new Map<number, string>()
  for (const line of text.split('\n').slice(0, -1)) {
    const [size = '', root = '', ...more] = line.split(' ')
    if (more.length > 0 || root.length !== 64) throw new Malformed('malformed mark')
    const known = roots.get(parseSize(size))
    if (known !== undefined && known !== root) throw new Malformed(`malformed mark: two roots for size ${size}`)
    roots.set(parseSize(size), root)
  }
  return [...roots].map(([size, root]) => ({ size, root: parseHex(root) }))
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
