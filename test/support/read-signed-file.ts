import { createHash, X509Certificate } from 'node:crypto'
import { ContentInfo, SignedData, type Attribute, type SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { TSTInfo } from '@peculiar/asn1-tsp'
import * as asn1js from 'asn1js'
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFString,
  type PDFObject,
} from 'pdf-lib'

/** A signature dictionary of a file, whoever wrote it: its keys as they are written, and its CMS, if there is one. */
export type Signed = {
  readonly keys: readonly string[]
  /** Names and strings of the dictionary by key. */
  readonly said: (key: string) => string | undefined
  readonly range: readonly number[]
  readonly cms: Cms | undefined
}

/** A CMS, whether it is DER and followed by nothing but zeros, and the X.509 certificates that it brings. */
export type Cms = {
  readonly isDer: boolean
  readonly signed: SignedData
  readonly certificates: readonly X509Certificate[]
}

/** What is in a file of one signature and any time-stamps: its document security store in DER, nothing where it has none. */
export type SignedFile = {
  readonly pdf: Uint8Array
  readonly signatures: readonly Signed[]
  readonly stamps: readonly Signed[]
  readonly store: Record<'Certs' | 'CRLs' | 'OCSPs', readonly Uint8Array[]> | undefined
}

/** Reads a file by other means than it was written by: pdf-lib and asn1-cms, in any form that they take. */
export async function readSignedFile(pdf: Uint8Array): Promise<SignedFile> {
  const { context, catalog } = await PDFDocument.load(pdf, { updateMetadata: false })
  const dict = (object: PDFObject | undefined): PDFDict | undefined => {
    const found = context.lookup(object)
    return found instanceof PDFDict ? found : undefined
  }
  const list = (from: PDFDict | undefined, key: string): PDFObject[] => {
    const found = context.lookup(from?.get(PDFName.of(key)))
    return found instanceof PDFArray ? found.asArray() : []
  }
  const text = Buffer.from(pdf).toString('latin1')
  const values = list(dict(catalog.get(PDFName.of('AcroForm'))), 'Fields').flatMap((field) => {
    const value = dict(field)?.get(PDFName.of('V'))
    const dictionary = dict(value)
    return value && dictionary?.has(PDFName.of('Contents')) ? [readSigned(value, dictionary)] : []
  })

  function readSigned(value: PDFObject, dictionary: PDFDict): Signed {
    const written = value instanceof PDFRef ? findWritten(text, value) : undefined
    const contents = context.lookup(dictionary.get(PDFName.of('Contents')))
    const said = (key: string) => {
      const found = context.lookup(dictionary.get(PDFName.of(key)))
      if (found instanceof PDFName) return found.decodeText()
      return found instanceof PDFString || found instanceof PDFHexString ? found.decodeText() : undefined
    }
    return {
      keys: written ? listKeys(written) : dictionary.keys().map((key) => key.decodeText()),
      said,
      range: list(dictionary, 'ByteRange').map((number) => Number(context.lookup(number)?.toString())),
      cms: contents instanceof PDFHexString ? readCms(contents.asBytes()) : undefined,
    }
  }

  const store = dict(catalog.get(PDFName.of('DSS')))
  const read = (key: string) => list(store, key).flatMap((one) => readStream(context.lookup(one)) ?? [])
  const isStamp = ({ said }: Signed) => said('Type') === 'DocTimeStamp'
  return {
    pdf,
    signatures: values.filter((value) => !isStamp(value)),
    stamps: values.filter(isStamp),
    store: store && { Certs: read('Certs'), CRLs: read('CRLs'), OCSPs: read('OCSPs') },
  }
}

/** A token: what it was asked to stamp, by which hash, and when it did. */
export function readToken({ signed }: Cms) {
  const content = signed.encapContentInfo.eContent?.single
  const { messageImprint, genTime } = AsnConvert.parse(content?.buffer ?? new ArrayBuffer(), TSTInfo)
  return {
    at: genTime,
    isOver: (bytes: Uint8Array) =>
      digest(messageImprint.hashAlgorithm.algorithm, bytes).equals(octets(messageImprint.hashedMessage)),
  }
}

