import 'reflect-metadata'
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509Crl,
} from '@peculiar/x509'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeLeaf, makeRevocationList, makeRoot, type Root } from '../../src/keys/x509.ts'

const subject = { custodian: 'Cyngor Gwirfoddol Dŵr', demonstration: false }
const rootTerm = { serial: '01', notBefore: new Date('2026-01-01'), notAfter: new Date('2046-01-01') }
const leafTerm = { serial: '7fa0', notBefore: new Date('2026-01-02'), notAfter: new Date('2029-01-02') }

const generate = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])

let rootKeys: CryptoKeyPair
let root: Root
let rootFile: X509Certificate
let leafFile: X509Certificate

beforeAll(async () => {
  rootKeys = await generate()
  root = {
    der: await makeRoot(rootKeys, subject, rootTerm),
    key: rootKeys.privateKey,
    address: 'http://register.example/seal/root.cer',
    revoked: 'http://register.example/seal/revoked.crl',
  }
  rootFile = new X509Certificate(Uint8Array.from(root.der))
  leafFile = new X509Certificate(await makeLeaf((await generate()).publicKey, root, subject, leafTerm))
})

describe('the root', () => {
  it('is a self-signed authority of path length 0 that signs X.509 certificates and lists only', async () => {
    expect(await rootFile.isSelfSigned()).toBe(true)
    expect(rootFile.getExtension(BasicConstraintsExtension)).toMatchObject({ ca: true, pathLength: 0, critical: true })
    const usage = rootFile.getExtension(KeyUsagesExtension)
    expect(usage).toMatchObject({ usages: KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, critical: true })
    expect(rootFile.getExtension(SubjectKeyIdentifierExtension)).not.toBeNull()
  })

  it('names the custodian, and has the serial and days it was given', () => {
    expect(rootFile.subjectName.getField('O')).toEqual(['Cyngor Gwirfoddol Dŵr'])
    expect(rootFile).toMatchObject({ serialNumber: '01', notBefore: rootTerm.notBefore, notAfter: rootTerm.notAfter })
    expect(rootFile.subject).not.toContain('DEMONSTRATION')
  })
})

describe('the leaf', () => {
  it('is signed by the root', async () => {
    expect(leafFile.issuer).toBe(rootFile.subject)
    expect(await leafFile.verify({ publicKey: rootFile.publicKey, signatureOnly: true })).toBe(true)
    const identifier = rootFile.getExtension(SubjectKeyIdentifierExtension)?.keyId
    expect(leafFile.getExtension(AuthorityKeyIdentifierExtension)?.keyId).toBe(identifier)
  })

  it('seals documents and nothing else', () => {
    expect(leafFile.getExtension(BasicConstraintsExtension)).toMatchObject({ ca: false, critical: true })
    const usage = leafFile.getExtension(KeyUsagesExtension)
    expect(usage).toMatchObject({
      usages: KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation,
      critical: true,
    })
    const purposes = leafFile.getExtension(ExtendedKeyUsageExtension)
    expect(purposes).toMatchObject({ usages: ['1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.36'], critical: false })
    expect(leafFile.getExtension(SubjectKeyIdentifierExtension)).not.toBeNull()
  })

  it('says over plain http where the list and the root are', () => {
    const points = leafFile.getExtension(CRLDistributionPointsExtension)?.distributionPoints ?? []
    expect(points[0]?.distributionPoint?.fullName?.[0]?.uniformResourceIdentifier).toBe(root.revoked)
    expect(leafFile.getExtension(AuthorityInfoAccessExtension)?.caIssuers[0]?.value).toBe(root.address)
  })
})

describe('the revocation list', () => {
  it('is empty, numbered, signed, and says when the next one comes', async () => {
    const days = { thisUpdate: new Date('2026-01-03'), nextUpdate: new Date('2028-02-02') }
    const list = new X509Crl(await makeRevocationList(root, { number: 7, ...days, revocations: [] }))
    expect(list.entries).toEqual([])
    expect(list).toMatchObject(days)
    expect(await list.verify({ publicKey: rootFile })).toBe(true)
    expect(Buffer.from(list.getExtension('2.5.29.20')?.value ?? new ArrayBuffer()).toString('hex')).toBe('020107')
    expect(list.getExtension('2.5.29.35')).not.toBeNull()
    expect(list.getExtension('2.5.29.60')).not.toBeNull()
  })
})

describe('a demonstration', () => {
  it('says so in every subject', async () => {
    const invented = { ...subject, demonstration: true }
    const der = await makeRoot(rootKeys, invented, rootTerm)
    const leaf = new X509Certificate(await makeLeaf(rootKeys.publicKey, { ...root, der }, invented, leafTerm))
    for (const name of [leaf.subjectName, leaf.issuerName]) {
      expect(name.getField('OU')).toEqual(['DEMONSTRATION'])
      expect(name.getField('CN')[0]).toMatch(/^DEMONSTRATION /)
    }
  })
})

describe('a serial is refused', () => {
  it.each([
    ['that is empty, for the library would draw one', ''],
    ['that is zero', '00'],
    ['that is negative', '80'],
    ['that is not minimal', '0001'],
    ['that is longer than 20 bytes', '01'.repeat(21)],
  ])('%s', async (_why, serial) => {
    await expect(makeRoot(rootKeys, subject, { ...rootTerm, serial })).rejects.toThrow('malformed serial')
  })
})
