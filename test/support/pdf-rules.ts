import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFString,
  type PDFObject,
} from 'pdf-lib'

/** The rules of PDF/A-3 level A (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) that a file of ours could break, and does. */
export async function brokenRules(pdf: Uint8Array): Promise<string[]> {
  const file = await readFile(pdf)
  return Object.entries(rules).flatMap(([rule, holds]) => (holds(file) ? [] : [rule]))
}

type File = Awaited<ReturnType<typeof readFile>>

const rules: Record<string, (file: File) => boolean> = {
  'A 6.1.3 the trailer has an identifier, and neither encryption nor an Info dictionary': ({
    context: { trailerInfo },
  }) => trailerInfo.ID !== undefined && trailerInfo.Encrypt === undefined && trailerInfo.Info === undefined,
  'A 6.1.7 and 6.1.13 names, strings and filters are within what is allowed': ({ all, text }) =>
    !/LZWDecode|\/Crypt/.test(text) && all.every((one) => !isString(one) || one.asBytes().length <= 32_767),
  'A 6.1.12 permissions are DocMDP alone, without digests': ({ entries, catalog, text }) =>
    entries(catalog, 'Perms').join() === 'DocMDP' && !/\/Digest(Method|Value|Location)/.test(text),
  'A 6.2.2 one output intent, of three components': ({ dict, list, catalog, context }) => {
    const intents = list(catalog, 'OutputIntents').map(dict)
    const profile = context.lookup(intents[0]?.get(PDFName.of('DestOutputProfile')))
    return (
      intents.length === 1 &&
      intents[0]?.get(PDFName.of('S')) === PDFName.of('GTS_PDFA1') &&
      profile instanceof PDFRawStream &&
      profile.dict.get(PDFName.of('N'))?.toString() === '3'
    )
  },
  'A 6.2.4 and 6.2.5 nothing is painted but text, paths and pictures in RGB or grey': ({ operators, all }) =>
    operators.every((operator) => painting.has(operator)) &&
    all
      .flatMap((one) => (one instanceof PDFDict && one.get(PDFName.of('Subtype')) === PDFName.of('Image') ? [one] : []))
      .every(
        (one) =>
          /^\/Device(RGB|Gray)$/.test(one.get(PDFName.of('ColorSpace'))?.toString() ?? '') &&
          !['SMask', 'Mask', 'Interpolate', 'Alternates'].some((key) => one.has(PDFName.of(key))),
      ),
  'A 6.2.11, UA 7.21.4 faces are embedded whole, as they are': ({ fonts, text }) =>
    fonts.length > 0 &&
    fonts.every(({ descendant, descriptor }) => {
      const isIdentity = descendant.get(PDFName.of('CIDToGIDMap')) === PDFName.of('Identity')
      return isIdentity && descriptor.has(PDFName.of('FontFile2'))
    }) &&
    !/\/Type3|\/CIDSet/.test(text),
  'A 6.2.11.7, UA 7.21.7 every glyph that is shown has a character, and none is missing': ({ shown, fonts }) =>
    [...shown].every((code) => code !== '0000' && fonts.every(({ codes }) => codes.has(code))),
  'A 6.3, UA 7.18.1 annotations are links and widgets that print and are tagged, or fields outside the page': ({
    annotations,
    pages,
    number,
    list,
    elementOf,
  }) => {
    const isOutside = (one: PDFDict) => list(one, 'Rect').every((edge) => Number(edge.toString()) < 0)
    const owners: Record<string, string> = { '/Link': '/Link', '/Widget': '/Form' }
    return (
      annotations.filter((one) => !isOutside(one)).length === pages.length + 1 &&
      annotations.every((one) => {
        const flags = number(one, 'F')
        const kind = one.get(PDFName.of('Subtype'))?.toString() ?? ''
        const owner = elementOf(number(one, 'StructParent'))?.get(PDFName.of('S'))?.toString()
        const isOwned = isOutside(one) ? kind === '/Widget' && owner === undefined : owners[kind] === owner
        return (flags & 4) === 4 && (flags & 0b100011) === 0 && isOwned
      })
    )
  },
  'UA 7.18.4 and 7.18.5 links and fields say what they are': ({ annotations }) =>
    annotations.every((one) => one.has(PDFName.of('Contents')) || one.has(PDFName.of('TU'))),
  'UA 7.18.3 tabs go by structure': ({ pages }) =>
    pages.every(({ page }) => page.get(PDFName.of('Tabs')) === PDFName.of('S')),
  'A 6.4.1 a field has no action, and appearances are not asked for': ({ annotations, text }) =>
    annotations.every((one) => !one.has(PDFName.of('AA'))) && !/NeedAppearances|\/XFA/.test(text),
  'A 6.5 the only action is to open an address': ({ text, pages }) =>
    !/\/(JavaScript|JS|Launch|GoToR|SubmitForm|ImportData|OpenAction|AA|Named)\b/.test(text) &&
    (text.match(/\/S \/URI/g) ?? []).length === pages.length,
  'A 6.6.2, UA 5 and 7.1 the metadata are open, claim both standards and bring the title': ({ metadata, xmp }) =>
    !metadata.dict.has(PDFName.of('Filter')) &&
    xmp.includes('<pdfaid:part>3</pdfaid:part>') &&
    xmp.includes('<pdfaid:conformance>A</pdfaid:conformance>') &&
    xmp.includes('<pdfuaid:part>1</pdfuaid:part>') &&
    /<dc:title><rdf:Alt>\n<rdf:li xml:lang="x-default">[^<]+</.test(xmp),
  'A 6.6.2.3 what PDF/A does not know of itself is described': ({ xmp }) =>
    xmp.includes('<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<') &&
    xmp.includes('<pdfaProperty:name>part<'),
  'A 6.7, UA 7.1 the document is tagged, and its title is shown': ({ dict, catalog }) =>
    dict(catalog.get(PDFName.of('MarkInfo')))
      ?.get(PDFName.of('Marked'))
      ?.toString() === 'true' &&
    dict(catalog.get(PDFName.of('ViewerPreferences')))
      ?.get(PDFName.of('DisplayDocTitle'))
      ?.toString() === 'true',
  'UA 7.1 everything on the page is in a sequence that is tagged, or an artifact': ({ pages }) =>
    pages.every(({ content }) => isAllMarked(content)),
  'UA 7.1 every sequence has its element, and every element its sequences': ({ pages, kidsOf, dict }) =>
    pages.every(({ page, content, owners }) => {
      const numbers = Array.from(content.matchAll(/\/MCID (\d+)/g), ([, mcid]) => Number(mcid))
      return (
        numbers.join() === owners.map((_, n) => n).join() &&
        owners.every((owner) => dict(owner.get(PDFName.of('Pg'))) === page) &&
        owners.every((owner, n) => kidsOf(owner).some((kid) => kid instanceof PDFNumber && kid.asNumber() === n))
      )
    }),
  'UA 7.2 the language is told': ({ catalog, elements }) =>
    catalog.has(PDFName.of('Lang')) && elements.some((one) => one.has(PDFName.of('Lang'))),
  'UA 7.3 figures have words instead': ({ elements, context }) =>
    elements
      .filter((one) => tagOf(one) === 'Figure')
      .every((one) => isString(context.lookup(one.get(PDFName.of('Alt')))) && one.has(PDFName.of('A'))),
  'UA 7.4 the first heading is of the first level': ({ elements }) =>
    elements.map(tagOf).find((tag) => /^H\d$/.test(tag)) === 'H1',
  'UA 7.6 a list has items, each a label and a body': ({ elements, kidsOf }) =>
    elements
      .filter((one) => tagOf(one) === 'LI')
      .every(
        (one) =>
          kidsOf(one)
            .map((kid) => (kid instanceof PDFDict ? tagOf(kid) : ''))
            .join() === 'Lbl,LBody',
      ),
  'A 6.8, UA 7.11 attached files have both names, a type and a relationship, and belong to the document': (file) =>
    file.specifications.length === 3 &&
    file.list(file.catalog, 'AF').length === 3 &&
    file.specifications.every((one) => {
      const stream = file.context.lookup(file.dict(one.get(PDFName.of('EF')))?.get(PDFName.of('F')))
      const isTyped = stream instanceof PDFRawStream && stream.dict.has(PDFName.of('Subtype'))
      return isTyped && ['F', 'UF', 'Desc', 'AFRelationship'].every((key) => one.has(PDFName.of(key)))
    }),
}

