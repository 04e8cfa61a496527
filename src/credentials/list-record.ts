import type { Shown } from '../core/shown.ts'
import type { SignatoryLine, SignatoryList } from '../core/signatory-list.ts'
import { formatCanonicalText } from '../encoding/canonical-json.ts'
import { tellHead, tellLine, type ListLog, type ListPromise } from './list.ts'

/** What a signed list is called in the header of its signature. */
export const listType = 'signatory-list+jws'

/**
 * The first line of the form of record, which is canonical JSON (RFC 8785), one value a line: what is said of the whole, with
 * the log that it was made from.
 */
export function formatRecordHead(list: SignatoryList, log: ListLog, promise?: ListPromise): string {
  return `${formatCanonicalText(tellHead(list, log, promise))}\n`
}

/**
 * The other lines of a record, one for every signing, with the ids of what it points to and, under `disclosed`, the
 * disclosures behind what it shows. They change only where the register does.
 */
export function formatRecordLines(
  lines: readonly SignatoryLine[],
  shown: (line: SignatoryLine) => Shown,
  address: string,
): string {
  const told = lines.map((line) => {
    const ids = { instrumentId: line.instrument.id, editionId: line.edition.id }
    return formatCanonicalText({ ...tellLine(line, address), ...ids, disclosed: shown(line) })
  })
  return told.map((line) => `${line}\n`).join('')
}
