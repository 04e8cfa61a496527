import { verify, X509Certificate } from 'node:crypto'
import type { Attribute, SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert } from '@peculiar/asn1-schema'
import { CertificateList } from '@peculiar/asn1-x509'
import * as asn1js from 'asn1js'
import {
  attributesOf,
  digest,
  findSigner,
  hashes,
  octets,
  readCms,
  readSignedFile,
  readToken,
  type Cms,
  type Signed,
  type SignedFile,
} from './read-signed-file.ts'

const levels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const
type Level = (typeof levels)[number]

/** What a level asks for beyond the one below, and what a file has instead. */
export type Unmet = { readonly level: Level; readonly requirement: string; readonly found: string }

/**
 * The requirements of the PAdES baseline (EN 319 142-1 §6.3, EN 319 122-1 §6.3) that a file does not meet, for all levels: what
 * the requirements checker of the European Commission's DSS asks for, and of the dictionary's form. Whether the signature is
 * good is not asked here.
 */
export async function listUnmet(pdf: Uint8Array): Promise<readonly Unmet[]> {
  return judgeFile(await readSignedFile(pdf))
}

/** The level of a file: all that it and those below ask for is met. */
export function levelOf(unmet: readonly Unmet[]): Level | undefined {
  return levels.findLast((_, n) => !unmet.some(({ level }) => levels.indexOf(level) <= n))
}

async function judgeFile(file: SignedFile): Promise<readonly Unmet[]> {
  const [signature, ...others] = file.signatures
  if (!signature || others.length > 0)
    return [{ level: 'B-B', requirement: 'one signature', found: `${file.signatures.length}` }]
  const ask = (level: Level, asked: Record<string, string | undefined>): Unmet[] =>
    Object.entries(asked).flatMap(([requirement, found]) =>
      found === undefined ? [] : [{ level, requirement, found }],
    )
  const dictionary = ask('B-B', judgeDictionary(signature, file.pdf))
  const { cms } = signature
  const [signer] = cms?.signed.signerInfos ?? []
  if (!cms || !signer) return [...dictionary, { level: 'B-B', requirement: 'a CMS of one signer', found: 'none' }]
  return [
    ...dictionary,
    ...ask('B-B', judgeCms(cms, signer, signature)),
    ...ask('B-T', judgeStamps(file, cms, signer)),
    ...ask('B-LT', judgeStore(file, cms, signer)),
    ...ask('B-LTA', { 'a document time-stamp over all that B-LT asks for': await judgeLastStamp(file) }),
  ]
}

const attributes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  policy: '1.2.840.113549.1.9.16.2.15',
  commitment: '1.2.840.113549.1.9.16.2.16',
  signerAttributes: '1.2.840.113549.1.9.16.2.18',
  signerAttributesV2: '0.4.0.19122.1.1',
}
const forStoreOnly = {
  'complete-certificate-references': '1.2.840.113549.1.9.16.2.21',
  'complete-revocation-references': '1.2.840.113549.1.9.16.2.22',
  'certificate-values': '1.2.840.113549.1.9.16.2.23',
  'revocation-values': '1.2.840.113549.1.9.16.2.24',
  'time-stamped-certs-crls-references': '1.2.840.113549.1.9.16.2.26',
}

/** Nothing where it is so, and otherwise what is. */
function unless(isSo: boolean, found: string): string | undefined {
  return isSo ? undefined : found
}

function times(count: number, wanted: number): string | undefined {
  return unless(count === wanted, `${count}`)
}

function judgeDictionary({ keys, said, range }: Signed, pdf: Uint8Array): Record<string, string | undefined> {
  const count = (key: string) => keys.filter((one) => one === key).length
  return {
    ...Object.fromEntries(
      ['M', 'Contents', 'Filter', 'ByteRange', 'SubFilter'].map((key) => [`/${key} once`, times(count(key), 1)]),
    ),
    'no /Cert': times(count('Cert'), 0),
    '/SubFilter ETSI.CAdES.detached': unless(said('SubFilter') === 'ETSI.CAdES.detached', said('SubFilter') ?? 'none'),
    '/M a date': unless(count('M') !== 1 || /^D:\d{4,14}/.test(said('M') ?? ''), said('M') ?? 'not a string'),
    '/ByteRange all but /Contents': unless(count('ByteRange') !== 1 || isWhole(range, pdf), range.join(' ')),
  }
}

/** From the start to an end of the file or of a revision of it, leaving out a hex string with its brackets. */
function isWhole(range: readonly number[], pdf: Uint8Array): boolean {
  const [start, before = 0, after = 0, rest = 0, ...more] = range
  const text = (from: number, to: number) => Buffer.from(pdf.subarray(from, to)).toString('latin1')
  const end = after + rest
  const isEnd = end === pdf.length || (end < pdf.length && /%%EOF[\r\n]*$/.test(text(end - 10, end)))
  return start === 0 && more.length === 0 && /^<[\da-fA-F\s]*>$/.test(text(before, after)) && isEnd
}

