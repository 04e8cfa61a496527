import { AFRelationship, PDFDocument, PDFRef } from 'pdf-lib'
import { londonDay, millisecondsOf, parseInstant } from '../core/day.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { composePage, type Style } from './compose-page.ts'
import { listObjects, describeCatalog } from './document-objects.ts'
import { embedFace } from './embed-face.ts'
import type { Attachments, CertificateFacts } from './facts.ts'
import { page } from './ornament.ts'
import { byteString, textString } from './pdf-string.ts'
import type { Base } from './seal.ts'
import { nameEdition } from './statement.ts'
import { writeElements } from './tag.ts'
import { say } from './words.ts'
import { formatXmp } from './xmp.ts'

/**
 * Lays a certificate out as PDF objects that lack only the seal: one tagged page, its metadata and its associated files
 * (ISO 32000-1 §14.7–14.8, ISO 14289-1, ISO 19005-3).
 */
export async function layOut(
  facts: CertificateFacts,
  attachments: Attachments,
  sealedAt: string,
  style: Style,
): Promise<Base> {
  // Otherwise the library reads the clock and names itself producer.
  const document = await PDFDocument.create({ updateMetadata: false })
  const { context } = document
  const leaf = document.addPage([page.width, page.height])
  const [link, sealField, seal] = [context.nextRef(), context.nextRef(), context.nextRef()]

  const { instant, sealedOn } = readInstant(sealedAt)
  const composed = composePage(facts, sealedOn, style, { link, seal: sealField })
  const tagged = writeElements(context, leaf.ref, composed.document, style.faces)
  const content = context.flateStream(`/Artifact BMC ${composed.ornaments} EMC\n${tagged.content}`)
  const entries = context.obj({
    Resources: {
      Font: {
        regular: embedFace(context, style.faces.regular, 'CRCERT+RegisterSans'),
        semibold: embedFace(context, style.faces.semibold, 'CRCERT+RegisterSans-Bold'),
      },
    },
    Contents: context.register(content),
    Annots: [link, sealField],
    StructParents: 0,
    Tabs: 'S',
  })
  for (const [key, value] of entries.entries()) leaf.node.set(key, value)

  context.assign(
    link,
    context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [...composed.linkBox],
      Border: [0, 0, 0],
      F: 4,
      P: leaf.ref,
      Contents: textString(say(style.words, 'link', {})),
      A: { S: 'URI', URI: byteString(facts.address) },
      StructParent: tagged.parents.get(link) ?? 0,
    }),
  )
  // Print and Locked; nothing to see, so no appearance. It is tagged now, because an update must leave the tree alone.
  context.assign(
    sealField,
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: byteString('seal'),
      TU: textString(say(style.words, 'seal.field', {})),
      V: seal,
      Rect: [0, 0, 0, 0],
      F: 132,
      P: leaf.ref,
      StructParent: tagged.parents.get(sealField) ?? 0,
    }),
  )

  await attach(document, attachments, instant, style)
  setCatalog(document, { tree: tagged.root, seal, sealField }, describe(facts, sealedAt, style))
  const { Root: root } = context.trailerInfo
  if (!(root instanceof PDFRef)) throw new Error('a document has a catalog')
  return {
    objects: listObjects(context),
    root: root.objectNumber,
    seal: seal.objectNumber,
    // From the reference rather than from chance: the same certificate is the same document.
    id: sha256(formatUtf8(facts.reference)).subarray(0, 16),
  }
}

type CatalogRefs = { readonly tree: PDFRef; readonly seal: PDFRef; readonly sealField: PDFRef }

function setCatalog(document: PDFDocument, { tree, seal, sealField }: CatalogRefs, { xmp, language }: Described): void {
  const { context, catalog } = document
  const entries = context.obj({
    ...describeCatalog(context, { tree, xmp, language }),
    AcroForm: { Fields: [sealField], SigFlags: 3 },
    Perms: { DocMDP: seal },
    Extensions: { ESIC: { BaseVersion: '1.7', ExtensionLevel: 1 } },
  })
  for (const [key, value] of entries.entries()) catalog.set(key, value)
}

type Described = { readonly xmp: Uint8Array; readonly language: string }

function describe(facts: CertificateFacts, createdAt: string, { words }: Style): Described {
  const { reference, body } = facts
  const title = say(words, 'title', { reference, body, edition: nameEdition(facts, words) })
  return { language: words.language, xmp: formatXmp({ title, language: words.language, createdAt }) }
}

/** Associated files in ascending order of name, which the library does not see to (ISO 32000-1 §7.9.6, ISO 19005-3 §6.8). */
async function attach(document: PDFDocument, files: Attachments, at: Date, { words }: Style): Promise<void> {
  const dates = { creationDate: at, modificationDate: at }
  const { Data, Supplement } = AFRelationship
  await document.attach(files.disclosures, 'disclosures.json', {
    ...dates,
    mimeType: 'application/json',
    description: say(words, 'attachment.disclosures', {}),
    afRelationship: Data,
  })
  await document.attach(files.leaf, 'leaf.json', {
    ...dates,
    mimeType: 'application/json',
    description: say(words, 'attachment.leaf', {}),
    afRelationship: Data,
  })
  await document.attach(files.proof, 'leaf.tlog-proof', {
    ...dates,
    mimeType: 'text/plain',
    description: say(words, 'attachment.proof', {}),
    afRelationship: Supplement,
  })
  await document.flush()
}

function readInstant(text: string): { instant: Date; sealedOn: string } {
  const instant = parseInstant(text)
  return { instant: new Date(millisecondsOf(instant)), sealedOn: londonDay(instant) }
}
