import {
  EncapsulatedContent,
  EncapsulatedContentInfo,
  SignerInfo,
  type Attribute,
  type SignedData,
} from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { AlgorithmIdentifier, Validity } from '@peculiar/asn1-x509'
import * as asn1js from 'asn1js'
import { describe, expect, it } from 'vitest'
import { openStamp } from '../../src/certificate/document-stamp.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { addStore } from '../../src/certificate/security-store.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { levelOf, listUnmet } from '../support/baseline-rules.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { attribute, withChangedCms } from '../support/changed-cms.ts'
import { foreignSeals } from '../support/foreign-seals.ts'
import { prolong, stampedBy, storeOf } from '../support/prolonged.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import { openTimeAuthority } from '../support/time-authority.ts'

const [keys, others] = await Promise.all([makeSealKeys(), makeSealKeys()])
const authority = openTimeAuthority()
const pdf = await makeCertificate(certificateFacts(), attachments, { ...craft, sealer: keys.sealer })
const stages = await prolong(pdf, keys, authority)
const { issued, stamped, stored, lasting } = stages
const whole = storeOf(keys, authority)
const seals = new Map(await foreignSeals(pdf, keys))

/** What a file lacks at a level. */
const lacks = async (bytes: Uint8Array, wanted: string) =>
  (await listUnmet(bytes)).filter(({ level }) => level === wanted).map(({ requirement }) => requirement)
/** The file with a piece of text replaced by another, which is filled up with blanks to the same length. */
const swap = (from: string, to: string, bytes: Uint8Array = pdf) => {
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.includes(from) || to.length > from.length) throw new Error(`nothing to swap: ${from}`)
  return Uint8Array.from(Buffer.from(text.replace(from, to.padEnd(from.length)), 'latin1'))
}
const [name = ''] = /\/Name <[^>]*>/.exec(Buffer.from(pdf).toString('latin1')) ?? []

describe('a certificate meets all that a PAdES baseline asks for', () => {
  it.each([
    ['B-B', issued],
    ['B-T', stamped],
    ['B-LT', stored],
    ['B-LTA', lasting],
  ])('at %s, and not what the level above asks for', async (level, { bytes }) => {
    expect(levelOf(await listUnmet(bytes))).toBe(level)
  })

  it('at B-LTA when it is prolonged once more, and again at B-LTA with a store that nothing covers yet', async () => {
    const fresh = addStore(lasting, { certificates: [others.root], lists: [] })
    expect(levelOf(await listUnmet(fresh.bytes))).toBe('B-LTA')
    expect(levelOf(await listUnmet((await stampedBy(authority, fresh)).bytes))).toBe('B-LTA')
  })

  it('with or without /VRI', async () => {
    const bytes = swap('<< /Type /DSS /Certs', '<< /VRI <<>> /Certs', stored.bytes)
    expect(levelOf(await listUnmet((await stampedBy(authority, { ...stored, bytes })).bytes))).toBe('B-LTA')
  })
})

