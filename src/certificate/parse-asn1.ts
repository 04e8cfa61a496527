import { AsnConvert } from '@peculiar/asn1-schema'
import { Malformed } from '../encoding/malformed.ts'

/** Reads DER as one of the library's types. */
export function parseAsn1<Value>(der: Uint8Array, type: new () => Value): Value {
  try {
    return AsnConvert.parse(Uint8Array.from(der), type)
  } catch (cause) {
    throw new Malformed('malformed ASN.1', { cause })
  }
}
