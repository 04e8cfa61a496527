import { unseal } from '../certificate/unseal.ts'
import { parseJson } from '../encoding/canonical-json.ts'
import { formatHex } from '../encoding/hex.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import type { Files } from '../encoding/zip.ts'
import type { Source } from '../log/audit.ts'
import { parseTlogProof } from '../log/tlog-proof.ts'
import { bundleFiles, findTrust } from './bundle.ts'

/** What the register says of a file by its digest: the entry that names it, and whether another is given in its stead. */
export type Issued = { readonly entry: number; readonly replaced: boolean }

/**
 * What a certificate is checked with, fetched from its register: the keys, the list, and proofs as of now. The file itself
 * is not sent; what the register learns is the digest that it was issued with, and only if it has the register's seal.
 */
export async function fetchFiles(read: Source, pdf: Uint8Array): Promise<{ files: Files; issued?: Issued }> {
  const keys = [
    [bundleFiles.root, 'seal/root.cer'],
    [bundleFiles.revoked, 'seal/revoked.crl'],
    [bundleFiles.authorities, 'seal/authorities.pem'],
    [bundleFiles.sealKeys, 'seal/keys'],
    [bundleFiles.policy, 'log/policy'],
    [bundleFiles.keys, '.well-known/jwks.json'],
  ] as const
  const files = new Map([[bundleFiles.pdf, pdf], ...(await fetchAll(read, keys))])
  const { root, anchors = [] } = findTrust(files)
  const unsealed = root && (await unseal(pdf, root, anchors))
  if (!unsealed?.valid) return { files }
  const { proof } = unsealed.attachments
  const entry = unlessMalformed(() => parseTlogProof(parseUtf8(proof)).index)
  const issued = parseIssued(await read(`api/v1/certificates?sha256=${formatHex(sha256(unsealed.issued))}`))
  const found = await fetchAll(read, [
    [bundleFiles.proof, `log/proofs/${entry}`],
    ...(issued ? [[bundleFiles.issued, `log/proofs/${issued.entry}`] as const] : []),
    [bundleFiles.list, bundleFiles.list],
    [bundleFiles.jws, bundleFiles.jws],
  ])
  return { files: new Map([...files, ...found]), ...(issued && { issued }) }
}

async function fetchAll(read: Source, wanted: readonly (readonly [string, string])[]): Promise<Files> {
  const answers = await Promise.all(wanted.map(async ([name, path]) => [name, await read(path)] as const))
  return new Map(answers.flatMap(([name, bytes]) => (bytes ? [[name, bytes] as const] : [])))
}

function parseIssued(bytes: Uint8Array | undefined): Issued | undefined {
  const answer: unknown = bytes && unlessMalformed(() => parseJson(parseUtf8(bytes)))
  if (!isObject(answer) || !isObject(answer['logged'])) return undefined
  const { entry } = answer['logged']
  return typeof entry === 'number' ? { entry, replaced: typeof answer['replacedBy'] === 'string' } : undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
