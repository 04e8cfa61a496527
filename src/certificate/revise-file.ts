import { concatBytes } from '../encoding/bytes.ts'
import { formatHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { parseLatin1 } from './read-file.ts'
import { formatEntry, formatObjects, type Unwritten } from './write-file.ts'

/** A file with what its newest revision says of each object. */
export type Revised = Unwritten & { readonly bytes: Uint8Array<ArrayBuffer> }

/** The first number that no object of a file has. */
export function freeNumber({ objects }: Unwritten): number {
  return Math.max(...objects.keys()) + 1
}

/**
 * Adds a revision to a file (ISO 32000-1 §7.5.6): the objects that changed or are new, in order of number, and a classic
 * cross-reference section of these alone. The first half of the file's identifier stays, the second is made from what was
 * there before. `offsets` is where the content of each object begins.
 */
export function reviseFile(
  { bytes, objects, root, id }: Revised,
  changed: ReadonlyMap<number, Uint8Array>,
): Revised & { readonly offsets: ReadonlyMap<number, number> } {
  const { parts, starts, offsets, end } = formatObjects(changed, bytes.length)
  const all = new Map([...objects, ...changed])
  const size = Math.max(...all.keys()) + 1
  const [before, now] = [formatHex(id), formatHex(sha256(bytes).subarray(0, 16))]
  const trailer = `trailer\n<< /Size ${size} /Root ${root} 0 R /ID [<${before}> <${now}>] /Prev ${parseEnding(bytes).table} >>\nstartxref\n${end}\n%%EOF\n`
  return {
    bytes: concatBytes(bytes, ...parts, formatUtf8(formatSections(starts) + trailer)),
    objects: all,
    root,
    id,
    offsets,
  }
}

/** Where each revision of a file ends, the first one first, as far as its trailers lead back. Nothing else is looked at. */
export function listEnds(bytes: Uint8Array): readonly number[] {
  const ends = [bytes.length]
  for (;;) {
    const { table, before } = parseEnding(bytes.subarray(0, ends[0]))
    if (before === undefined) return ends
    const ending = `startxref\n${before}\n%%EOF\n`
    // A table has nothing in it but numbers, and is followed by its trailer.
    const at = before < table ? parseLatin1(bytes.subarray(before, table)).indexOf(ending) : -1
    if (at === -1 || ends.length === mostRevisions) throw malformed()
    ends.unshift(before + at + ending.length)
  }
}

/** A file as it was first handed out, without what was added to it since. */
export function firstRevision(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, listEnds(bytes)[0])
}

/** The objects of one revision, as {@link reviseFile} writes it: a stream begins with its length, and nothing else has one. */
export function listRevised(revision: Uint8Array): readonly (readonly [number, Uint8Array])[] {
  const found: (readonly [number, Uint8Array])[] = []
  for (let at = 0; ;) {
    const head = parseLatin1(revision.subarray(at, at + longestHead))
    const [opening, number, stream, length] = /^(\d+) 0 obj\n(<< \/Length (\d+) >>\nstream\n)?/.exec(head) ?? []
    if (opening === undefined) return found
    const start = at + opening.length - (stream?.length ?? 0)
    const end =
      stream === undefined ? findEnd(revision, start) : at + opening.length + Number(length) + endStream.length
    found.push([Number(number), revision.subarray(start, end)])
    at = end + endObject.length
  }
}

/** A stream (ISO 32000-1 §7.3.8) without a filter. */
export function formatStream(content: Uint8Array): Uint8Array {
  return concatBytes(formatUtf8(`<< /Length ${content.length} >>\nstream\n`), content, formatUtf8(endStream))
}

/** What is in a stream of {@link formatStream}. */
export function parseStream(object: Uint8Array): Uint8Array<ArrayBuffer> {
  const [head] = /^<< \/Length \d+ >>\nstream\n/.exec(parseLatin1(object.subarray(0, longestHead))) ?? []
  if (head === undefined) throw malformed()
  return object.slice(head.length, -endStream.length)
}

type Ending = { readonly table: number; readonly before: number | undefined }

function parseEnding(bytes: Uint8Array): Ending {
  const [, before, table] =
    /trailer\n<< [^<>]*<[0-9a-f]{32}> <[0-9a-f]{32}>\](?: \/Prev (\d{1,10}))? >>\nstartxref\n(\d{1,10})\n%%EOF\n$/.exec(
      parseLatin1(bytes.subarray(-longestEnding)),
    ) ?? []
  if (table === undefined) throw malformed()
  return { table: Number(table), before: before === undefined ? undefined : Number(before) }
}

/** Sections of numbers that follow one another (ISO 32000-1 §7.5.4). */
function formatSections(starts: ReadonlyMap<number, number>): string {
  const numbers = [...starts.keys()]
  const firsts = numbers.filter((number) => !starts.has(number - 1))
  const sections = firsts.map((first) => {
    const lines: string[] = []
    for (let at = starts.get(first); at !== undefined; at = starts.get(first + lines.length))
      lines.push(formatEntry(at))
    return `${first} ${lines.length}\n${lines.join('')}`
  })
  return `xref\n${sections.join('')}`
}

function findEnd(revision: Uint8Array, start: number): number {
  const length = parseLatin1(revision.subarray(start)).indexOf(endObject)
  if (length === -1) throw malformed()
  return start + length
}

const endObject = '\nendobj\n'
const endStream = '\nendstream'
const mostRevisions = 50
const longestHead = 64
const longestEnding = 256
const malformed = (): Malformed => new Malformed('malformed certificate file')