const painting = new Set('q Q cm w d J re m l c h f S rg RG g Do BT ET Tf Tm Tj BDC BMC EMC'.split(' '))

async function readFile(pdf: Uint8Array) {
  const { context, catalog } = await PDFDocument.load(pdf, { updateMetadata: false })
  const dict = (object: PDFObject | undefined): PDFDict | undefined => {
    const found = context.lookup(object)
    return found instanceof PDFDict ? found : undefined
  }
  const list = (from: PDFDict | undefined, key: string): PDFObject[] => {
    const found = context.lookup(from?.get(PDFName.of(key)))
    return found instanceof PDFArray ? found.asArray() : []
  }
  const number = (from: PDFDict, key: string): number => Number(from.get(PDFName.of(key))?.toString())
  const entries = (from: PDFDict, key: string): string[] =>
    (dict(from.get(PDFName.of(key)))?.keys() ?? []).map((name) => name.decodeText())
  const dicts = (objects: readonly PDFObject[]): PDFDict[] => objects.flatMap((one) => dict(one) ?? [])
  const kidsOf = (element: PDFDict): PDFObject[] => {
    const kids = context.lookup(element.get(PDFName.of('K')))
    return (kids instanceof PDFArray ? kids.asArray() : [kids]).flatMap((kid) => context.lookup(kid) ?? [])
  }
  const decode = (object: PDFObject | undefined): string => {
    const stream = context.lookup(object)
    if (!(stream instanceof PDFRawStream)) throw new Error('not a stream')
    return new TextDecoder('latin1').decode(decodePDFRawStream(stream).decode())
  }

  const leaves = dicts(list(dict(catalog.get(PDFName.of('Pages'))), 'Kids'))
  const [page] = leaves
  const metadata = context.lookup(catalog.get(PDFName.of('Metadata')))
  if (!page || !(metadata instanceof PDFRawStream)) throw new Error('a file has a page and metadata')
  const called = dict(dict(page.get(PDFName.of('Resources')))?.get(PDFName.of('Font')))
  const fonts = dicts(called?.values() ?? []).map((font) => {
    const [descendant = font] = dicts(list(font, 'DescendantFonts'))
    const codes = decode(font.get(PDFName.of('ToUnicode'))).matchAll(/^<([0-9a-f]{4})> <[0-9a-f]+>$/gm)
    const descriptor = dict(descendant.get(PDFName.of('FontDescriptor'))) ?? font
    return { descendant, descriptor, codes: new Set(Array.from(codes, ([, code]) => code ?? '')) }
  })
  const numbers = list(dict(dict(catalog.get(PDFName.of('StructTreeRoot')))?.get(PDFName.of('ParentTree'))), 'Nums')
  const pages = leaves.map((leaf) => ({
    page: leaf,
    content: list(leaf, 'Contents').map(decode).join('\n'),
    owners: dicts(asList(context.lookup(numbers[number(leaf, 'StructParents') * 2 + 1]))),
  }))
  const content = pages.map((one) => one.content).join('\n')
  const all = context.enumerateIndirectObjects().flatMap(([, object]) => [...within(object)])
  const shown = Array.from(content.matchAll(/<([0-9a-f]*)> Tj/g), ([, codes = '']) => codes.match(/.{4}/g) ?? [])
  return {
    context,
    catalog,
    pages,
    fonts,
    metadata,
    all,
    dict,
    list,
    number,
    entries,
    kidsOf,
    xmp: new TextDecoder().decode(metadata.contents),
    text: context
      .enumerateIndirectObjects()
      .map(([, object]) => (object instanceof PDFRawStream ? object.dict : object).toString())
      .join('\n'),
    shown: new Set(shown.flat()),
    operators: content.replaceAll(/<<.*?>>|<[0-9a-f]*>|\[.*?\]|\/\w+/g, ' ').match(/[A-Za-z*'"]+/g) ?? [],
    annotations: leaves.flatMap((leaf) => dicts(list(leaf, 'Annots'))),
    elementOf: (key: number) =>
      dict(numbers[numbers.findIndex((one, n) => n % 2 === 0 && one.toString() === `${key}`) + 1]),
    elements: all.flatMap((one) => (one instanceof PDFDict && isElement(one) ? [one] : [])),
    specifications: all.flatMap((one) => (one instanceof PDFDict && typeOf(one) === '/Filespec' ? [one] : [])),
  }
}

/** Between the end of one sequence and the beginning of the next, nothing is painted; none is inside another. */
function isAllMarked(content: string): boolean {
  const outside = content.replaceAll(/\/\w+ (?:BMC|<< \/MCID \d+ >> BDC) (?:(?!BMC|BDC)[^])*? ?EMC/g, '')
  return outside.trim() === ''
}

function* within(object: PDFObject): Iterable<PDFObject> {
  yield object
  if (object instanceof PDFRawStream) yield* within(object.dict)
  if (object instanceof PDFArray) for (const one of object.asArray()) yield* within(one)
  if (object instanceof PDFDict) for (const one of object.values()) yield* within(one)
}

function asList(object: PDFObject | undefined): PDFObject[] {
  return object instanceof PDFArray ? object.asArray() : []
}

function isString(object: PDFObject | undefined): object is PDFString | PDFHexString {
  return object instanceof PDFString || object instanceof PDFHexString
}

function isElement(one: PDFDict): boolean {
  return one.get(PDFName.of('P')) instanceof PDFRef && one.has(PDFName.of('K')) && one.has(PDFName.of('S'))
}

function tagOf(element: PDFDict): string {
  return element.get(PDFName.of('S'))?.toString().slice(1) ?? ''
}

function typeOf(one: PDFDict): string | undefined {
  return one.get(PDFName.of('Type'))?.toString()
}