function judgeCms(cms: Cms, signer: SignerInfo, { said }: Signed): Record<string, string | undefined> {
  const { signed, certificates, isDer } = cms
  const of = (kind: string) => attributesOf(signer.signedAttrs, kind)
  const [contentType] = of(attributes.contentType)
  const references = [...of(attributes.signingCertificate), ...of(attributes.signingCertificateV2)]
  const [reference] = references.length === 1 ? references : []
  const own = findSigner(signer, certificates)
  const told = [...of(attributes.commitment), ...of(attributes.policy)].length
  const hash = signer.digestAlgorithm.algorithm
  const encoded = (signer.signedAttrs ?? []).map((one) => Buffer.from(AsnConvert.serialize(one)))
  const isSorted = encoded.every((one, n) => n === 0 || Buffer.compare(encoded[n - 1] ?? one, one) < 0)
  return {
    'the CMS in DER': unless(isDer, 'not DER'),
    'signed attributes in DER’s order': unless(isSorted, 'as they came'),
    'no content in the CMS': unless(signed.encapContentInfo.eContent === undefined, 'content'),
    'one signer': times(signed.signerInfos.length, 1),
    'the signer’s X.509 certificate in the CMS': unless(own !== undefined, `${certificates.length} others`),
    'content-type once': times(of(attributes.contentType).length, 1),
    'content-type id-data': unless(!contentType || valueOf(contentType) === '1.2.840.113549.1.7.1', 'other'),
    'message-digest once': times(of(attributes.messageDigest).length, 1),
    'no signing-time': times(of(attributes.signingTime).length, 0),
    'signing-certificate once': times(references.length, 1),
    'signing-certificate of the signer': reference && own && unless(namesOwn(reference, own), 'another'),
    'signer-attributes at most once': times(
      Math.max(1, of(attributes.signerAttributes).length + of(attributes.signerAttributesV2).length),
      1,
    ),
    'signature-policy-identifier at most once': times(Math.max(1, of(attributes.policy).length), 1),
    'no /Reason beside commitment or policy': unless(told === 0 || said('Reason') === undefined, 'both'),
    'a hash that may be used': unless(hash !== hashes.sha1 && Object.values(hashes).includes(hash), hash),
    'the algorithm’s own parameters': unless(hasOwnParameters(signer), signer.signatureAlgorithm.algorithm),
  }
}

/** NULL for RSA with PKCS #1 v1.5, nothing for ECDSA (RFC 5754 §3.2, §3.3). */
function hasOwnParameters({ signatureAlgorithm: { algorithm, parameters } }: SignerInfo): boolean {
  const isNull = parameters !== undefined && parameters !== null && octets(parameters).toString('hex') === '0500'
  if (algorithm.startsWith('1.2.840.10045.4.')) return parameters === undefined
  return isNull || parameters === null || algorithm === '1.2.840.113549.1.1.10'
}

/** Whether signing-certificate is SHA-1 and signing-certificate-v2 is not, and what they name first is this certificate. */
function namesOwn({ attrType, attrValues: [value] }: Attribute, { raw }: X509Certificate): boolean {
  const isFirst = attrType === attributes.signingCertificate
  const id = asn1js.fromBER(value ?? new ArrayBuffer()).result
  const [first, second] = childrenOf(childrenOf(childrenOf(id)[0])[0])
  const hashed = first instanceof asn1js.Sequence ? childrenOf(first)[0] : undefined
  const hash = hashed instanceof asn1js.ObjectIdentifier ? hashed.getValue() : hashes.sha256
  const found = hashed ? second : first
  if (!(found instanceof asn1js.OctetString)) return false
  const isFit = isFirst || hash !== hashes.sha1
  return isFit && octets(found.getValue()).equals(digest(isFirst ? hashes.sha1 : hash, raw))
}

function childrenOf(block: asn1js.BaseBlock | undefined): readonly asn1js.BaseBlock[] {
  return block instanceof asn1js.Sequence ? block.valueBlock.value : []
}

function valueOf({ attrValues: [value] }: Attribute): string {
  const { result } = asn1js.fromBER(value ?? new ArrayBuffer())
  return result instanceof asn1js.ObjectIdentifier ? result.getValue() : ''
}

/** Time-stamps of the signature, and of the document; whether each is over that. */
function listTokens({ pdf, stamps }: SignedFile, { signature, unsignedAttrs }: SignerInfo) {
  const ofSignature = attributesOf(unsignedAttrs, attributes.signatureTimeStamp).map(({ attrValues: [value] }) => {
    const cms = readCms(new Uint8Array(value ?? new ArrayBuffer()))
    return { cms, covered: octets(signature), filter: undefined }
  })
  const ofDocument = stamps.map(({ cms, range, said }) => {
    const [, before = 0, after = 0, rest = 0] = range
    const covered = Buffer.concat([pdf.subarray(0, before), pdf.subarray(after, after + rest)])
    return { cms, covered: isWhole(range, pdf) ? covered : Buffer.alloc(0), filter: said('SubFilter') }
  })
  return [...ofSignature, ...ofDocument].map(({ cms, covered, filter }) => ({
    cms,
    filter,
    token: cms && { at: readToken(cms).at, isOver: readToken(cms).isOver(covered) },
  }))
}

