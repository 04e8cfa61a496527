import { PDFContext, PDFString, type PDFRef } from 'pdf-lib'
import { describeCatalog, listObjects } from './document-objects.ts'
import { embedFaces } from './embed-face.ts'
import type { Attachments } from './facts.ts'
import { drawLogo, embedLogo, type Logo } from './logo.ts'
import { drawFrame, drawRings, page } from './ornament.ts'
import { byteString, textString } from './pdf-string.ts'
import type { Colour, Faces } from './set-text.ts'
import { type Element, writeStructure } from './tag.ts'
import { say, type Words } from './words.ts'
import { type Beginning, writeBeginning } from './write-file.ts'

/** How all certificates of a register look; the first of their languages is that of the whole. */
export type Design = {
  readonly wordings: readonly [Words, ...Words[]]
  readonly faces: Faces
  readonly accent: Colour
  readonly logo?: Logo | undefined
}

/** A certificate on which nothing particular stands yet: the objects that all of one shape have, and places for the others. */
export type Blank = {
  readonly objects: ReadonlyMap<number, Uint8Array>
  readonly beginning: Beginning
  readonly root: number
  readonly seal: number
  readonly pages: readonly BlankPage[]
  /** Numbers of the objects that each certificate has for itself. */
  readonly slots: Readonly<Record<'metadata' | keyof Attachments, number>>
}

/** A page, its place in the parent tree's list of links, and what each certificate has on it: `picture` stands for the picture code. */
export type BlankPage = { readonly page: number; readonly linkParent: number } & Readonly<
  Record<'content' | 'link' | 'picture', number>
>

// The shapes are a handful: people and facts, languages, with the mark of a demonstration or without.
const blanks = new WeakMap<Faces, Map<string, Blank>>()

/** The blank for pages of this structure: laid out once, whatever is going to stand on it. */
export function findBlank(document: Element, design: Design): Blank {
  const made = blanks.get(design.faces) ?? new Map<string, Blank>()
  blanks.set(design.faces, made)
  const { wordings, accent, logo } = design
  const [words] = wordings
  const constants = [accent, logo?.digest, words.language, ...wordsOf(words)]
  const shape = JSON.stringify([document, ...constants], withoutText)
  const blank = made.get(shape) ?? makeBlank(document, design)
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

function makeBlank(document: Element, { wordings, faces, accent, logo }: Design): Blank {
  const [words] = wordings
  const context = PDFContext.create()
  const font = embedFaces(context, faces)
  const ref = () => context.nextRef()
  const leaves = wordings.map(() => ({ leaf: ref(), link: ref(), content: ref() }))
  const [first] = leaves
  if (!first) throw new Error('a certificate has a page')
  const [pages, sealField, seal, metadata] = [ref(), ref(), ref(), ref()]
  const files = { disclosures: ref(), leaf: ref(), proof: ref() }
  const structure = writeStructure(
    context,
    document,
    leaves.map(({ leaf }) => leaf),
    [...leaves.map(({ link }) => link), sealField],
  )
  const centre = [page.width / 2, page.height - 92] as const
  const art = `${drawFrame(accent)} ${logo ? drawLogo(logo, centre) : drawRings(accent, ...centre)}`
  const frame = context.register(context.flateStream(`/Artifact BMC ${art} EMC`))
  const resources = { Font: font, ...(logo && { XObject: { logo: embedLogo(context, logo) } }) }
  for (const [n, { leaf, link, content }] of leaves.entries()) {
    const parts = {
      Contents: [frame, content],
      Annots: n === 0 ? [link, sealField] : [link],
      StructParents: n,
      Tabs: 'S',
      Resources: resources,
    }
    const sides = [0, 0, page.width, page.height]
    context.assign(leaf, context.obj({ Type: 'Page', Parent: pages, MediaBox: sides, ...parts }))
  }
  const kids = leaves.map(({ leaf }) => leaf)
  context.assign(pages, context.obj({ Type: 'Pages', Kids: kids, Count: kids.length }))
  const parentOf = (annotation: number) => structure.parents.get(annotation) ?? 0
  // Print and Locked; nothing to see, so no appearance. It is tagged now, because an update must leave the tree alone.
  const locked = { F: 132, Rect: [0, 0, 0, 0], P: first.leaf, StructParent: parentOf(leaves.length) }
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
  const objects = listObjects(context)
  return {
    objects,
    // Up to the first object that each has for itself: the faces are most of a file.
    beginning: writeBeginning(new Map([...objects].filter(([number]) => number < first.link.objectNumber))),
    root: root.objectNumber,
    seal: seal.objectNumber,
    pages: leaves.map(({ leaf, link, content }, n) => {
      const picture = structure.alternatives[n]
      if (!picture) throw new Error('a certificate has a picture code on each page')
      return {
        page: leaf.objectNumber,
        linkParent: parentOf(n),
        content: content.objectNumber,
        link: link.objectNumber,
        picture: picture.objectNumber,
      }
    }),
    slots: {
      metadata: metadata.objectNumber,
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
