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
  | { readonly tag: 'Document' | 'L' | 'LI' | 'P' | 'Table' | 'TR'; readonly children: readonly Element[] }
  | { readonly tag: 'Sect'; readonly language: string; readonly children: readonly Element[] }
  | { readonly tag: 'Div'; readonly page: PDFRef; readonly children: readonly Element[] }
  | { readonly tag: 'H1' | 'H2' | 'H3' | 'P' | 'Lbl' | 'LBody' | 'TD'; readonly marks: readonly Mark[] }
  /** A heading of a table, and whether it is that of its column or its row. */
  | { readonly tag: 'TH'; readonly marks: readonly Mark[]; readonly scope: 'Column' | 'Row' }
  | { readonly tag: 'Link'; readonly marks: readonly Mark[]; readonly annotation: PDFRef }
  | {
      readonly tag: 'Figure'
      readonly path: string
      readonly alternative: string
      readonly box: Box
      readonly marks?: readonly Mark[]
    }
  | { readonly tag: 'Form'; readonly annotation: PDFRef }

/** The page's content in marked sequences, the root of its structure, and each annotation's key in the parent tree. */
export type Tagged = { readonly content: string; readonly root: PDFRef; readonly parents: ReadonlyMap<PDFRef, number> }

/** Writes elements as content and structure at once: every mark is in a tagged sequence. */
export function writeElements(context: PDFContext, pageRef: PDFRef, document: Element, faces: Faces): Tagged {
  const { contents, ...tagged } = writeTree(context, [pageRef], document, faces)
  return { ...tagged, content: contents[0] ?? '' }
}

/** Writes the elements of several pages as one document in one language; the page at place n has key n in the parent tree. */
export function writePages(
  context: PDFContext,
  pages: readonly { readonly ref: PDFRef; readonly elements: readonly Element[] }[],
  language: string,
  faces: Faces,
): { readonly contents: readonly string[]; readonly root: PDFRef } {
  const children = pages.map(({ ref, elements }): Element => ({ tag: 'Div', page: ref, children: elements }))
  const document: Element = { tag: 'Document', children: [{ tag: 'Sect', language, children }] }
  return writeTree(
    context,
    pages.map(({ ref }) => ref),
    document,
    faces,
  )
}

function writeTree(context: PDFContext, pages: readonly PDFRef[], document: Element, faces: Faces) {
  const root = context.nextRef()
  const written = pages.map((ref) => ({ ref, content: new Array<string>(), owners: new Array<PDFRef>() }))
  const [first] = written
  if (!first) throw new Error('a document has a page')
  let here = first
  const annotated: { annotation: PDFRef; owner: PDFRef }[] = []

  const writeSequence = (tag: string, owner: PDFRef, operators: string): number => {
    here.content.push(`/${tag} << /MCID ${here.owners.length} >> BDC ${operators} EMC`)
    return here.owners.push(owner) - 1
  }
  const writeAnnotation = (annotation: PDFRef, owner: PDFRef): PDFDict => {
    annotated.push({ annotation, owner })
    return context.obj({ Type: 'OBJR', Obj: annotation, Pg: here.ref })
  }
  const writeElement = (element: Element, parent: PDFRef): PDFRef => {
    if ('page' in element) here = written.find(({ ref }) => ref === element.page) ?? here
    const ref = context.nextRef()
    const dictionary = context.obj({ S: element.tag, P: parent })
    if (!('children' in element)) dictionary.set(PDFName.of('Pg'), here.ref)
    const kids: (PDFRef | PDFDict | number)[] = []
    if ('path' in element) {
      kids.push(writeSequence(element.tag, ref, element.path))
      dictionary.set(PDFName.of('Alt'), textString(element.alternative))
      dictionary.set(PDFName.of('A'), context.obj({ O: 'Layout', BBox: [...element.box], Placement: 'Block' }))
    }
    if ('scope' in element) dictionary.set(PDFName.of('A'), context.obj({ O: 'Table', Scope: element.scope }))
    if ('marks' in element) kids.push(writeSequence(element.tag, ref, formatMarks(element.marks, faces)))
    if ('annotation' in element) kids.push(writeAnnotation(element.annotation, ref))
    if ('language' in element) dictionary.set(PDFName.of('Lang'), textString(element.language))
    if ('children' in element) kids.push(...element.children.map((child) => writeElement(child, ref)))
    dictionary.set(PDFName.of('K'), context.obj(kids))
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
  return {
    contents: written.map(({ content }) => content.join('\n')),
    root,
    parents: new Map(annotated.map(({ annotation }, n) => [annotation, pages.length + n])),
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
