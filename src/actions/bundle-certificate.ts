import { millisecondsOf } from '../core/day.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { formatZip, type Files } from '../encoding/zip.ts'
import { listEditions, findText } from '../storage/read/editions.ts'
import { findPublication } from '../storage/read/publications.ts'
import { findRegister } from '../storage/read/register.ts'
import type { Signing } from '../storage/read/signings.ts'
import { bundleFiles } from '../verify/bundle.ts'
import { embedFiles } from '../verify/embedded-files.ts'
import { formatInstructions } from '../verify/instructions.ts'
import { anchorsText } from './anchors.ts'
import { requireCertificate } from './hand-out-certificate.ts'
import type { Parts } from './parts.ts'
import { publishedPolicyText } from './policy.ts'
import { listJoses, shownVkey } from './present-keys.ts'
import { proveEntry } from './prove-entry.ts'
import { readBack } from './read-back.ts'
import { sealKeysText } from './seal-keys.ts'

/** Beyond this the list is left out of a bundle: whoever opens it asks the register how the signing stands. */
const largestList = 1_000_000

/** Everything that a certificate is checked with, for somebody who asks nobody: a ZIP with the page that checks it. */
export async function bundleCertificate(
  parts: Parts,
  signing: Signing,
  page: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const certificate = await requireCertificate(parts, signing)
  const issue = signing.issues.findLast(({ pdf }) => pdf === certificate.sha256)
  if (!issue) throw new Error('a certificate is not in the log')
  const unsealed = await readBack(parts, certificate.pdf)
  if (!unsealed) throw new Error('a certificate of ours does not hold')
  const [register, proof, issued, trusted, list, texts] = await Promise.all([
    findRegister(parts.db),
    proveEntry(parts.db, signing.position),
    proveEntry(parts.db, issue.position),
    trustedFiles(parts),
    listOf(parts),
    textsOf(parts, signing),
  ])
  if (!register) throw new Error('a register that is not open has certificates')
  const checked: Files = new Map([
    [bundleFiles.pdf, certificate.pdf],
    [bundleFiles.leaf, unsealed.attachments.leaf],
    [bundleFiles.disclosures, unsealed.attachments.disclosures],
    [bundleFiles.proof, proof],
    [bundleFiles.issued, issued],
    ...list,
    ...trusted,
  ])
  const instructions = formatInstructions({
    reference: signing.reference,
    register: register.name,
    address: parts.address,
    sealedAt: millisecondsOf(unsealed.sealedAt) / 1000,
    root: formatHex(sha256(parts.keys.seal.root)),
    vkey: await shownVkey(parts),
    listed: list.size > 0,
    stamped: unsealed.stamps.length > 0,
  })
  return formatZip(
    new Map([
      ['VERIFY.txt', formatUtf8(instructions)],
      ['verify.html', formatUtf8(embedFiles(page, checked))],
      ...checked,
      ...texts,
    ]),
  )
}

/** What a certificate of this register is checked by. */
export async function trustedFiles(parts: Parts): Promise<Files> {
  const { keys } = parts
  return new Map([
    [bundleFiles.root, keys.seal.root],
    [bundleFiles.revoked, keys.seal.revoked],
    [bundleFiles.authorities, formatUtf8(await anchorsText(parts))],
    [bundleFiles.sealKeys, formatUtf8(await sealKeysText(parts))],
    [bundleFiles.policy, formatUtf8(await publishedPolicyText(parts))],
    [bundleFiles.vkey, formatUtf8(`${await shownVkey(parts)}\n`)],
    [
      bundleFiles.keys,
      formatUtf8(`${JSON.stringify({ keys: (await listJoses(parts)).map(({ publicKey }) => publicKey) })}\n`),
    ],
  ])
}

async function listOf({ db }: Parts): Promise<Files> {
  const [list, jws] = await Promise.all([findPublication(db, bundleFiles.list), findPublication(db, bundleFiles.jws)])
  if (!list || !jws || list.bytes.length > largestList) return new Map()
  return new Map([
    [bundleFiles.list, list.bytes],
    [bundleFiles.jws, jws.bytes],
  ])
}

/** The texts of the edition that was signed, under the names that they have at the register; the one that was signed as it was then. */
async function textsOf({ db }: Parts, { edition: id, language: read, text: signed }: Signing): Promise<Files> {
  const edition = (await listEditions(db)).find((one) => one.id === id)
  const texts = await Promise.all(
    (edition?.texts ?? []).map(async ({ language, sha256: digest }) => {
      const text = await findText(db, language === read && signed !== null ? signed : digest)
      return text ? [[`${edition?.slug}.${language}.md`, text.bytes] as const] : []
    }),
  )
  return new Map(texts.flat())
}
