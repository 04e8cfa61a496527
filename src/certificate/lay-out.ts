import { londonDay, parseInstant } from '../core/day.ts'
import { concatBytes } from '../encoding/bytes.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { formatZlib } from '../encoding/zlib.ts'
import { findBlank } from './blank.ts'
import { composePage, type Style } from './compose-page.ts'
import type { Attachments, CertificateFacts } from './facts.ts'
import { number } from './ornament.ts'
import { formatByteString, formatPdfDate, formatWords } from './pdf-text.ts'
import type { Base } from './seal.ts'
import { nameEdition } from './statement.ts'
import { formatContent } from './tag.ts'
import { say } from './words.ts'
import { formatXmp } from './xmp.ts'

/**
 * Lays a certificate out as PDF objects that lack only the seal: one tagged page, its metadata and its associated files
 * (ISO 32000-1 §14.7–14.8, ISO 14289-1, ISO 19005-3). What is on it is filled into the blank of its shape.
 */
export function layOut(facts: CertificateFacts, attachments: Attachments, sealedAt: string, style: Style): Base {
  const { reference, body, address } = facts
  const { words, faces } = style
  const page = composePage(facts, londonDay(parseInstant(sealedAt)), style)
  const blank = findBlank(page.document, style)
  const { slots } = blank

  const content = `/Artifact BMC ${page.ornaments} EMC\n${formatContent(page.document, faces)}`
  const title = say(words, 'title', { reference, body, edition: nameEdition(facts, words) })
  const metadata = formatXmp({ title, language: words.language, createdAt: sealedAt })
  const link = [
    '/Type /Annot\n/Subtype /Link\n/Border [ 0 0 0 ]\n/F 4',
    `/Rect [ ${page.linkBox.map(number).join(' ')} ]`,
    `/P ${blank.page} 0 R\n/StructParent ${blank.linkParent}`,
    `/Contents ${formatWords(say(words, 'link', {}))}`,
    `/A <<\n/S /URI\n/URI ${formatByteString(address)}\n>>`,
  ]
  const filled: readonly (readonly [number, Uint8Array])[] = [
    [slots.content, formatDeflated('', formatUtf8(content))],
    [slots.metadata, formatStream('/Type /Metadata\n/Subtype /XML\n', metadata)],
    [slots.link, formatUtf8(`<<\n${link.join('\n')}\n>>`)],
    [slots.picture, formatUtf8(formatWords(say(words, 'picture', { address })))],
    [slots.disclosures, formatFile('application#2Fjson', attachments.disclosures, sealedAt)],
    [slots.leaf, formatFile('application#2Fjson', attachments.leaf, sealedAt)],
    [slots.proof, formatFile('text#2Fplain', attachments.proof, sealedAt)],
  ]
  return {
    objects: new Map([...blank.objects, ...filled]),
    root: blank.root,
    seal: blank.seal,
    // From the reference rather than from chance: the same certificate is the same document.
    id: sha256(formatUtf8(reference)).subarray(0, 16),
  }
}

/** An embedded file stream (ISO 32000-1 §7.11.4) under its media type, as a PDF name. */
function formatFile(mediaType: string, bytes: Uint8Array, at: string): Uint8Array {
  const date = formatPdfDate(at)
  const parameters = `/Params <<\n/Size ${bytes.length}\n/CreationDate (${date})\n/ModDate (${date})\n>>\n`
  return formatDeflated(`/Type /EmbeddedFile\n/Subtype /${mediaType}\n${parameters}`, bytes)
}

function formatDeflated(entries: string, bytes: Uint8Array): Uint8Array {
  return formatStream(`${entries}/Filter /FlateDecode\n`, formatZlib(bytes))
}

function formatStream(entries: string, bytes: Uint8Array): Uint8Array {
  const head = formatUtf8(`<<\n${entries}/Length ${bytes.length}\n>>\nstream\n`)
  return concatBytes(head, bytes, formatUtf8('\nendstream'))
}
