import { writeHex } from '../encoding/hex.ts'
import { beginSha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import type { Beginning } from './write-file.ts'

/**
 * A signature dictionary (ISO 32000-1 §12.8.1) with a hole for its value and one for its range. Where they are is remembered:
 * the same text could also stand in an attachment.
 */
export type Open = {
  readonly bytes: Uint8Array
  readonly range: number
  readonly gap: number
  readonly gapEnd: number
}

/** Opens a dictionary: its entries before `/ByteRange` and after `/Contents`, and for how many bytes of value there is room. */
export function openDictionary(before: string, reserved: number, after: string): Open {
  const [beforeRange, afterRange] = [`<< ${before} /ByteRange [0 `, '] /Contents ']
  const hole = `<${'0'.repeat(reserved * 2)}>`
  const range = beforeRange.length
  const gap = range + rangeLength + afterRange.length
  const bytes = formatUtf8(`${beforeRange}${' '.repeat(rangeLength)}${afterRange}${hole}${after} >>`)
  return { bytes, range, gap, gapEnd: gap + hole.length }
}

/** The SHA-256 of what a dictionary covers, and how its value comes into the file. */
export type Covered = { readonly digest: Uint8Array<ArrayBuffer>; readonly close: (value: Uint8Array) => void }

/**
 * Writes into a file, whose open dictionary begins at `start`, the range that it covers: everything but the hex string of
 * `/Contents` with its brackets, to the end of the file.
 */
export function coverFile(
  bytes: Uint8Array,
  start: number,
  open: Open,
  beginning: Pick<Beginning, 'bytes' | 'hash'> = nothing,
): Covered {
  const [gap, gapEnd] = [start + open.gap, start + open.gapEnd]
  const range = [gap, gapEnd, bytes.length - gapEnd].map((number) => String(number).padEnd(rangeWidth)).join(' ')
  bytes.set(formatUtf8(range), start + open.range)
  return {
    digest: beginning.hash(bytes.subarray(beginning.bytes.length, gap), bytes.subarray(gapEnd)),
    close(value) {
      if (gap + 1 + value.length * 2 >= gapEnd) throw new Error('a seal does not fit its place')
      writeHex(value, bytes, gap + 1)
    },
  }
}

/** The longest value that a dictionary may have, in bytes (ISO 19005-3 §6.1.13). */
export const longestValue = 32_767

const nothing = { bytes: new Uint8Array(), hash: beginSha256(new Uint8Array()) }
const rangeWidth = 10
const rangeLength = rangeWidth * 3 + 2
