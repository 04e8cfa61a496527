import { PDFContext, PDFString, type PDFRef } from 'pdf-lib'
import type { Style } from './compose-page.ts'
import { describeCatalog, listObjects } from './document-objects.ts'
import { embedFaces } from './embed-face.ts'
import type { Attachments } from './facts.ts'
import { drawFrame, drawRings, page } from './ornament.ts'
import { byteString, textString } from './pdf-string.ts'
import type { Faces } from './set-text.ts'
import { type Element, writeStructure } from './tag.ts'
import { say, type Words } from './words.ts'

/** A certificate on which nothing particular stands yet: the objects that all of one shape have, and places for the others. */
export type Blank = {
  readonly objects: ReadonlyMap<number, Uint8Array>
  readonly root: number
  readonly page: number
  readonly seal: number
  /** The key of the link in the parent tree. */
  readonly linkParent: number
  readonly slots: Slots
}

/** Numbers of the objects that each certificate has for itself: `picture` is what stands for the picture code. */
export type Slots = Readonly<Record<'content' | 'metadata' | 'link' | 'picture' | keyof Attachments, number>>

// The shapes are a handful: people and facts, with the mark of a demonstration or without.
const blanks = new WeakMap<Faces, Map<string, Blank>>()

/** The blank for a page of this structure: laid out once, whatever is going to stand on it. */
export function findBlank(document: Element, style: Style): Blank {
  const made = blanks.get(style.faces) ?? new Map<string, Blank>()
  blanks.set(style.faces, made)
  const shape = JSON.stringify([document, style.accent, style.words.language, ...wordsOf(style.words)], withoutText)
  const blank = made.get(shape) ?? makeBlank(document, style)
  made.set(shape, blank)
  return blank
}

/** What is read and drawn is filled in; how many elements there are, and of what kind, is the shape. */
function withoutText(key: string, value: unknown): unknown {
  return ['marks', 'path', 'alternative'].includes(key) ? '' : value
}

/** Every word of a blank. */
function wordsOf(words: Words) {
  return [
    say(words, 'seal.field', {}),
    say(words, 'attachment.disclosures', {}),
    say(words, 'attachment.leaf', {}),
    say(words, 'attachment.proof', {}),
  ] as const
}

function makeBlank(document: Element, { words, faces, accent }: Style): Blank {
  const context = PDFContext.create()
  const font = embedFaces(context, faces)
  const ref = () => context.nextRef()
  const [pages, leaf, link, sealField, seal, metadata, content] = [ref(), ref(), ref(), ref(), ref(), ref(), ref()]
  const files = { disclosures: ref(), leaf: ref(), proof: ref() }
  const structure = writeStructure(context, document, [leaf], { link, seal: sealField })
  const art = `${drawFrame(accent)} ${drawRings(accent, page.width / 2, page.height - 92)}`
  const frame = context.register(context.flateStream(`/Artifact BMC ${art} EMC`))

  const annotations = [link, sealField]
  const parts = {
    Contents: [frame, content],
    Annots: annotations,
    StructParents: 0,
    Tabs: 'S',
    Resources: { Font: font },
  }
  context.assign(
    leaf,
    context.obj({ Type: 'Page', Parent: pages, MediaBox: [0, 0, page.width, page.height], ...parts }),
  )
  context.assign(pages, context.obj({ Type: 'Pages', Kids: [leaf], Count: 1 }))
  // Print and Locked; nothing to see, so no appearance. It is tagged now, because an update must leave the tree alone.
  const locked = { F: 132, Rect: [0, 0, 0, 0], P: leaf, StructParent: structure.parents.get('seal') ?? 0 }
  const field = { FT: 'Sig', T: byteString('seal'), TU: textString(say(words, 'seal.field', {})), V: seal }
  context.assign(sealField, context.obj({ Type: 'Annot', Subtype: 'Widget', ...field, ...locked }))
  const root = context.register(
    context.obj({
      Type: 'Catalog',
      Pages: pages,
      ...attach(context, files, words),
      ...describeCatalog(context, { tree: structure.root, metadata, language: words.language }),
      AcroForm: { Fields: [sealField], SigFlags: 3 },
      Perms: { DocMDP: seal },
      Extensions: { ESIC: { BaseVersion: '1.7', ExtensionLevel: 1 } },
    }),
  )
  const [picture] = structure.alternatives
  if (!picture) throw new Error('a certificate has a picture code')
  return {
    objects: listObjects(context),
    root: root.objectNumber,
    page: leaf.objectNumber,
    seal: seal.objectNumber,
    linkParent: structure.parents.get('link') ?? 0,
    slots: {
      content: content.objectNumber,
      metadata: metadata.objectNumber,
      link: link.objectNumber,
      picture: picture.objectNumber,
      disclosures: files.disclosures.objectNumber,
      leaf: files.leaf.objectNumber,
      proof: files.proof.objectNumber,
    },
  }
}

/** Associated files in ascending order of name (ISO 32000-1 §7.9.6, ISO 19005-3 §6.8). */
function attach(context: PDFContext, files: Record<keyof Attachments, PDFRef>, words: Words) {
  const [, disclosures, leaf, proof] = wordsOf(words)
  const specifications = [
    { name: 'disclosures.json', file: files.disclosures, description: disclosures, relationship: 'Data' },
    { name: 'leaf.json', file: files.leaf, description: leaf, relationship: 'Data' },
    { name: 'leaf.tlog-proof', file: files.proof, description: proof, relationship: 'Supplement' },
  ].map(({ name, file, description, relationship }) => {
    const names = { F: PDFString.of(name), UF: textString(name), EF: { F: file }, Desc: textString(description) }
    return { name, ref: context.register(context.obj({ Type: 'Filespec', ...names, AFRelationship: relationship })) }
  })
  const names = specifications.flatMap(({ name, ref }) => [textString(name), ref])
  return {
    Names: { EmbeddedFiles: context.register(context.obj({ Names: names })) },
    AF: specifications.map(({ ref }) => ref),
  }
}
