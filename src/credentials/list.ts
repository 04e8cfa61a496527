import type { Instant } from '../core/day.ts'
import type { SignatoryLine, SignatoryList } from '../core/signatory-list.ts'
import { formatBase64 } from '../encoding/base64.ts'
import { formatCsv } from '../encoding/csv.ts'

/** The log that a list was made from. */
export type ListLog = { origin: string; size: number; root: Uint8Array }

/** What the list may be used for. */
const licence = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'

/** What a signed list promises: its number, and until when there is another one. A list made for a question promises nothing. */
export type ListPromise = { sequence: number; nextUpdate: Instant }

/** The list in the shape that other people's programs rely on. `address` is where certificates are found. */
export function tellList(list: SignatoryList, log: ListLog, address: string, promise?: ListPromise) {
  return { ...tellHead(list, log, promise), signatories: list.lines.map((line) => tellLine(line, address)) }
}

/** What is said of a list as a whole. */
export function tellHead({ asAt, lines }: SignatoryList, { origin, size, root }: ListLog, promise?: ListPromise) {
  return { asAt, licence, log: { origin, size, root: formatBase64(root) }, ...promise, total: lines.length }
}

/** One line of the list. */
export function tellLine(line: SignatoryLine, address: string) {
  return {
    body: line.body,
    instrument: line.instrument.name,
    edition: line.edition.slug,
    standing: line.standing,
    signedOn: line.signedOn,
    decidedOn: line.decidedOn,
    entry: line.entry,
    reference: line.reference,
    certificate: certificateAddress(address, line.reference),
  }
}

/** The list as JSON. */
export function formatListJson(list: SignatoryList, log: ListLog, address: string, promise?: ListPromise): string {
  return `${JSON.stringify(tellList(list, log, address, promise))}\n`
}

const columns = {
  body: ({ body }) => body.name,
  slug: ({ body }) => body.slug,
  sector: ({ body }) => body.sector,
  kind: ({ body }) => body.kind,
  identifiers: ({ body }) => body.identifiers.join(' '),
  instrument: ({ instrument }) => instrument.name,
  edition: ({ edition }) => edition.slug,
  standing: ({ standing }) => standing,
  signed_on: ({ signedOn }) => signedOn ?? '',
  decided_on: ({ decidedOn }) => decidedOn ?? '',
  entry: ({ entry }) => String(entry),
  reference: ({ reference }) => reference,
} as const satisfies Record<string, (line: SignatoryLine) => string>

/** The list as CSV (RFC 4180) with a line of column names. */
export function formatListCsv({ asAt, lines }: SignatoryList, log: ListLog, address: string): string {
  const head = [...Object.keys(columns), 'certificate', 'as_at', 'log_size']
  const rows = lines.map((line) => [
    ...Object.values(columns).map((read) => read(line)),
    certificateAddress(address, line.reference),
    asAt,
    String(log.size),
  ])
  return formatCsv([head, ...rows])
}

/** Where the certificate of a reference is found; with `.pdf` behind it, the sealed file. */
export function certificateAddress(address: string, reference: string): string {
  return `${address}/certificates/${reference}`
}
