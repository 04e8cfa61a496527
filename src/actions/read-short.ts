import { concatBytes } from '../encoding/bytes.ts'

/** The bytes of an answer, if there are no more than so many of them: the rest is not waited for. */
export async function readShort({ body }: Response, most: number): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body ?? []) {
    length += piece.length
    if (length > most) return undefined
    pieces.push(piece)
  }
  return concatBytes(...pieces)
}
