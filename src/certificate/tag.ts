import { PDFName, PDFNumber, type PDFContext, type PDFObject, type PDFRef } from 'pdf-lib'
import { codesOf } from './face.ts'
import { fill, number } from './ornament.ts'
import { textString } from './pdf-string.ts'
import type { Faces, Mark } from './set-text.ts'

/** A rectangle: left, bottom, right, top. */
export type Box = readonly [number, number, number, number]

/** What a reader meets, in reading order (ISO 32000-1 §14.7–14.8): standard structure types only. */
export type Element =
  | { readonly tag: 'Document' | 'L' | 'LI' | 'P' | 'Table' | 'TR'; readonly children: readonly Element[] }
  /** What follows, up to the next of these, stands on the page with this number, counted from 0. */
  | { readonly tag: 'Sect'; readonly language: string; readonly page?: number; readonly children: readonly Element[] }
  | { readonly tag: 'Div'; readonly page: number; readonly children: readonly Element[] }
  | { readonly tag: 'H1' | 'H2' | 'H3' | 'P' | 'Lbl' | 'LBody' | 'TD'; readonly marks: readonly Mark[] }
  /** A heading of a table, and whether it is that of its column or its row. */
  | { readonly tag: 'TH'; readonly marks: readonly Mark[]; readonly scope: 'Column' | 'Row' }
  | { readonly tag: 'Link'; readonly marks: readonly Mark[]; readonly annotation: number }
  | {
      readonly tag: 'Figure'
      readonly path: string
      readonly alternative: string
      readonly box: Box
      readonly marks?: readonly Mark[]
    }
  /** An annotation, by its place among those of the document. */
  | { readonly tag: 'Form'; readonly annotation: number }

/** Where a structure begins, each annotation's key in its parent tree, and what stands for each figure where it is not seen. */
export type Structure = {
  readonly root: PDFRef
  readonly parents: ReadonlyMap<number, number>
  readonly alternatives: readonly PDFRef[]
}

/** Writes the structure of pages; the one at place n has key n in the parent tree. {@link formatContent} draws what it refers to. */
export function writeStructure(
  context: PDFContext,
  document: Element,
  pages: readonly PDFRef[],
  annotations: readonly PDFRef[] = [],
): Structure {
  const root = context.nextRef()
  const written = pages.map((ref) => ({ ref, owners: new Array<PDFRef>() }))
  const [first] = written
  if (!first) throw new Error('a document has a page')
  let here = first
  const annotated: { annotation: number; owner: PDFRef }[] = []
  const alternatives: PDFRef[] = []

  const writeElement = (element: Element, parent: PDFRef): PDFRef => {
    if ('page' in element) here = written[element.page ?? 0] ?? here
    const ref = context.nextRef()
    const dictionary = context.obj({ S: element.tag, P: parent })
    if (!('children' in element)) dictionary.set(PDFName.of('Pg'), here.ref)
    const kids: PDFObject[] = partsOf(element).map(() => PDFNumber.of(here.owners.push(ref) - 1))
    if ('path' in element) {
      const alternative = context.register(textString(element.alternative))
      alternatives.push(alternative)
      dictionary.set(PDFName.of('Alt'), alternative)
      dictionary.set(PDFName.of('A'), context.obj({ O: 'Layout', BBox: [...element.box], Placement: 'Block' }))
    }
    if ('scope' in element) dictionary.set(PDFName.of('A'), context.obj({ O: 'Table', Scope: element.scope }))
    if ('annotation' in element) {
      annotated.push({ annotation: element.annotation, owner: ref })
      kids.push(context.obj({ Type: 'OBJR', Obj: annotations[element.annotation] ?? null, Pg: here.ref }))
    }
    if ('language' in element) dictionary.set(PDFName.of('Lang'), textString(element.language))
    if ('children' in element) kids.push(...element.children.map((child) => writeElement(child, ref)))
    const [only, ...others] = kids
    dictionary.set(PDFName.of('K'), only && others.length === 0 ? only : context.obj(kids))
    context.assign(ref, dictionary)
    return ref
  }

  const top = writeElement(document, root)
  // First a key for each page, with an element for each sequence; then one for each annotation.
  const numbers = [
    ...written.flatMap(({ owners }, n) => [n, context.obj(owners)]),
    ...annotated.flatMap(({ owner }, n) => [pages.length + n, owner]),
  ]
  const parentTree = context.register(context.obj({ Nums: numbers }))
  const next = pages.length + annotated.length
  context.assign(
    root,
    context.obj({ Type: 'StructTreeRoot', K: [top], ParentTree: parentTree, ParentTreeNextKey: next }),
  )
  return { root, parents: new Map(annotated.map(({ annotation }, n) => [annotation, pages.length + n])), alternatives }
}

/** What one page draws and sets: every mark is in a sequence that is tagged, in the order of {@link writeStructure}. */
export function formatContent(sheet: Element, faces: Faces): string {
  const content: string[] = []
  const format = (element: Element): void => {
    for (const part of partsOf(element)) {
      const operators = typeof part === 'string' ? part : formatMarks(part, faces)
      content.push(`/${element.tag} << /MCID ${content.length} >> BDC ${operators} EMC`)
    }
    if ('children' in element) element.children.forEach(format)
  }
  format(sheet)
  return content.join('\n')
}

/** What is drawn for an element itself, each part in a sequence of its own: a path, marks, both or neither. */
function partsOf(element: Element): readonly (string | readonly Mark[])[] {
  const path = 'path' in element ? [element.path] : []
  return 'marks' in element && element.marks ? [...path, element.marks] : path
}

function formatMarks(marks: readonly Mark[], faces: Faces): string {
  const lines = marks.map(({ text, type, x, y }) => {
    const font = `/${type.face} ${number(type.size)} Tf ${fill(type.colour)}`
    return `${font} 1 0 0 1 ${number(x)} ${number(y)} Tm <${codesOf(text, faces[type.face])}> Tj`
  })
  return `BT ${lines.join(' ')} ET`
}
