import { findUnsettable } from '../certificate/face.ts'
import type { Block } from '../certificate/make-document.ts'
import { draftBoardPaper, type BoardPaper, type PaperBlock } from '../core/board-paper.ts'
import { Refusal } from '../core/refusal.ts'
import { assureOpen, type SignUp } from '../core/sign-up.ts'
import { findBodyById } from '../storage/read/bodies.ts'
import { editionName, findText, listEditions } from '../storage/read/editions.ts'
import { bodyNameOf } from './name-sign-up.ts'
import type { Parts } from './parts.ts'
import { printDocument } from './print-document.ts'

/** The paper by which a sign-up goes to its board: as soon as it is known what is to be signed. */
export async function writeBoardPaper(parts: Parts, signUp: SignUp): Promise<BoardPaper> {
  assureOpen(signUp)
  const { body, editions: chosen, signatories, change } = signUp.draft
  if (chosen.length === 0 || change) throw new Refusal('not-found', 'Say first what your organisation is signing.')
  const all = await listEditions(parts.db)
  const editions = await Promise.all(
    chosen.map(async ({ edition: id, language }) => {
      const edition = all.find((one) => one.id === id)
      const digest = edition?.texts.find((one) => one.language === language)?.sha256
      const held = digest && (await findText(parts.db, digest))
      return edition && held ? [{ name: editionName(edition), text: held.text }] : []
    }),
  )
  const registered = body && 'registered' in body ? await findBodyById(parts.db, body.registered) : undefined
  return draftBoardPaper({
    body: (await bodyNameOf(parts, signUp)) || 'our organisation',
    sector: body && 'name' in body ? body.sector : registered?.sector,
    editions: editions.flat(),
    signatories,
    boardOn: signUp.boardOn,
  })
}

/** The same as a PDF. */
export async function printBoardPaper(parts: Parts, signUp: SignUp): Promise<Uint8Array<ArrayBuffer>> {
  const { title, language, sections } = await writeBoardPaper(parts, signUp)
  const blocks: readonly Block[] = [
    { kind: 'title', text: title },
    ...sections.flatMap(({ heading, blocks: own }) => [
      { kind: 'heading', text: heading } as const,
      ...own.flatMap(printBlock),
    ]),
  ]
  const { faces } = parts.craft
  const missing = blocks.flatMap((block) => ('text' in block ? findUnsettable(block.text, faces.regular) : []))
  if (missing.length > 0) {
    throw new Refusal('unsettable', `The PDF cannot show ${missing.join(' ')}. Print the page of the paper instead.`)
  }
  return printDocument(parts, title, blocks, language)
}

function printBlock(block: PaperBlock): readonly Block[] {
  if ('lines' in block) return block.lines.map(({ label, text }) => ({ kind: 'text', text: `${label} ${text}` }))
  if ('subheading' in block) return [{ kind: 'subheading', text: block.subheading }]
  return [{ kind: 'text', text: block.paragraph }]
}
