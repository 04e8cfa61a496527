import type { PDFContext, PDFObject, PDFRef } from 'pdf-lib'
import { byteString, textString } from './pdf-string.ts'
import { buildSrgbProfile } from './srgb-profile.ts'

/** The colours of a document are sRGB (ISO 32000-1 §14.11.5). */
function writeOutputIntent(context: PDFContext): PDFRef {
  const profile = context.register(context.flateStream(buildSrgbProfile(), { N: 3 }))
  return context.register(
    context.obj({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      OutputConditionIdentifier: byteString('sRGB IEC61966-2.1'),
      DestOutputProfile: profile,
    }),
  )
}

/** What every tagged document says of itself in its catalog (ISO 14289-1 §7.1; ISO 32000-1 §14.3.2, §14.7.1). */
export function describeCatalog(
  context: PDFContext,
  { tree, metadata, language }: { tree: PDFRef; metadata: PDFRef; language: string },
) {
  return {
    Metadata: metadata,
    Lang: textString(language),
    MarkInfo: { Marked: true },
    StructTreeRoot: tree,
    ViewerPreferences: { DisplayDocTitle: true },
    OutputIntents: [writeOutputIntent(context)],
  }
}

/** The bytes of every object of a document, by its number. */
export function listObjects(context: PDFContext): ReadonlyMap<number, Uint8Array> {
  return new Map(context.enumerateIndirectObjects().map(([ref, object]) => [ref.objectNumber, serialise(object)]))
}

function serialise(object: PDFObject): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes())
  object.copyBytesInto(bytes, 0)
  return bytes
}
