import { formatHex } from '../encoding/hex.ts'

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

/** `size root`, as both keepers write it. */
export function formatMarkLine({ size, root }: MarkLine): string {
  return `${size} ${formatHex(root)}\n`
}
