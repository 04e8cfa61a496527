import { equalBytes } from '../encoding/bytes.ts'
import { Malformed } from '../encoding/malformed.ts'

/** One element of DER: its identifier octet, its contents, all of it, and what it is made of where it is constructed. */
export type Element = {
  readonly tag: number
  readonly contents: Uint8Array<ArrayBuffer>
  readonly whole: Uint8Array<ArrayBuffer>
  readonly children: readonly Element[]
}

/**
 * The one SEQUENCE that bytes are, to the last of them (X.690 §10.1, §8.3.2, §8.19.2): lengths are definite and as short as can
 * be, and so are integers and object identifiers. The library that says what is in them takes BER too, and passes over what it cannot read.
 */
export function parseSequence(bytes: Uint8Array): Element {
  const [element, ...others] = parseElements(Uint8Array.from(bytes), 0)
  if (element?.tag !== sequence || others.length > 0) throw malformed()
  return element
}

/** The parts of an element, which are of these tags and no others. */
export function partsOf(element: Element, ...tags: readonly number[]): readonly Element[] {
  const { children } = element
  if (children.length !== tags.length || children.some(({ tag }, n) => tag !== tags[n])) throw malformed()
  return children
}

/** What an issuer of X.509 signed, and the signature. */
export type SignedElement = { readonly content: Element; readonly signature: Uint8Array<ArrayBuffer> }

/**
 * Reads what is signed as X.509 signs (RFC 5280 §4.1.1, §5.1.1): the name of the algorithm stands in the signed part, and outside
 * of it only once more.
 */
export function parseSigned(der: Uint8Array): SignedElement {
  const [content, algorithm, bits] = partsOf(parseSequence(der), 0x30, 0x30, 0x03)
  const named = content?.children.find(({ tag }) => tag === sequence)
  if (!content || !algorithm || !named || !equalBytes(named.whole, algorithm.whole)) throw malformed()
  // A signature is whole bytes: none of its bits is unused.
  if (bits?.contents[0] !== 0) throw malformed()
  return { content, signature: bits.contents.subarray(1) }
}

function parseElements(bytes: Uint8Array<ArrayBuffer>, depth: number): readonly Element[] {
  if (depth > deepest) throw malformed()
  const elements: Element[] = []
  for (let at = 0; at < bytes.length;) {
    const { start, end } = parseLength(bytes.subarray(at))
    const tag = bytes[at] ?? 0
    const contents = bytes.subarray(at + start, at + end)
    const children = (tag & constructed) === 0 ? [] : parseElements(contents, depth + 1)
    if (tag === integer && !isShortestInteger(contents)) throw malformed()
    if (tag === objectIdentifier && !isShortestIdentifier(contents)) throw malformed()
    elements.push({ tag, contents, whole: bytes.subarray(at, at + end), children })
    at += end
  }
  return elements
}

/** Where the contents of the first element begin and end. */
function parseLength(bytes: Uint8Array): { start: number; end: number } {
  const [tag = 0, first = 0x80] = bytes
  const digits = first < 0x80 ? [first] : [...bytes.subarray(2, 2 + first - 0x80)]
  const start = first < 0x80 ? 2 : 2 + digits.length
  const length = digits.reduce((sum, digit) => sum * 256 + digit, 0)
  // Tags of several octets are in nothing that we read; no length of ours needs more than three digits.
  const isShortest = first < 0x80 || (digits.length <= 3 && length >= Math.max(0x80, 256 ** (digits.length - 1)))
  if ((tag & 0x1f) === 0x1f || !isShortest || start + length > bytes.length) throw malformed()
  return { start, end: start + length }
}

function isShortestInteger([first, second]: Uint8Array): boolean {
  if (first === undefined) return false
  if (second === undefined) return true
  return !(first === 0 && second < 0x80) && !(first === 0xff && second >= 0x80)
}

/** Each number of it begins with its first digits, and the last one ends. */
function isShortestIdentifier(contents: Uint8Array): boolean {
  const isPadded = contents.some((byte, n) => byte === 0x80 && (contents[n - 1] ?? 0) < 0x80)
  return !isPadded && (contents.at(-1) ?? 0x80) < 0x80
}

const malformed = (): Malformed => new Malformed('malformed DER')
const integer = 0x02
const objectIdentifier = 0x06
const sequence = 0x30
const constructed = 0x20
const deepest = 40
