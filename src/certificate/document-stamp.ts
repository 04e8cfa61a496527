import { equalBytes } from '../encoding/bytes.ts'
import { parseHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { coverFile, openDictionary } from './cover.ts'
import { formatTextString } from './pdf-text.ts'
import { parseLatin1, withoutPadding } from './read-file.ts'
import { freeNumber, listRevised, type Revised, reviseFile } from './revise-file.ts'

/** A file whose newest revision waits for a token: what is to be stamped (SHA-256), and the file with the token in it. */
export type Unstamped = { readonly imprint: Uint8Array; readonly close: (token: Uint8Array) => Revised }

/**
 * Adds a document time-stamp (EN 319 142-1 §5.4.3, ISO 32000-2 §12.8.5) as one revision, with room for so many bytes of
 * token. Its widget is outside the page, where nobody looks and nothing is read out: the structure tree stays as it is.
 */
export function openStamp(file: Revised, reserved: number): Unstamped {
  const number = freeNumber(file)
  const open = openDictionary('/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 /V 0', reserved, '')
  const [page, leaf] = findPage(file)
  const field = `${number + 1} 0 R`
  const widget = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (stamp${number}) /TU ${fieldName} /V ${number} 0 R /Rect [-9999 -9999 -9999 -9999] /F 132 /P ${page} 0 R >>`
  const revised = reviseFile(
    file,
    new Map([
      [file.root, lengthen(file.objects.get(file.root), 'Fields', field)],
      [page, lengthen(leaf, 'Annots', field)],
      [number, open.bytes],
      [number + 1, formatUtf8(widget)],
    ]),
  )
  const { digest, close } = coverFile(revised.bytes, revised.offsets.get(number) ?? 0, open)
  return {
    imprint: digest,
    close(token) {
      close(token)
      return revised
    },
  }
}

/** A document time-stamp that a file was given: what was stamped, and the token. */
export type FoundStamp = { readonly imprint: Uint8Array; readonly token: Uint8Array; readonly file: Revised }

/** Reads a revision that {@link openStamp} writes and no other: written again, it is the same bytes. */
export function parseStamp(file: Revised, whole: Uint8Array): FoundStamp {
  const contents = listRevised(whole.subarray(file.bytes.length)).flatMap(([, object]) =>
    Array.from(/ \/Contents <([0-9a-f]+)> >>$/.exec(parseLatin1(object)) ?? []).slice(1),
  )
  const [hex, ...others] = contents
  if (hex === undefined || others.length > 0) throw malformed()
  const reserved = parseHex(hex)
  const token = withoutPadding(reserved)
  const { imprint, close } = openStamp(file, reserved.length)
  const again = close(token)
  if (!equalBytes(again.bytes, whole)) throw malformed()
  return { imprint, token, file: again }
}

// Fixed, since whoever adds a time-stamp has no say in what a reader shows; the language of the page is another matter.
const fieldName = formatTextString('Time-stamp')

function findPage({ objects }: Revised): readonly [number, Uint8Array] {
  // The first, where there are several.
  const page = [...objects].find(([, object]) => parseLatin1(object.subarray(0, 16)).startsWith('<<\n/Type /Page\n'))
  if (!page) throw malformed()
  return page
}

/** A dictionary with one more reference in one of its arrays. */
function lengthen(dictionary: Uint8Array | undefined, key: string, reference: string): Uint8Array {
  const text = parseLatin1(dictionary ?? new Uint8Array())
  const longer = text.replace(new RegExp(`(?<=\\n/${key} \\[ (?:\\d+ 0 R )+)(?=\\]\\n)`), `${reference} `)
  if (longer === text) throw malformed()
  return formatUtf8(longer)
}

const malformed = (): Malformed => new Malformed('malformed certificate file')
