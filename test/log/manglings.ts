import { Malformed } from '../../src/encoding/malformed.ts'

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