function judgeStamps(file: SignedFile, cms: Cms, signer: SignerInfo): Record<string, string | undefined> {
  const tokens = listTokens(file, signer)
  const own = findSigner(signer, cms.certificates)
  const end = own ? Date.parse(own.validTo) : 0
  const late = tokens.filter(({ token }) => token && token.at.getTime() > end)
  const foreign = tokens.flatMap(({ filter }) => (filter === undefined || filter === 'ETSI.RFC3161' ? [] : [filter]))
  return {
    'a time-stamp of the signature or the document': unless(tokens.length > 0, 'none'),
    'every time-stamp over what it stands for': unless(
      tokens.every(({ token }) => token?.isOver),
      'something else',
    ),
    '/SubFilter ETSI.RFC3161 of document time-stamps': unless(foreign.length === 0, foreign.join()),
    'time-stamps before the signer’s X.509 certificate ends': unless(late.length === 0, `${late.length} later`),
  }
}

function judgeStore(file: SignedFile, cms: Cms, signer: SignerInfo): Record<string, string | undefined> {
  const { store } = file
  const unsigned = Object.entries(forStoreOnly).flatMap(([name, oid]) =>
    attributesOf(signer.unsignedAttrs, oid).map(() => name),
  )
  const held = [cms, ...listTokens(file, signer).flatMap((token) => token.cms ?? [])]
  const known = [
    ...held.flatMap(({ certificates }) => certificates),
    ...(store?.Certs ?? []).map((der) => new X509Certificate(der)),
  ]
  const chains = held.flatMap(({ signed, certificates }) =>
    signed.signerInfos.map((one) => followChain(findSigner(one, certificates), known)),
  )
  const unknown = chains.flatMap(({ open }) => open ?? [])
  const links = chains.flatMap((chain) => chain.links)
  const unjudged = links.filter(({ own, issuer }) => !isJudged(own, issuer, store))
  return {
    '/DSS in the catalog': unless(store !== undefined, 'none'),
    'the X.509 certificates of signer and time-stamps': unless(
      unknown.length === 0,
      `not who issued ${unknown.join()}`,
    ),
    'revocation lists or replies for them': unless(
      unjudged.length === 0,
      `none for ${unjudged.map(({ own }) => own.subject).join()}`,
    ),
    'what /DSS holds not in the CMS too': unless(unsigned.length === 0, unsigned.join()),
  }
}

type Link = { readonly own: X509Certificate; readonly issuer: X509Certificate }

/** From a certificate to its root: who issued what, and where it goes on to somebody who is not there. */
function followChain(from: X509Certificate | undefined, known: readonly X509Certificate[]) {
  const links: Link[] = []
  for (let own = from; own;) {
    if (own.checkIssued(own)) return { links, open: undefined }
    const below = own
    const issuer = known.find((one) => below.checkIssued(one) && below.verify(one.publicKey))
    if (!issuer || links.length > 9) return { links, open: own.issuer }
    links.push({ own, issuer })
    own = issuer
  }
  return { links, open: 'nobody' }
}

/** Whether a list by the issuer is there, or an OCSP reply about the number. */
function isJudged(own: X509Certificate, issuer: X509Certificate, store: SignedFile['store']): boolean {
  const serial = Buffer.from(own.serialNumber, 'hex').toString('latin1')
  return (
    (store?.CRLs ?? []).some((der) => isListOf(der, issuer)) ||
    (store?.OCSPs ?? []).some((der) => Buffer.from(der).toString('latin1').includes(serial))
  )
}

const signatureHashes: Record<string, string> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.13': 'sha512',
}

function isListOf(der: Uint8Array, issuer: X509Certificate): boolean {
  const { result } = asn1js.fromBER(Uint8Array.from(der))
  const [tbs] = childrenOf(result)
  const list = AsnConvert.parse(Uint8Array.from(der), CertificateList)
  const hash = signatureHashes[list.signatureAlgorithm.algorithm]
  return (
    tbs !== undefined &&
    hash !== undefined &&
    verify(hash, tbs.valueBeforeDecodeView, issuer.publicKey, octets(list.signature))
  )
}

/** Whether the file, as the last document time-stamp covers it, had everything for long without it. */
async function judgeLastStamp(file: SignedFile): Promise<string | undefined> {
  const last = file.stamps.at(-1)
  if (!last) return 'none'
  const [, , after = 0, rest = 0] = last.range
  const { stamps, ...covered } = await readSignedFile(file.pdf.subarray(0, after + rest))
  const unmet = await judgeCovered({ ...covered, stamps: stamps.slice(0, -1) })
  return unless(unmet.length === 0, `one over a file without ${unmet.join(', ')}`)
}

async function judgeCovered(file: SignedFile): Promise<readonly string[]> {
  const [{ cms } = { cms: undefined }] = file.signatures
  const [signer] = cms?.signed.signerInfos ?? []
  if (!cms || !signer) return ['a CMS']
  return Object.entries(judgeStore(file, cms, signer)).flatMap(([requirement, found]) => (found ? [requirement] : []))
}
