import { equalBytes } from '../encoding/bytes.ts'
import { parseHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { type Unwritten, writeFile } from './write-file.ts'

/**
 * The objects of a file of one revision, as {@link writeFile} writes it and in no other form: written again, they are the
 * same bytes. So there is no object twice, none beside the cross-reference section, and nothing after the end.
 */
export function parseFile(bytes: Uint8Array): Unwritten {
  const [ending, size, root, first = '', second, table] =
    /trailer\n<< \/Size (\d+) \/Root (\d+) 0 R \/ID \[<([0-9a-f]{32})> <([0-9a-f]{32})>\] >>\nstartxref\n(\d+)\n%%EOF\n$/.exec(
      parseLatin1(bytes.subarray(-longestEnding)),
    ) ?? []
  if (ending === undefined || first !== second) throw malformed()
  const end = Number(table)
  const [, ...lines] = parseLatin1(bytes.subarray(end, bytes.length - ending.length))
    .split('\n')
    .slice(1, -1)
  if (lines.length !== Number(size)) throw malformed()
  const used = lines.flatMap((line, number) =>
    line.endsWith(' n ') ? [{ number, start: Number(line.slice(0, 10)) }] : [],
  )
  const objects = new Map(
    used.map(({ number, start }, n) => {
      const next = used[n + 1]?.start ?? end
      return [number, bytes.subarray(start + `${number} 0 obj\n`.length, next - '\nendobj\n'.length)]
    }),
  )
  const file = { objects, root: Number(root), id: parseHex(first) }
  if (!equalBytes(writeFile(file).bytes, bytes)) throw malformed()
  return file
}

/** Bytes as one character each, for what is ASCII and for finding it. */
export function parseLatin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}

/** DER of four length digits at most, and then zeros up to what was reserved (ISO 32000-1 §12.8.3.3). */
export function withoutPadding(reserved: Uint8Array): Uint8Array {
  const [tag, form, high = 0, low = 0] = reserved
  const length = 4 + high * 256 + low
  if (tag !== 0x30 || form !== 0x82 || length > reserved.length) throw malformed()
  return reserved.subarray(0, length)
}

// Three numbers of ten digits and two identifiers of 32 leave room to spare.
const longestEnding = 256
const malformed = (): Malformed => new Malformed('malformed certificate file')
