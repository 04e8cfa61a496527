import { parseX509Certificate } from '../certificate/x509-chain.ts'
import { digestOf, parseDisclosure, type Disclosure } from '../core/disclosure.ts'
import { parseEvidence, quotedIn } from '../core/evidence.ts'
import { Refusal } from '../core/refusal.ts'
import type { SignUp } from '../core/sign-up.ts'
import { asText } from '../core/told.ts'
import type { Uuid } from '../core/uuid.ts'
import {
  evidenceFiles,
  evidenceType,
  formatEvidenceFile,
  type EvidenceFile,
  type Receipt,
} from '../core/evidence-file.ts'
import { formatBase64 } from '../encoding/base64.ts'
import { parseJson } from '../encoding/canonical-json.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { formatZip } from '../encoding/zip.ts'
import { formatTlogProof } from '../log/tlog-proof.ts'
import { leafHash } from '../log/tree.ts'
import { formatEvidenceWords } from '../verify/evidence-words.ts'
import { listActEvents } from '../storage/read/act-events.ts'
import { findAppended, listDisclosures, type Appended } from '../storage/read/entries.ts'
import { findPublished } from '../storage/read/log.ts'
import { findCertificate } from '../storage/read/publications.ts'
import { findRegister } from '../storage/read/register.ts'
import { listSigningsById, type Signing } from '../storage/read/signings.ts'
import { trustedFiles } from './bundle-certificate.ts'
import { tellProof } from './hand-out-certificate.ts'
import { now, type Parts } from './parts.ts'
import { presentJose } from './present-keys.ts'
import { findProof } from './prove-entry.ts'
import { readBack } from './read-back.ts'

/** One signature: of which edition, and by whom of those who sign. */
export type Signed = { edition: Uuid; signatory: number }

/** The evidence of one signature and the register's detached signature over these very bytes. */
export async function signEvidence(
  parts: Parts,
  signUp: SignUp,
  signed: Signed,
): Promise<{ file: Uint8Array<ArrayBuffer>; jws: string }> {
  const file = formatEvidenceFile(await tellEvidence(parts, signUp, signed))
  return { file, jws: await (await presentJose(parts)).signDetached(file, evidenceType) }
}

/** The same with what it is checked with, for its body and for whoever signed, and for nobody else: a ZIP. */
export async function bundleEvidence(parts: Parts, signUp: SignUp, signed: Signed): Promise<Uint8Array<ArrayBuffer>> {
  const { file, jws } = await signEvidence(parts, signUp, signed)
  return formatZip(
    new Map([
      ['README.txt', formatUtf8(formatEvidenceWords(parts.address))],
      [evidenceFiles.file, file],
      [evidenceFiles.jws, formatUtf8(jws)],
      ...(await trustedFiles(parts)),
    ]),
  )
}

async function tellEvidence(parts: Parts, signUp: SignUp, signed: Signed): Promise<EvidenceFile> {
  const { db } = parts
  const register = await findRegister(db)
  const at = now(parts)
  const entry = await findEntry(parts, signUp, signed)
  const held = entry ? await listDisclosures(db, entry.position) : []
  const recorded = held.find((one) => one.name === `evidence.${signed.signatory}`) ?? held.find(isQuoting)
  const act = signUp.signatures.find(
    ({ edition, signatory }) => edition === signed.edition && signatory === signed.signatory,
  )
  const text = asText(recorded?.value)
  const record = text === undefined ? act?.evidence : (quotedIn(text) ?? text)
  if (!register || record === undefined)
    throw new Refusal('not-found', 'There is no record of this signature: nobody has signed yet, or it was erased.')
  const receipt = entry && (await tellReceipt(parts, entry, held))
  return {
    v: 1,
    asAt: at,
    register: { name: register.name, address: parts.address },
    evidence: parseJson(record),
    ...(recorded && { recorded: recorded.text }),
    ...behind(record, [...held.map((one) => one.text), ...(act?.disclosures ?? [])], act?.client ?? null),
    events: await listActEvents(db, signUp, signed.signatory, at),
    ...(receipt && { receipt }),
  }
}

/** The entry that an accepted sign-up became for one edition, or the change that it was. */
async function findEntry({ db }: Parts, { id, draft }: SignUp, { edition }: Signed): Promise<Appended | undefined> {
  const appended = await findAppended(db, `acceptance:${id}`)
  return appended?.find(({ entry }) =>
    draft.change ? entry.type.startsWith('signing.') : entry.type === 'signing.recorded' && entry.edition === edition,
  )
}

function isQuoting({ name, value }: Disclosure): boolean {
  return name === 'account' && quotedIn(asText(value) ?? '') !== undefined
}

/** What stands behind the digests of a record, as far as it is still there. */
function behind(
  record: string,
  texts: readonly string[],
  client: string | null,
): Pick<EvidenceFile, 'disclosures' | 'client'> {
  const read = parseEvidence(record)
  if (read.v === 1) return { disclosures: [], ...(client !== null && { client }) }
  const all = [...new Set([...texts, ...(client?.split('~') ?? [])])].filter((text) => read.sd.includes(digestOf(text)))
  return { disclosures: all.map((text) => ({ ...parseDisclosure(text), text })).toSorted(byName) }
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)

/** What is known of an entry and what was issued for it, once the world may see the entry. */
async function tellReceipt(
  parts: Parts,
  { position, entry, leaf }: Appended,
  held: readonly Disclosure[],
): Promise<Receipt | undefined> {
  const seen = await findPublished(parts.db)
  const [signing] = await listSigningsById(parts.db, 'signing' in entry ? entry.signing : entry.id)
  if (!seen || position >= seen.size || !signing) return undefined
  const { hashes, published } = await findProof(parts.db, position)
  const people = held.filter(({ name }) => name === 'transcriber' || name.startsWith('approver.'))
  return {
    signing: signing.id,
    reference: signing.reference,
    verify: `${parts.address}/verify`,
    entry: position,
    leafHash: formatHex(leafHash(sha256, leaf)),
    size: published.size,
    root: formatBase64(published.root),
    proof: formatTlogProof({ extra: leaf, index: position, hashes, checkpoint: published.note }),
    check: {
      method: signing.method,
      levels: [...signing.check],
      approvers: signing.approvers,
      at: entry.at,
      by: people.flatMap(({ value }) => asText(value) ?? []),
    },
    certificates: signing.issues.map((issue) => ({ entry: issue.position, sha256: issue.pdf })),
    ...(await tellSeal(parts, signing)),
  }
}

/** How the certificate of a signing was sealed and what became of it since; nothing while one is made. */
async function tellSeal(parts: Parts, signing: Signing): Promise<Pick<Receipt, 'seal' | 'served'>> {
  const certificate = await findCertificate(parts.db, signing.id)
  const proof = await tellProof(parts, signing)
  if (!certificate || !proof) return {}
  const unsealed = await readBack(parts, certificate.pdf)
  const [leaf] = unsealed?.chain ?? []
  if (!unsealed || !leaf) throw new Error('a certificate of ours does not hold')
  return {
    seal: {
      serial: formatHex(parseX509Certificate(leaf).serial),
      fingerprint: formatHex(sha256(leaf)),
      sealedAt: unsealed.sealedAt,
    },
    served: {
      sha256: formatHex(sha256(certificate.pdf)),
      level: proof.level,
      stamps: [...proof.stamps],
      ...(proof.trouble && { trouble: proof.trouble }),
    },
  }
}
