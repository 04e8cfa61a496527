import { formatHex, parseHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { parseSize } from '../log/checkpoint.ts'

/** The largest size ever signed for publication, with its root. */
export type MarkLine = { size: number; root: Uint8Array }

/**
 * The high-water mark: what was signed, kept outside the database, because a database restored to an older state could
 * otherwise sign another history. `advance` answers only when the line is safe.
 */
export type Mark = {
  read: () => Promise<MarkLine | undefined>
  advance: (line: MarkLine) => Promise<void>
}

/** The name of the mark of a neighbour's log that is witnessed here, beside `mark`, which is that of our own. */
export function markNameOf(origin: string): string {
  return `mark-${formatHex(sha256(formatUtf8(origin)))}`
}

/** `size root`, as both keepers write it. */
export function formatMarkLine({ size, root }: MarkLine): string {
  return `${size} ${formatHex(root)}\n`
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
