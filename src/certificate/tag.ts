import { PDFName, type PDFContext, type PDFDict, type PDFRef } from 'pdf-lib'
import { glyphsOf } from './face.ts'
import { fill, number } from './ornament.ts'
import { textString } from './pdf-string.ts'
import type { Faces, Mark } from './set-text.ts'
import { formatCode } from './to-unicode.ts'

/** A rectangle: left, bottom, right, top. */
export type Box = readonly [number, number, number, number]

/** What a reader meets, in reading order (ISO 32000-1 §14.7–14.8): standard structure types only. */
export type Element =
  | { readonly tag: 'Document' | 'L' | 'LI' | 'P'; readonly children: readonly Element[] }
  | { readonly tag: 'Sect'; readonly language: string; readonly children: readonly Element[] }
  | { readonly tag: 'H1' | 'P' | 'Lbl' | 'LBody'; readonly marks: readonly Mark[] }
  | { readonly tag: 'Link'; readonly marks: readonly Mark[]; readonly annotation: PDFRef }
  | { readonly tag: 'Figure'; readonly path: string; readonly alternative: string; readonly box: Box }
  | { readonly tag: 'Form'; readonly annotation: PDFRef }

/** The page's content in marked sequences, the root of its structure, and each annotation's key in the parent tree. */
export type Tagged = { readonly content: string; readonly root: PDFRef; readonly parents: ReadonlyMap<PDFRef, number> }

/** Writes elements as content and structure at once: every mark is in a tagged sequence. */
export function writeElements(context: PDFContext, pageRef: PDFRef, document: Element, faces: Faces): Tagged {
  const root = context.nextRef()
  const content: string[] = []
  const owners: PDFRef[] = []
  const annotated: { annotation: PDFRef; owner: PDFRef }[] = []

  const writeSequence = (tag: string, owner: PDFRef, operators: string): number => {
    content.push(`/${tag} << /MCID ${owners.length} >> BDC ${operators} EMC`)
    return owners.push(owner) - 1
  }
  const writeAnnotation = (annotation: PDFRef, owner: PDFRef): PDFDict => {
    annotated.push({ annotation, owner })
    return context.obj({ Type: 'OBJR', Obj: annotation, Pg: pageRef })
  }
  const writeElement = (element: Element, parent: PDFRef): PDFRef => {
    const ref = context.nextRef()
    const dictionary = context.obj({ S: element.tag, P: parent })
    if (!('children' in element)) dictionary.set(PDFName.of('Pg'), pageRef)
    const kids: (PDFRef | PDFDict | number)[] = []
    if ('path' in element) {
      kids.push(writeSequence(element.tag, ref, element.path))
      dictionary.set(PDFName.of('Alt'), textString(element.alternative))
      dictionary.set(PDFName.of('A'), context.obj({ O: 'Layout', BBox: [...element.box], Placement: 'Block' }))
    }
    if ('marks' in element) kids.push(writeSequence(element.tag, ref, formatMarks(element.marks, faces)))
    if ('annotation' in element) kids.push(writeAnnotation(element.annotation, ref))
    if ('language' in element) dictionary.set(PDFName.of('Lang'), textString(element.language))
    if ('children' in element) kids.push(...element.children.map((child) => writeElement(child, ref)))
    dictionary.set(PDFName.of('K'), context.obj(kids))
    context.assign(ref, dictionary)
    return ref
  }

  const top = writeElement(document, root)
  // Key 0 is the page with an element for each sequence; then one key for each annotation.
  const numbers = [0, context.obj(owners), ...annotated.flatMap(({ owner }, n) => [n + 1, owner])]
  const parentTree = context.register(context.obj({ Nums: numbers }))
  const next = annotated.length + 1
  context.assign(
    root,
    context.obj({ Type: 'StructTreeRoot', K: [top], ParentTree: parentTree, ParentTreeNextKey: next }),
  )
  return {
    content: content.join('\n'),
    root,
    parents: new Map(annotated.map(({ annotation }, n) => [annotation, n + 1])),
  }
}

function formatMarks(marks: readonly Mark[], faces: Faces): string {
  const lines = marks.map(({ text, type, x, y }) => {
    const codes = glyphsOf(text, faces[type.face]).map(formatCode).join('')
    const font = `/${type.face} ${number(type.size)} Tf ${fill(type.colour)}`
    return `${font} 1 0 0 1 ${number(x)} ${number(y)} Tm <${codes}> Tj`
  })
  return `BT ${lines.join(' ')} ET`
}
