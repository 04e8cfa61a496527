import { londonDay, parseInstant } from '../core/day.ts'
import { concatBytes } from '../encoding/bytes.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { formatZlib } from '../encoding/zlib.ts'
import { type BlankPage, type Design, findBlank } from './blank.ts'
import { composePage, type Page } from './compose-page.ts'
import type { Attachments, CertificateFacts } from './facts.ts'
import { number } from './ornament.ts'
import { formatByteString, formatPdfDate, formatWords } from './pdf-text.ts'
import type { Base } from './seal.ts'
import type { Faces } from './set-text.ts'
import { nameEdition } from './statement.ts'
import { formatContent } from './tag.ts'
import { say, type Words } from './words.ts'
import { formatXmp } from './xmp.ts'

/**
 * Lays a certificate out as PDF objects that lack only the seal: a tagged page for each language, its metadata and its
 * associated files (ISO 32000-1 §14.7–14.8, ISO 14289-1, ISO 19005-3). What is on it is filled into the blank of its shape.
 */
export function layOut(facts: CertificateFacts, attachments: Attachments, sealedAt: string, design: Design): Base {
  const { faces, accent, wordings } = design
  const sealedOn = londonDay(parseInstant(sealedAt))
  const sheets = wordings.map((words, page) => {
    const composed = composePage(facts, sealedOn, { words, faces, accent }, { page, pages: wordings.length })
    return { words, ...composed }
  })
  const blank = findBlank({ tag: 'Document', children: sheets.map(({ section }) => section) }, design)
  const { slots } = blank

  const [first, ...others] = wordings
  const titled = (words: Words) => ({ title: titleOf(facts, words), language: words.language })
  const metadata = formatXmp([titled(first), ...others.map(titled)], sealedAt)
  const filled: readonly (readonly [number, Uint8Array])[] = [
    ...sheets.flatMap(({ words, ...composed }, n) => {
      const page = blank.pages[n]
      return page ? fillPage(page, composed, facts, { words, faces }) : []
    }),
    [slots.metadata, formatStream('/Type /Metadata\n/Subtype /XML\n', metadata)],
    [slots.disclosures, formatFile('application#2Fjson', attachments.disclosures, sealedAt)],
    [slots.leaf, formatFile('application#2Fjson', attachments.leaf, sealedAt)],
    [slots.proof, formatFile('text#2Fplain', attachments.proof, sealedAt)],
  ]
  return {
    objects: new Map([...blank.objects, ...filled]),
    beginning: blank.beginning,
    root: blank.root,
    seal: blank.seal,
    // From the reference rather than from chance: the same certificate is the same document.
    id: sha256(formatUtf8(facts.reference)).subarray(0, 16),
  }
}

function titleOf(facts: CertificateFacts, words: Words): string {
  const { reference, body } = facts
  return say(words, 'title', { reference, body, edition: nameEdition(facts, words) })
}

/** What one page has for itself, by the numbers of its objects. */
function fillPage(
  { page, linkParent, content, link, picture }: BlankPage,
  { ornaments, section, linkBox }: Page,
  { address }: CertificateFacts,
  { words, faces }: { readonly words: Words; readonly faces: Faces },
): readonly (readonly [number, Uint8Array])[] {
  const drawn = `/Artifact BMC ${ornaments} EMC\n${formatContent(section, faces)}`
  const entries = [
    '/Type /Annot\n/Subtype /Link\n/Border [ 0 0 0 ]\n/F 4',
    `/Rect [ ${linkBox.map(number).join(' ')} ]`,
    `/P ${page} 0 R\n/StructParent ${linkParent}`,
    `/Contents ${formatWords(say(words, 'link', {}))}`,
    `/A <<\n/S /URI\n/URI ${formatByteString(address)}\n>>`,
  ]
  return [
    [content, formatStream('/Filter /FlateDecode\n', formatZlib(formatUtf8(drawn)))],
    [link, formatUtf8(`<<\n${entries.join('\n')}\n>>`)],
    [picture, formatUtf8(formatWords(say(words, 'picture', { address })))],
  ]
}

/** An embedded file stream (ISO 32000-1 §7.11.4) under its media type, as a PDF name. */
function formatFile(mediaType: string, bytes: Uint8Array, at: string): Uint8Array {
  const date = formatPdfDate(at)
  const parameters = `/Params <<\n/Size ${bytes.length}\n/CreationDate (${date})\n/ModDate (${date})\n>>\n`
  // As it is: these are small, and deflating them takes as long as a signature does.
  return formatStream(`/Type /EmbeddedFile\n/Subtype /${mediaType}\n${parameters}`, bytes)
}

function formatStream(entries: string, bytes: Uint8Array): Uint8Array {
  const head = formatUtf8(`<<\n${entries}/Length ${bytes.length}\n>>\nstream\n`)
  return concatBytes(head, bytes, endStream)
}

const endStream = formatUtf8('\nendstream')