describe('B-B lacks', () => {
  it.each<readonly [requirement: string, file: Uint8Array]>([
    ['/M once', swap(' /M (', ' /m (')],
    ['/M once', swap(name, '/M (D:20260615093000Z)')],
    ['/M a date', swap(' /M (D:', ' /M (E:')],
    ['/Filter once', swap('/Filter /Adobe', '/Filler /Adobe')],
    ['/SubFilter ETSI.CAdES.detached', swap('ETSI.CAdES.detached', 'adbe.pkcs7.detached')],
    ['no /Cert', swap('/Name <', '/Cert <')],
    ['/ByteRange once', swap(name, '/ByteRange [0 1 2 3]')],
    ['/ByteRange all but /Contents', swap('/ByteRange [0 ', '/ByteRange [1 ')],
  ])('%s', async (requirement, file) => {
    expect(await lacks(file, 'B-B')).toEqual([requirement])
  })

  it.each([
    ['no signing-time', 'with a signing time'],
    ['signing-certificate once', 'without the attribute that names its leaf'],
    ['a hash that may be used', 'over SHA-1'],
    ['the signer’s X.509 certificate in the CMS', 'without X.509 certificates'],
    ['one signer', 'of two signers'],
    ['the CMS in DER', 'in BER'],
    ['no content in the CMS', 'with content of its own'],
    ['signing-certificate of the signer', 'that names another leaf'],
  ])('%s, in a seal of openssl’s %s', async (requirement, how) => {
    expect(await lacks(seals.get(how) ?? pdf, 'B-B')).toContain(requirement)
  })

  const oid = (value: string) => new asn1js.ObjectIdentifier({ value })
  const without = (kind: string, all: Attribute[]) =>
    all.splice(
      all.findIndex(({ attrType }) => attrType === kind),
      1,
    )
  const hashOfNothing = new asn1js.OctetString({ valueHex: new ArrayBuffer(32) })
  it.each<readonly [string, (signed: SignedData, signer: SignerInfo, attributes: Attribute[]) => unknown]>([
    ['no signing-time', (_signed, _signer, all) => all.push(attribute('1.2.840.113549.1.9.5'))],
    ['content-type once', (_signed, _signer, all) => without('1.2.840.113549.1.9.3', all)],
    [
      'content-type id-data',
      (_signed, _signer, all) => {
        without('1.2.840.113549.1.9.3', all)
        all.push(attribute('1.2.840.113549.1.9.3', oid('1.2.840.113549.1.7.5')))
      },
    ],
    ['message-digest once', (_signed, _signer, all) => without('1.2.840.113549.1.9.4', all)],
    ['message-digest once', (_signed, _signer, all) => all.push(attribute('1.2.840.113549.1.9.4', hashOfNothing))],
    ['signing-certificate once', (_signed, _signer, all) => without('1.2.840.113549.1.9.16.2.47', all)],
    ['signing-certificate once', (_signed, _signer, all) => all.push(attribute('1.2.840.113549.1.9.16.2.12'))],
    [
      'no /Reason beside commitment or policy',
      (_signed, _signer, all) => all.push(attribute('1.2.840.113549.1.9.16.2.16')),
    ],
    [
      'no /Reason beside commitment or policy',
      (_signed, _signer, all) => all.push(attribute('1.2.840.113549.1.9.16.2.15')),
    ],
    [
      'signer-attributes at most once',
      (_signed, _signer, all) => all.push(attribute('1.2.840.113549.1.9.16.2.18'), attribute('0.4.0.19122.1.1')),
    ],
    [
      'the algorithm’s own parameters',
      (_signed, signer) => {
        signer.signatureAlgorithm = new AlgorithmIdentifier({ algorithm: '1.2.840.113549.1.1.11' })
      },
    ],
    [
      'the algorithm’s own parameters',
      (_signed, signer) => {
        signer.signatureAlgorithm = new AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2', parameters: null })
      },
    ],
    [
      'no content in the CMS',
      (signed) => {
        const eContent = new EncapsulatedContent({ single: new OctetString(new ArrayBuffer(9)) })
        signed.encapContentInfo = new EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1', eContent })
      },
    ],
    ['the signer’s X.509 certificate in the CMS', (signed) => signed.certificates?.splice(0)],
    [
      'one signer',
      (signed, signer) => {
        signed.signerInfos.push(AsnConvert.parse(AsnConvert.serialize(signer), SignerInfo))
      },
    ],
  ])('%s', async (requirement, change) => {
    expect(await lacks(withChangedCms(pdf, change), 'B-B')).toEqual([requirement])
  })

  it('signed attributes in DER’s order', async () => {
    const turned = withChangedCms(
      pdf,
      (_signed, _signer, all) => all.push(...all.splice(0, 1)),
      () => 0,
    )
    expect(await lacks(turned, 'B-B')).toEqual(['signed attributes in DER’s order'])
  })

  it('signature-policy-identifier at most once', async () => {
    const twice = withChangedCms(swap(' /Reason <', ' /Raeson <'), (_signed, _signer, all) => {
      all.push(attribute('1.2.840.113549.1.9.16.2.15'), attribute('1.2.840.113549.1.9.16.2.15', new asn1js.Integer()))
    })
    expect(await lacks(twice, 'B-B')).toEqual(['signature-policy-identifier at most once'])
  })

  it('a seal that is there', async () => {
    expect(await lacks(swap('/FT /Sig\n', '/FT /Tx \n'), 'B-B')).toEqual([])
    expect(await lacks(swap(' /Contents <', ' /Kontents <'), 'B-B')).toEqual(['one signature'])
  })
})

