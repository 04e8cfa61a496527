import { Malformed } from '../../src/encoding/malformed.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'

/**
 * What a text is after being read and printed: the law is that nothing changes. Of a text that is refused as malformed,
 * the text itself; any other accident is let through.
 */
export function reprinted(text: string, print: (text: string) => string): string {
  try {
    return print(text)
  } catch (cause) {
    if (cause instanceof Malformed) return text
    throw cause
  }
}

/** Whether a text is refused as malformed. */
export function isRefused(parse: () => unknown): boolean {
  try {
    parse()
    return false
  } catch (cause) {
    if (cause instanceof Malformed) return true
    throw cause
  }
}

/** Every proper substring of a text, and the text with every byte of its UTF-8 bumped up and down, where that still is UTF-8. */
export function* manglingsOf(text: string): Generator<string> {
  for (let from = 0; from <= text.length; from++) {
    for (let to = from; to < text.length + Math.sign(from); to++) yield text.slice(from, to)
  }
  const bytes = formatUtf8(text)
  for (const [at, byte] of bytes.entries()) {
    for (const bump of [1, 255]) {
      const bumped = bytes.with(at, (byte + bump) % 256)
      if (!isRefused(() => parseUtf8(bumped))) yield parseUtf8(bumped)
    }
  }
}
