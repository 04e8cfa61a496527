import { Attribute, ContentInfo, SignedData, type SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert } from '@peculiar/asn1-schema'
import * as asn1js from 'asn1js'
import { readSeal } from './read-seal.ts'

/** A file with another CMS in its gap. */
export function withSeal(pdf: Uint8Array, cms: Uint8Array): Uint8Array<ArrayBuffer> {
  const [, gap, gapEnd] = readSeal(pdf).range
  const hex = Buffer.from(cms).toString('hex')
  if (hex.length > gapEnd - gap - 2) throw new Error('the seal does not fit')
  const whole = Uint8Array.from(pdf)
  whole.set(Buffer.from(hex.padEnd(gapEnd - gap - 2, '0')), gap + 1)
  return whole
}

/**
 * A file with something else in the CMS of its seal, whose signature is not good any more. The root is left out: there is no
 * more room than ours needs.
 */
export function withChangedCms(
  pdf: Uint8Array,
  change: (signed: SignedData, signer: SignerInfo, attributes: Attribute[]) => void,
  compare = (a: Attribute, b: Attribute) => Buffer.compare(encode(a), encode(b)),
): Uint8Array<ArrayBuffer> {
  const outer = AsnConvert.parse(readSeal(pdf).cms, ContentInfo)
  const signed = AsnConvert.parse(outer.content, SignedData)
  const [signer] = signed.signerInfos
  if (!signer?.signedAttrs || !signed.certificates) throw new Error('the seal has attributes and X.509 certificates')
  const isRoot = ({ certificate }: (typeof signed.certificates)[number]) =>
    certificate?.tbsCertificate.serialNumber.byteLength === 1
  signed.certificates.splice(signed.certificates.findIndex(isRoot), 1)
  change(signed, signer, signer.signedAttrs)
  // DER orders a SET OF by what its elements are encoded as.
  signer.signedAttrs.sort(compare)
  outer.content = AsnConvert.serialize(signed)
  return withSeal(pdf, new Uint8Array(AsnConvert.serialize(outer)))
}

function encode(one: Attribute): Buffer {
  return Buffer.from(AsnConvert.serialize(one))
}

/** An attribute of a kind with any value. */
export function attribute(attrType: string, value: asn1js.BaseBlock = new asn1js.Null()): Attribute {
  return new Attribute({ attrType, attrValues: [value.toBER()] })
}