describe('B-T lacks', () => {
  it('a time-stamp', async () => {
    expect(await lacks(issued.bytes, 'B-T')).toEqual(['a time-stamp of the signature or the document'])
  })

  it('one over the document where it is over something else', async () => {
    const { bytes } = openStamp(issued, 4000).close(authority.stamp(new Uint8Array(32)))
    expect(await lacks(bytes, 'B-T')).toEqual(['every time-stamp over what it stands for'])
  })

  it('one that says what it is', async () => {
    const other = swap('/SubFilter /ETSI.RFC3161', '/SubFilter /ETSI.RFC3162', stamped.bytes)
    expect(await lacks(other, 'B-T')).toEqual([
      'every time-stamp over what it stands for',
      '/SubFilter ETSI.RFC3161 of document time-stamps',
    ])
  })

  it('one before the leaf of the seal ended', async () => {
    const bytes = withChangedCms(pdf, ({ certificates: [choice] = [] }) => {
      const validity = new Validity({ notBefore: new Date('2025-01-01'), notAfter: new Date('2025-02-01') })
      if (choice?.certificate) choice.certificate.tbsCertificate.validity = validity
    })
    const late = await stampedBy(authority, { ...issued, bytes })
    expect(await lacks(late.bytes, 'B-T')).toEqual(['time-stamps before the signer’s X.509 certificate ends'])
  })
})

describe('B-LT lacks', () => {
  it('who issued the leaf of the seal', async () => {
    const bytes = withChangedCms(pdf, () => undefined)
    const short = await stampedBy(authority, { ...issued, bytes })
    const { certificates, lists } = whole
    const store = { certificates: certificates.filter((der) => der !== keys.root), lists }
    expect(await lacks(addStore(short, store).bytes, 'B-LT')).toEqual([
      'the X.509 certificates of signer and time-stamps',
    ])
  })

  it('a store', async () => {
    expect(await lacks(stamped.bytes, 'B-LT')).toContain('/DSS in the catalog')
  })

  it.each([
    ['the seal', [authority.revoked]],
    ['the time-stamp', [keys.revoked]],
    ['the seal, but of somebody else', [others.revoked, authority.revoked]],
  ])('a list for %s', async (_of, lists) => {
    const { bytes } = addStore(stamped, { ...whole, lists })
    expect(await lacks(bytes, 'B-LT')).toEqual(['revocation lists or replies for them'])
  })

  it('what /DSS is for where the CMS has it', async () => {
    for (const kind of [21, 22, 23, 24, 26]) {
      const changed = withChangedCms(pdf, (_signed, signer) => {
        signer.unsignedAttrs = [attribute(`1.2.840.113549.1.9.16.2.${kind}`)]
      })
      const file = concatBytes(changed, stored.bytes.subarray(pdf.length))
      // oxlint-disable-next-line no-await-in-loop -- a handful
      expect(await lacks(file, 'B-LT')).toEqual(['what /DSS holds not in the CMS too'])
    }
  })
})

describe('B-LTA lacks', () => {
  const wanted = ['a document time-stamp over all that B-LT asks for']

  it('a time-stamp over the store', async () => {
    expect(await lacks(stored.bytes, 'B-LTA')).toEqual(wanted)
  })

  it('one over what is needed, where that comes only after it', async () => {
    const incomplete = addStore(stamped, { ...whole, lists: [keys.revoked] })
    const late = addStore(await stampedBy(authority, incomplete), whole)
    expect(await lacks(late.bytes, 'B-LT')).toEqual([])
    expect(await lacks(late.bytes, 'B-LTA')).toEqual(wanted)
  })
})
