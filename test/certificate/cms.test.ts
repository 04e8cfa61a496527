import { ContentInfo, SignedData } from '@peculiar/asn1-cms'
import { AsnConvert } from '@peculiar/asn1-schema'
import { describe, expect, it } from 'vitest'
import { formatEcdsaSignature, openCms } from '../../src/certificate/cms.ts'
import type { Sealer } from '../../src/certificate/sealer.ts'
import { concatBytes, equalBytes } from '../../src/encoding/bytes.ts'
import { formatHex, parseHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { contentType, messageDigest, readSigner, signingCertificateV2 } from '../support/read-seal.ts'
import { makeSealKeys } from '../support/seal-keys.ts'

const keys = await makeSealKeys()
const digest = sha256(formatUtf8('what is sealed'))
const cms = await openCms(keys.sealer).make(digest)
const parsed = AsnConvert.parse(AsnConvert.parse(cms, ContentInfo).content, SignedData)

describe('an ECDSA signature becomes DER (RFC 3279 §2.2.3)', () => {
  const full = 'a1'.repeat(32)
  it.each([
    ['padded where the high bit would be a sign', full, '7f'.repeat(32), `3045022100${full}0220${'7f'.repeat(32)}`],
    ['with one leading zero', `00${'7f'.repeat(31)}`, full, `3044021f${'7f'.repeat(31)}022100${full}`],
    ['with two leading zeros', `0000${'7f'.repeat(30)}`, full, `3043021e${'7f'.repeat(30)}022100${full}`],
    [
      'with one leading zero before a high bit',
      `00${'80'.repeat(31)}`,
      full,
      `3045022000${'80'.repeat(31)}022100${full}`,
    ],
    ['with two before a high bit', `0000${'80'.repeat(30)}`, full, `3044021f00${'80'.repeat(30)}022100${full}`],
    ['at its shortest', '01'.padStart(64, '0'), '02'.padStart(64, '0'), '3006020101020102'],
  ])('%s', (_how, r, s, der) => {
    expect(formatHex(formatEcdsaSignature(parseHex(r + s)))).toBe(der)
  })

  it('only from r and s, 32 bytes each and neither zero', () => {
    expect(() => formatEcdsaSignature(new Uint8Array(63))).toThrow('64 bytes')
    expect(() => formatEcdsaSignature(new Uint8Array(64))).toThrow('zero')
  })
})

describe('the CMS of a seal', () => {
  it('is a version 1 of data that stands elsewhere', () => {
    expect(parsed.version).toBe(1)
    expect(parsed.encapContentInfo.eContentType).toBe('1.2.840.113549.1.7.1')
    expect(parsed.encapContentInfo.eContent).toBeUndefined()
    expect(parsed.crls).toBeUndefined()
  })

  it('has one signer, named by issuer and serial, and nothing unsigned', () => {
    expect(parsed.signerInfos).toHaveLength(1)
    expect(parsed.signerInfos[0]?.version).toBe(1)
    expect(parsed.signerInfos[0]?.sid.issuerAndSerialNumber).toBeDefined()
    expect(parsed.signerInfos[0]?.unsignedAttrs).toBeUndefined()
  })

  it('leaves the parameters of SHA-256 and ECDSA out', () => {
    const sha = '300b0609608648016503040201'
    expect(formatHex(cms)).toContain(`310d${sha}`)
    expect(formatHex(cms)).toContain('300a06082a8648ce3d04030204')
    expect(formatHex(cms)).not.toContain(`${sha}0500`)
  })

  it('has exactly three signed attributes, one value each, sorted as DER sorts a set', () => {
    const { attributes } = readSigner(cms)
    expect(attributes.map(({ oid }) => oid)).toEqual([contentType, messageDigest, signingCertificateV2])
    expect(parsed.signerInfos[0]?.signedAttrs?.map(({ attrValues }) => attrValues.length)).toEqual([1, 1, 1])
    const encoded = attributes.map(({ der }) => formatHex(der))
    expect(encoded).toEqual(encoded.toSorted())
  })

  it('binds the digest and the leaf, by SHA-256 as the unwritten default', () => {
    const { attributes } = readSigner(cms)
    expect(formatHex(attributes[1]?.value ?? new Uint8Array())).toBe(formatHex(digest))
    // ESSCertIDv2 begins with the hash itself: no AlgorithmIdentifier before it.
    expect(formatHex(attributes[2]?.value ?? new Uint8Array())).toMatch(
      new RegExp(`^30..{2,4}30..{2,4}0420${formatHex(sha256(keys.leaf))}`),
    )
  })

  it('signs the attributes as a SET OF, tag 31', async () => {
    let message = new Uint8Array()
    await openCms({
      ...keys.sealer,
      sign: async (bytes) => {
        message = Uint8Array.from(bytes)
        return keys.sealer.sign(bytes)
      },
    }).make(digest)
    expect(message[0]).toBe(0x31)
    expect(formatHex(cms)).toContain(`a0${formatHex(message.subarray(1))}`)
  })

  it('embeds the chain byte for byte, sorted, whatever its order was', async () => {
    const turned: Sealer = { ...keys.sealer, sign: async () => new Uint8Array(64).fill(1) }
    const straight = await openCms(turned).make(digest)
    for (const der of [keys.leaf, keys.root]) expect(formatHex(straight)).toContain(formatHex(der))
    const encoded = parsed.certificates?.map((each) => formatHex(new Uint8Array(AsnConvert.serialize(each)))) ?? []
    expect(encoded).toHaveLength(2)
    expect(encoded).toEqual(encoded.toSorted())
  })

  it('holds the digest and the signature that are its own, however often one of its length was made before', async () => {
    for (let n = 0; n < 60; n++) {
      const own = sha256(Uint8Array.of(n))
      const { attributes, signature } = readSigner(await openCms(keys.sealer).make(own))
      expect(attributes.map(({ oid }) => oid)).toEqual([contentType, messageDigest, signingCertificateV2])
      expect(formatHex(attributes[1]?.value ?? new Uint8Array())).toBe(formatHex(own))
      const signed = asn1SetOf(attributes.map(({ der }) => der))
      const es256 = { name: 'ECDSA', hash: 'SHA-256' }
      expect(await crypto.subtle.verify(es256, keys.publicKey, Uint8Array.from(signature), signed)).toBe(true)
    }
  })

  it('is never longer than measured', async () => {
    const { longest, make } = openCms(keys.sealer)
    for (let n = 0; n < 40; n++) expect((await make(digest)).length).toBeLessThanOrEqual(longest)
    const most: Sealer = { ...keys.sealer, sign: async () => new Uint8Array(64).fill(0xff) }
    expect((await openCms(most).make(digest)).length).toBe(longest)
  })

  it('is refused for an X.509 certificate that is not DER', () => {
    // A long form of a short length says the same in BER.
    const ber = Uint8Array.from([0x30, 0x83, 0, ...keys.leaf.subarray(2)])
    expect(() => openCms({ ...keys.sealer, chain: [ber, keys.root] })).toThrow('not DER')
  })
})

describe('an RSA sealer', () => {
  it('names its algorithm with NULL parameters and puts its block in as it is', async () => {
    const block = new Uint8Array(256).fill(7)
    const sealed = await openCms({ algorithm: 'RS256', chain: keys.sealer.chain, sign: async () => block }).make(digest)
    expect(formatHex(sealed)).toContain(`300d06092a864886f70d01010b050004820100${formatHex(block)}`)
    expect(equalBytes(sealed.subarray(-256), block)).toBe(true)
  })
})

/** DER SET OF (tag 31) of some elements, between 128 and 65,535 bytes. */
function asn1SetOf(elements: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = concatBytes(...elements)
  const length = content.length < 256 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 0xff]
  return concatBytes(Uint8Array.of(0x31, ...length), content)
}
