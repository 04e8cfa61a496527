import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import { now } from '../../src/actions/parts.ts'
import { proveEntry } from '../../src/actions/prove-entry.ts'
import { sealKeysText } from '../../src/actions/seal-keys.ts'
import { parseFile, parseLatin1 } from '../../src/certificate/read-file.ts'
import { sealCertificate } from '../../src/certificate/seal.ts'
import { unseal } from '../../src/certificate/unseal.ts'
import { listType } from '../../src/credentials/list-record.ts'
import { formatBase64 } from '../../src/encoding/base64.ts'
import { formatCanonicalText, type Json } from '../../src/encoding/canonical-json.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { importKeys, parseStoredKeys } from '../../src/keys/key-ring.ts'
import type { Es256Sealer } from '../../src/keys/sealer.ts'
import { formatNote, parseNote } from '../../src/log/note.ts'
import { formatPolicy, type Policy } from '../../src/log/policy.ts'
import { formatTlogProof, parseTlogProof } from '../../src/log/tlog-proof.ts'
import { parseVkey } from '../../src/log/vkey.ts'
import { findPublished } from '../../src/storage/read/log.ts'
import { findCertificate } from '../../src/storage/read/publications.ts'
import { findSigning } from '../../src/storage/read/signings.ts'
import { bundleFiles } from '../../src/verify/bundle.ts'
import { cosignerOf } from '../log/signing.ts'
import { afterCeremony } from './ceremony.ts'
import { openRegister, testKeys, type Finished } from './register.ts'

/** Two witnesses, of whom the policy of {@link certificateFiles} asks both. */
export const witnesses = ['north', 'south'].map((name, n) => ({
  name,
  ...cosignerOf(`${name}.example/witness`, new Uint8Array(32).fill(n + 1)),
}))
/** When they cosigned, in seconds since 1970. */
export const witnessedAt = Date.parse('2026-03-04T11:00:00Z') / 1000

