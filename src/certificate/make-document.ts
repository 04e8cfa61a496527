import { PDFDocument, PDFRef } from 'pdf-lib'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { placePlot, plotHeight, type PlotBlock } from './document-plot.ts'
import { setTable, type TableBlock } from './document-table.ts'
import { listObjects, describeCatalog } from './document-objects.ts'
import { embedFaces } from './embed-face.ts'
import { drawRule, page } from './ornament.ts'
import { breakLines, type Faces, type Mark, type Type } from './set-text.ts'
import { ink } from './statement.ts'
import { formatContent, writeStructure, type Element } from './tag.ts'
import { writeFile } from './write-file.ts'
import { formatXmp, type Title } from './xmp.ts'

/** A piece of a plain document: words, a line to write on with what stands there already, figures, or the end of a page. */
export type Block =
  | { readonly kind: 'title' | 'heading' | 'subheading' | 'text' | 'small'; readonly text: string }
  | { readonly kind: 'line'; readonly label: string; readonly text: string }
  | { readonly kind: 'break' }
  | TableBlock
  | PlotBlock

/**
 * A plain document for people to read, print and write on: A4, as many pages as it takes, tagged (ISO 14289-1,
 * ISO 32000-1 §14.7–14.8). The same blocks and metadata give the same bytes. It is not sealed.
 */
export async function makeDocument(
  blocks: readonly Block[],
  { title, language, createdAt }: Title & { readonly createdAt: string },
  faces: Faces,
): Promise<Uint8Array<ArrayBuffer>> {
  // Otherwise the library reads the clock and names itself producer.
  const document = await PDFDocument.create({ updateMetadata: false })
  const { context, catalog } = document
  const sheets = compose(blocks, faces)
  const leaves = sheets.map(() => document.addPage([page.width, page.height]))
  const pages = leaves.map((_, n): Element => ({ tag: 'Div', page: n, children: sheets[n]?.elements ?? [] }))
  const whole: Element = { tag: 'Document', children: [{ tag: 'Sect', language, children: pages }] }
  const refs = leaves.map(({ ref }) => ref)
  const { root: tree } = writeStructure(context, whole, refs)
  const contents = pages.map((sheet) => formatContent(sheet, faces))
  const fonts = context.obj(embedFaces(context, faces))
  for (const [n, leaf] of leaves.entries()) {
    const content = `/Artifact BMC ${sheets[n]?.rules.join(' ')} EMC\n${contents[n]}`
    const entries = context.obj({
      Resources: { Font: fonts },
      Contents: context.register(context.flateStream(content)),
      StructParents: n,
      Tabs: 'S',
    })
    for (const [key, value] of entries.entries()) leaf.node.set(key, value)
  }
  const xmp = formatXmp([{ title, language }], createdAt)
  const metadata = context.register(context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' }))
  const entries = context.obj(describeCatalog(context, { tree, metadata, language }))
  for (const [key, value] of entries.entries()) catalog.set(key, value)
  await document.flush()
  const { Root: root } = context.trailerInfo
  if (!(root instanceof PDFRef)) throw new Error('a document has a catalog')
  return writeFile({
    objects: listObjects(context),
    root: root.objectNumber,
    id: sha256(formatUtf8(`${title}\n${createdAt}`)).subarray(0, 16),
  }).bytes
}

const margin = 64
const measure = page.width - margin * 2
/** Where what is written on a line begins. */
const written = 230

const types = {
  title: { face: 'semibold', size: 20, leading: 26, colour: ink },
  heading: { face: 'semibold', size: 13, leading: 19, colour: ink },
  subheading: { face: 'semibold', size: 11, leading: 15.5, colour: ink },
  text: { face: 'regular', size: 11, leading: 15.5, colour: ink },
  small: { face: 'regular', size: 9, leading: 12.5, colour: ink },
  line: { face: 'regular', size: 10, leading: 26, colour: ink },
} as const satisfies Record<Exclude<Block['kind'], 'break' | 'table' | 'plot'>, Type>
const above = { title: 2, heading: 12, subheading: 8, text: 2, small: 4, line: 0 } as const
const tags = { title: 'H1', heading: 'H2', subheading: 'H3', text: 'P', small: 'P', line: 'P' } as const

type Composed = { readonly elements: Element[]; readonly rules: string[] }

/** Sets blocks one below another, and begins a page where one would not go on whole; one longer than a page is cut. */
function compose(blocks: readonly Block[], faces: Faces): readonly Composed[] {
  let sheet: Composed = { elements: [], rules: [] }
  const sheets = [sheet]
  let y = page.height - margin
  const turn = () => {
    sheet = { elements: [], rules: [] }
    sheets.push(sheet)
    y = page.height - margin
  }
  for (const block of blocks) {
    if (block.kind === 'break') {
      turn()
      continue
    }
    if (block.kind === 'plot') {
      if (y - plotHeight < margin) turn()
      sheet.elements.push(placePlot(block, faces, { x: margin, top: y, width: measure }))
      y -= plotHeight
      continue
    }
    if (block.kind === 'table') {
      const table = setTable(block, faces, measure)
      if (y - table.height < margin) turn()
      const { element, rules } = table.place(margin, y)
      sheet.elements.push(element)
      sheet.rules.push(...rules)
      y -= table.height
      continue
    }
    const type: Type = types[block.kind]
    const lines = breakLines('label' in block ? block.label : block.text, type, faces, measure).map(({ text }) => text)
    const whole = above[block.kind] + lines.length * type.leading
    if (y - whole < margin && whole <= page.height - margin * 2) turn()
    y -= above[block.kind]
    let marks: Mark[] = []
    for (const text of lines) {
      if (y - type.leading < margin) {
        sheet.elements.push({ tag: tags[block.kind], marks })
        marks = []
        turn()
      }
      y -= type.leading
      marks.push({ text, type, x: margin, y: y + type.leading * 0.28 })
    }
    if (block.kind === 'line') {
      sheet.rules.push(drawRule(margin + written, y + 4, measure - written))
      const [known] = breakLines(block.text, type, faces, measure - written)
      if (known && block.text !== '')
        marks.push({ text: known.text, type, x: margin + written, y: y + type.leading * 0.28 })
    }
    sheet.elements.push({ tag: tags[block.kind], marks })
  }
  return sheets.filter(({ elements }) => elements.length > 0)
}
