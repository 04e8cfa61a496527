import { parseSequence, type Element } from '../../src/certificate/der.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'

/** One element of DER, of up to 64 kB. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = concatBytes(...contents)
  return concatBytes(Uint8Array.of(tag, ...lengthOf(whole.length)), whole)
}

/** DER with other parts in one place: the way there, as the number of the child at each step, and what becomes of its parts. */
export function rebuild(
  der: Uint8Array,
  way: readonly number[],
  change: (parts: readonly Uint8Array[]) => readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  return changed(parseSequence(der), way, change)
}

function changed(
  { tag, children }: Element,
  [next, ...rest]: readonly number[],
  change: Parameters<typeof rebuild>[2],
) {
  const parts: readonly Uint8Array[] = children.map((child, n) =>
    n === next ? changed(child, rest, change) : child.whole,
  )
  return element(tag, ...(next === undefined ? change(parts) : parts))
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}