/** Bytes by the hash of an object identifier: SHA-1 and SHA-2 (RFC 5754 §2). */
export function digest(algorithm: string, bytes: Uint8Array): Buffer {
  const [name] = Object.entries(hashes).find(([, oid]) => oid === algorithm) ?? []
  return name ? createHash(name).update(bytes).digest() : Buffer.alloc(0)
}

export const hashes = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
}

export function octets(value: OctetString | ArrayBuffer): Buffer {
  return Buffer.from(value instanceof OctetString ? value.buffer : value)
}

/** A CMS out of a place that is larger than it. */
export function readCms(reserved: Uint8Array): Cms | undefined {
  const bytes = Uint8Array.from(reserved)
  const { offset, result } = asn1js.fromBER(bytes)
  if (offset === -1) return undefined
  const outer = AsnConvert.parse(bytes.slice(0, offset), ContentInfo)
  if (outer.contentType !== '1.2.840.113549.1.7.2') return undefined
  const signed = AsnConvert.parse(outer.content, SignedData)
  const certificates = (signed.certificates ?? []).flatMap(({ certificate }) =>
    certificate ? [new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)))] : [],
  )
  return { isDer: isDefinite(result) && bytes.subarray(offset).every((byte) => byte === 0), signed, certificates }
}

/** Those attributes of a signer that are of a kind. */
export function attributesOf(attributes: readonly Attribute[] | undefined, kind: string): readonly Attribute[] {
  return (attributes ?? []).filter(({ attrType }) => attrType === kind)
}

/** The X.509 certificate that a signer names, by issuer and serial number or by key. */
export function findSigner({ sid }: SignerInfo, certificates: readonly X509Certificate[]): X509Certificate | undefined {
  const serial = sid.issuerAndSerialNumber && octets(sid.issuerAndSerialNumber.serialNumber).toString('hex')
  const key = sid.subjectKeyIdentifier && octets(sid.subjectKeyIdentifier).toString('hex')
  const without = (hex: string) => hex.toLowerCase().replace(/^(00)+/, '')
  return certificates.find(({ serialNumber, raw }) =>
    serial === undefined ? raw.toString('hex').includes(key ?? '-') : without(serialNumber) === without(serial),
  )
}

function readStream(object: PDFObject | undefined): Uint8Array | undefined {
  return object instanceof PDFRawStream ? decodePDFRawStream(object).decode() : undefined
}

/** What a file last says of an object, if it does so outside an object stream. */
function findWritten(text: string, { objectNumber, generationNumber }: PDFRef): string | undefined {
  const opening = new RegExp(`(?<!\\d)${objectNumber} ${generationNumber} obj\\b`, 'g')
  const at = Array.from(text.matchAll(opening), ({ index }) => index).at(-1)
  return at === undefined ? undefined : text.slice(at, text.indexOf('endobj', at))
}

/** The keys of a dictionary as they are written, one twice where it is there twice. */
function listKeys(object: string): readonly string[] {
  let flat = object.slice(object.indexOf('<<') + 2, object.lastIndexOf('>>'))
  flat = flat.replaceAll(/\((?:[^()\\]|\\[^])*\)|<[\da-fA-F\s]*>(?!>)/g, ' 0 ')
  for (let before = ''; before !== flat;) {
    before = flat
    flat = flat.replaceAll(/<<[^<>[\]]*>>|\[[^<>[\]]*\]/g, ' 0 ')
  }
  const parts = flat.replaceAll(/\d+ \d+ R\b/g, ' 0 ').match(/\/[^\s/]*|[^\s/]+/g) ?? []
  return parts.filter((_, n) => n % 2 === 0).map((key) => key.slice(1))
}

function isDefinite(block: asn1js.BaseBlock): boolean {
  const { valueBlock, lenBlock } = block
  const inside: unknown = 'value' in valueBlock ? valueBlock.value : []
  return (
    !lenBlock.isIndefiniteForm &&
    (!Array.isArray(inside) || inside.every((one) => !(one instanceof asn1js.BaseBlock) || isDefinite(one)))
  )
}
