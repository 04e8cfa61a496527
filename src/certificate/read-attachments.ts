import { Malformed } from '../encoding/malformed.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { parseZlib } from '../encoding/zlib.ts'
import type { Attachments } from './facts.ts'
import { parseLatin1 } from './read-file.ts'

type Objects = ReadonlyMap<number, Uint8Array>

/** The files of a certificate (ISO 32000-1 §7.11.4), from objects whose seal holds: they are as we wrote them. */
export function readAttachments(objects: Objects): Attachments {
  const files = new Map([...objects.values()].flatMap((object) => readFileSpecification(object, objects)))
  const read = (name: string) => {
    const bytes = files.get(name)
    if (!bytes) throw malformed()
    return bytes
  }
  return { disclosures: read('disclosures.json'), leaf: read('leaf.json'), proof: read('leaf.tlog-proof') }
}

/** The title that the metadata of a certificate gives it (ISO 16684-1), from objects whose seal holds. */
export function readTitle(objects: Objects): string {
  const packet = [...objects.values()].find((object) => head(object).includes('/Type /Metadata'))
  const [, title] =
    /<dc:title><rdf:Alt>\n<rdf:li xml:lang="x-default">([^<]*)<\/rdf:li>/.exec(packet ? parseUtf8(packet) : '') ?? []
  if (title === undefined) throw malformed()
  return title.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

function readFileSpecification(object: Uint8Array, objects: Objects): [string, Uint8Array][] {
  const [, name, number] =
    /^<<\n\/Type \/Filespec\n\/F \(([^)]+)\)\n[^]*?\n\/EF <<\n\/F (\d+) 0 R\n/.exec(head(object)) ?? []
  return name === undefined ? [] : [[name, readStream(objects.get(Number(number)))]]
}

function readStream(object: Uint8Array | undefined): Uint8Array {
  const [header, length] = /^<<\n\/Type \/EmbeddedFile\n[^]*?\n\/Length (\d+)\n>>\nstream\n/.exec(head(object)) ?? []
  if (!object || header === undefined) throw malformed()
  const bytes = object.slice(header.length, header.length + Number(length))
  // Those of 2026 are deflated.
  return header.includes('\n/Filter /FlateDecode\n') ? parseZlib(bytes) : bytes
}

// A dictionary of ours is short; what follows it may be long.
function head(object: Uint8Array = new Uint8Array()): string {
  return parseLatin1(object.subarray(0, 2048))
}

const malformed = (): Malformed => new Malformed('malformed certificate file')
