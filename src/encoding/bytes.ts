/** The given byte strings, one after the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Whether two byte strings are the same. Not constant time: for public values only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  // Four bytes at a time where memory lies so: a tile takes longer to compare than one would think.
  const areWords = a.byteOffset % 4 === 0 && b.byteOffset % 4 === 0 && a.length % 4 === 0
  return areWords ? areSame(wordsOf(a), wordsOf(b)) : areSame(a, b)
}

function areSame(a: Uint8Array | Uint32Array, b: Uint8Array | Uint32Array): boolean {
  for (let n = 0; n < a.length; n += 1) if (a[n] !== b[n]) return false
  return true
}

function wordsOf({ buffer, byteOffset, length }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, length / 4)
}
