import { formatBase64 } from '../encoding/base64.ts'
import { formatCanonicalText } from '../encoding/canonical-json.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import type { SignatoryLine, SignatoryList } from './signatory-list.ts'

/** The size and root of the log that a list is made from. */
export type LogHead = { size: number; root: Uint8Array }

/**
 * The bare list, whose sha-256 `list.published` says: canonical JSON, one value a line, of what follows from leaves alone.
 * The day and the log first, then every signing in the order of its entry. No name is in it, so anybody can make it again
 * from the entries and the day, whatever has been erased.
 */
export function formatBareList({ asAt, lines }: SignatoryList, { size, root }: LogHead): Uint8Array<ArrayBuffer> {
  const head = formatCanonicalText({ asAt, log: { size, root: formatBase64(root) } })
  return formatUtf8([head, ...lines.map(formatBareLine)].map((line) => `${line}\n`).join(''))
}

/** One line of the bare list. Instrument and edition are named by their ids. */
function formatBareLine({ body, instrument, edition, ...line }: SignatoryLine): string {
  const { entry, standing, signedOn, decidedOn } = line
  const ids = { body: { id: body.id }, instrument: instrument.id, edition: edition.id }
  return formatCanonicalText({ ...ids, entry, standing, signedOn, decidedOn })
}
