import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'

/** What a file that somebody asks about is, before anybody believes a word of it. */
export type OfferedFile = {
  /** In hex, as `sha256sum` prints it. */
  readonly sha256: string
  /** The reference that it gives itself, if it calls itself a certificate; nobody has checked it. */
  readonly claims?: string
  /** That it is no PDF at all (ISO 32000-1 §7.5.2). */
  readonly foreign?: true
}

/** Reads a file that somebody asks about, in the visitor's browser or here: the same code, so the same answer. */
export function readOfferedFile(bytes: Uint8Array): OfferedFile {
  const digest = formatHex(sha256(bytes))
  const text = new TextDecoder('latin1').decode(bytes)
  // Readers look for the header in the first kilobyte.
  if (!text.slice(0, 1024).includes('%PDF-')) return { sha256: digest, foreign: true }
  // The metadata of a certificate is plain text, and saving it anew in a PDF reader leaves it so.
  const [title] = /<dc:title>[^]{0,2000}?<\/dc:title>/.exec(text) ?? []
  const [claims] = /\b[A-Z][A-Z0-9]{0,7}-\d{1,9}\b/.exec(title ?? '') ?? []
  return { sha256: digest, ...(claims && { claims }) }
}

/** Where the verdict on a file is. What is sent there is its digest and the reference it gives itself: never the file. */
export function verdictPath({ sha256: digest, claims, foreign }: OfferedFile): string {
  const query = new URLSearchParams({ sha256: digest, ...(claims && { claims }), ...(foreign && { foreign: 'yes' }) })
  return `/verify?${query}`
}
