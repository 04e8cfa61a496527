import type { PDFContext, PDFObject, PDFRef } from 'pdf-lib'
import { byteString } from './pdf-string.ts'
import { buildSrgbProfile } from './srgb-profile.ts'

/** The colours of a document are sRGB (ISO 32000-1 §14.11.5). */
export function writeOutputIntent(context: PDFContext): PDFRef {
  const profile = context.register(context.flateStream(buildSrgbProfile(), { N: 3 }))
  return context.register(
    context.obj({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      OutputConditionIdentifier: byteString('sRGB IEC61966-2.1'),
      Info: byteString('sRGB IEC61966-2.1'),
      DestOutputProfile: profile,
    }),
  )
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
