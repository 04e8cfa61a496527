import { concatBytes } from '../encoding/bytes.ts'
import { formatHex } from '../encoding/hex.ts'
import { beginSha256, type BegunSha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'

/** Indirect objects by number, each without its `obj` and `endobj`; the catalog's number; the file identifier. */
export type Unwritten = {
  readonly objects: ReadonlyMap<number, Uint8Array>
  readonly root: number
  readonly id: Uint8Array
  /** The first of these objects as they are written, where many files begin with the same ones. */
  readonly beginning?: Beginning
}

/** How a file begins: its bytes, their SHA-256 for whatever follows them, and where its objects begin. */
export type Beginning = {
  readonly bytes: Uint8Array
  readonly hash: BegunSha256
  readonly starts: ReadonlyMap<number, number>
}

/** A whole file of one revision, and where the content of each object begins that is not of its beginning. */
export type Written = { readonly bytes: Uint8Array<ArrayBuffer>; readonly offsets: ReadonlyMap<number, number> }

/**
 * Writes one revision (ISO 32000-1 §7.5): objects in order of number, one classic cross-reference section `0 N` without
 * gaps, nothing after `%%EOF` but a line end.
 */
export function writeFile({ objects, root, id, beginning = bare }: Unwritten): Written {
  const others = new Map([...objects].filter(([number]) => !beginning.starts.has(number)))
  const { parts, starts: later, offsets, end } = formatObjects(others, beginning.bytes.length)
  const starts = new Map([...beginning.starts, ...later])
  const size = Math.max(0, ...objects.keys()) + 1
  const trailer = `trailer\n<< /Size ${size} /Root ${root} 0 R /ID [<${formatHex(id)}> <${formatHex(id)}>] >>\nstartxref\n${end}\n%%EOF\n`
  return { bytes: concatBytes(beginning.bytes, ...parts, formatUtf8(formatTable(starts, size) + trailer)), offsets }
}

/** Writes the beginning of files whose first objects are these; every other object of such a file has a higher number. */
export function writeBeginning(objects: Unwritten['objects']): Beginning {
  // Four bytes above 127 tell transports that the file is binary.
  const opening = concatBytes(formatUtf8('%PDF-1.7\n%'), Uint8Array.of(0xe2, 0xe3, 0xcf, 0xd3, 0x0a))
  const { parts, starts } = formatObjects(objects, opening.length)
  const bytes = concatBytes(opening, ...parts)
  return { bytes, hash: beginSha256(bytes), starts }
}

/** Objects in order of number from a place in a file on: where each begins, where its content does, and where they end. */
export function formatObjects(objects: Unwritten['objects'], from: number) {
  const parts: Uint8Array[] = []
  const starts = new Map<number, number>()
  const offsets = new Map<number, number>()
  let end = from
  for (const number of [...objects.keys()].toSorted((a, b) => a - b)) {
    const opening = openings[number] ?? formatOpening(number)
    const content = objects.get(number) ?? new Uint8Array()
    starts.set(number, end)
    offsets.set(number, end + opening.length)
    parts.push(opening, content, closing)
    end += opening.length + content.length + closing.length
  }
  return { parts, starts, offsets, end }
}

/** An entry of a cross-reference section (ISO 32000-1 §7.5.4), 20 bytes: an object in use, by where it begins. */
export function formatEntry(start: number): string {
  return `${digits(start)} 00000 n \n`
}

function formatOpening(number: number): Uint8Array {
  return formatUtf8(`${number} 0 obj\n`)
}

// Those of a certificate, made once.
const openings = Array.from({ length: 128 }, (_, number) => formatOpening(number))
const closing = formatUtf8('\nendobj\n')

const bare = writeBeginning(new Map())

/** Numbers without an object are free and point to the next free one, the last to 0. */
function formatTable(starts: ReadonlyMap<number, number>, size: number): string {
  let nextFree = 0
  const lines: string[] = Array.from({ length: size })
  for (let number = size - 1; number >= 0; number--) {
    const start = starts.get(number)
    if (start === undefined) {
      lines[number] = `${digits(nextFree)} ${number === 0 ? '65535' : '00000'} f \n`
      nextFree = number
    } else {
      lines[number] = formatEntry(start)
    }
  }
  return `xref\n0 ${size}\n${lines.join('')}`
}

function digits(value: number): string {
  return String(value).padStart(10, '0')
}
