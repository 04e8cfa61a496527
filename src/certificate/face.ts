/** A TrueType face, read once: which glyph a character has and how far it advances. */
export type Face = { readonly bytes: Uint8Array }

/** Reads an sfnt with TrueType outlines (OpenType 1.9); anything else is `Malformed`. */
export function parseFace(bytes: Uint8Array): Face {
  return { bytes }
}

/** The characters of a text that this face cannot set, each once, after NFC. Ask before anybody signs; empty means it can be set. */
export function findUnsettable(_text: string, _face: Face): string[] {
  throw new Error('not built yet')
}
