import { makeDocument, type Block } from '../certificate/make-document.ts'
import { now, type Parts } from './parts.ts'

/** A plain document of the register as it is printed now, in the language of its certificates unless told. */
export async function printDocument(
  parts: Parts,
  title: string,
  blocks: readonly Block[],
  language = parts.craft.wordings[0].language,
): Promise<Uint8Array<ArrayBuffer>> {
  return makeDocument(blocks, { title, language, createdAt: now(parts) }, parts.craft.faces)
}