/** The key that signs the list, as its register would publish it. */
const kid = 'the-key-of-the-list'
const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
const keySet = formatUtf8(JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256' }] }))

/** A detached JWS over some bytes by the key that signs the list. */
export async function signDetached(bytes: Uint8Array, key = privateKey, typ = listType): Promise<Uint8Array> {
  const jws = await new CompactSign(bytes).setProtectedHeader({ alg: 'ES256', kid, typ }).sign(key)
  return formatUtf8(jws.replace(/\.[^.]*\./, '..'))
}

/** A proof with the lines of some witnesses under its checkpoint. */
export async function cosigned(proof: Uint8Array, by = witnesses): Promise<Uint8Array> {
  const parsed = parseTlogProof(parseUtf8(proof))
  const note = parseNote(parsed.checkpoint)
  const lines = await Promise.all(by.map(async ({ cosigner }) => cosigner.cosign(note.text, witnessedAt)))
  const checkpoint = formatNote({ ...note, signatures: [...note.signatures, ...lines] })
  return formatUtf8(formatTlogProof({ ...parsed, checkpoint }))
}

/** The head and the lines of a list, as `signatories.ndjson` has them. */
export type ListParts = { head: Record<string, Json>; lines: readonly Record<string, Json>[] }

/** The list of those parts, and its signature. */
export async function signedList({ head, lines }: ListParts): Promise<[string, Uint8Array][]> {
  const list = formatUtf8([head, ...lines].map((line) => `${formatCanonicalText(line)}\n`).join(''))
  return [
    [bundleFiles.list, list],
    [bundleFiles.jws, await signDetached(list)],
  ]
}

/**
 * The files of two certificates of one register, witnessed by two of two and listed as in force until the sixth of March:
 * what their bundles have for machines.
 */
export async function certificateFiles(finished: Finished) {
  const register = await openRegister(undefined, finished)
  const { parts } = register
  const bodies = [
    ['Example Vale Parish Council', 'ffion@vale.example'],
    ['Llan Dŵr Council', 'ann@llan.example'],
  ] as const
  for (const [name, address] of bodies) {
    // One sign-up after the other.
    // oxlint-disable-next-line no-await-in-loop
    await register.signUp({ body: { name }, signatories: [{ address }] })
    // oxlint-disable-next-line no-await-in-loop
    await register.accept()
  }
  await register.publish()
  await register.publish()
  const published = await findPublished(parts.db)
  if (!published) throw new Error('nothing was published')

  const policy: Policy = {
    logs: [{ key: parseVkey(parts.keys.logs[0].vkey) }],
    witnesses: witnesses.map(({ name, key }) => ({ name, key })),
    groups: [{ name: 'both', threshold: 'all', members: witnesses.map(({ name }) => name) }],
    quorum: 'both',
  }
  const log = { origin: parts.keys.logs[0].signer.name, size: published.size, root: formatBase64(published.root) }
  const head = { asAt: '2026-03-04', nextUpdate: '2026-03-06T00:00:00Z', log, sequence: 1, total: 2 }
  const of = async (reference: string) => {
    const signing = await findSigning(parts.db, reference)
    const certificate = signing && (await findCertificate(parts.db, signing.id))
    const issue = signing?.issues.at(-1)
    if (!signing || !certificate || !issue) throw new Error('there is no such certificate')
    const unsealed = await unseal(certificate.pdf, parts.keys.seal.root, [])
    if (!unsealed.valid) throw new Error(`the certificate is ${unsealed.reason}`)
    const { leaf, disclosures } = unsealed.attachments
    return { signing, issue, certificate, leaf, disclosures }
  }
  const lineOf = ({ signing }: Awaited<ReturnType<typeof of>>, name: string) => ({
    body: { name },
    edition: 'shropshire-compact-2014',
    entry: signing.position,
    instrument: 'Shropshire Compact',
    reference: signing.reference,
    standing: 'in-force',
  })
  const [first, other] = [await of('EX-1'), await of('EX-2')]
  const list: ListParts = {
    head,
    lines: [lineOf(first, 'Example Vale Parish Council'), lineOf(other, 'Llan Dŵr Council')],
  }
  const filesOf = async ({ signing, issue, certificate, leaf, disclosures }: typeof first) =>
    new Map<string, Uint8Array>([
      [bundleFiles.pdf, certificate.pdf],
      [bundleFiles.leaf, leaf],
      [bundleFiles.disclosures, disclosures],
      [bundleFiles.proof, await cosigned(await proveEntry(parts.db, signing.position))],
      [bundleFiles.issued, await cosigned(await proveEntry(parts.db, issue.position))],
      [bundleFiles.root, parts.keys.seal.root],
      [bundleFiles.revoked, parts.keys.seal.revoked],
      [bundleFiles.sealKeys, formatUtf8(await sealKeysText(parts))],
      [bundleFiles.policy, formatUtf8(formatPolicy(policy))],
      [bundleFiles.keys, keySet],
      ...(await signedList(list)),
    ])
  /** The first certificate under another seal: as authentic, and not the file that was handed out. */
  const sealedBy = async (sealer: Es256Sealer) => {
    const file = parseFile(first.certificate.pdf)
    const catalog = parseLatin1(file.objects.get(file.root) ?? new Uint8Array())
    const seal = Number(/\/DocMDP (\d+) 0 R/.exec(catalog)?.[1])
    return sealCertificate({ ...file, seal }, sealer, { sealedAt: now(parts), name: 'Ŵ', reason: 'Ŷ' })
  }
  const [, next] = (await importKeys(await afterCeremony(parseStoredKeys(await testKeys()), register.clock.now)))
    .sealers
  if (!next) throw new Error('the ceremony gave no seal')
  const [leaf = new Uint8Array()] = parts.keys.sealers[0].chain
  const seal = { leaf, ...parts.keys.seal }
  return {
    files: await filesOf(first),
    other: await filesOf(other),
    resealed: await sealedBy(parts.keys.sealers[0]),
    /** By a key that the same root vouches for, and that no entry names. */
    unlogged: await sealedBy(next),
    list,
    policy,
    seal,
  }
}
