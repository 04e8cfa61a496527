import { makeCertificate } from '../certificate/make-certificate.ts'
import type { CertificateFacts, SignatureFacts } from '../certificate/facts.ts'
import { chooseWordings } from '../certificate/words.ts'
import { erasedFrom } from '../core/erasure.ts'
import { head } from '../core/stamp.ts'
import type { Uuid } from '../core/uuid.ts'
import { certificateAddress } from '../credentials/list.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { findBodyById } from '../storage/read/bodies.ts'
import { type Edition, listEditions } from '../storage/read/editions.ts'
import { findEntryAt, listDisclosures } from '../storage/read/entries.ts'
import { listCheckedDomains } from '../storage/read/checked-domains.ts'
import { findCertificate } from '../storage/read/publications.ts'
import { findRegister } from '../storage/read/register.ts'
import { listSigningsById, type Signing } from '../storage/read/signings.ts'
import { append } from '../storage/write/append.ts'
import { insertCertificate, stillUncertified } from '../storage/write/publications.ts'
import { againIfOvertaken, now, stamp, type Parts } from './parts.ts'
import { presentSealer } from './present-keys.ts'
import { proveEntry } from './prove-entry.ts'

/**
 * Makes the certificate of a signing that a published checkpoint covers: its first, or another in place of one that showed
 * what was erased since. Sealing twice gives two files, so the key decides: the first stored bytes win, and a racing
 * instance throws its own away. Erased while it is made, it is made once more.
 */
export async function issueCertificate(parts: Parts, id: Uuid): Promise<void> {
  await againIfOvertaken(parts, () => issue(parts, id))
}

async function issue(parts: Parts, id: Uuid): Promise<void> {
  const [signing] = await listSigningsById(parts.db, id)
  if (!signing) throw new Error('a certificate was asked for a signing that is not there')
  if (await findCertificate(parts.db, id)) return

  const edition = (await listEditions(parts.db)).find((one) => one.id === signing.edition)
  if (!edition) throw new Error('a signing points to what is not there')
  const held = edition.texts.map(({ language }) => language)
  const pdf = await makeCertificate(await factsOf(parts, signing, edition), await attachmentsOf(parts, signing), {
    ...parts.craft,
    wordings: chooseWordings(parts.craft.wordings, signing.language, held),
    sealer: await presentSealer(parts),
    sealedAt: now(parts),
  })
  const digest = formatHex(sha256(pdf))
  const { common, disclosures } = head(stamp(parts), [])
  const number = signing.issues.length + 1
  const replaces = signing.issues.at(-1)?.pdf
  const entry = {
    ...common,
    type: 'certificate.issued',
    signing: id,
    pdf: digest,
    ...(replaces && { replaces }),
  } as const
  const provided = stillUncertified(parts.db, signing)
  const key = `certificate:${id}:${number}`
  await append(parts.db, { key, size: null, drafts: [{ entry, disclosures }], provided }, [
    insertCertificate(parts.db, { signing: id, number, sha256: digest, pdf }, entry.id),
  ])
}

async function factsOf(parts: Parts, signing: Signing, edition: Edition): Promise<CertificateFacts> {
  const register = await findRegister(parts.db)
  const body = await findBodyById(parts.db, signing.body)
  const [first, second] = signing.signatures.map((signature) => signatureFacts(signing, signature))
  if (!register || !body || !first) throw new Error('a signing points to what is not there')
  return {
    reference: signing.reference,
    entry: signing.position,
    register: register.name,
    custodian: register.custodian,
    demonstration: register.demonstration,
    body: body.name,
    instrument: edition.instrumentName,
    edition: edition.label,
    signatures: second ? [first, second] : [first],
    method: signing.method,
    checks: signing.check,
    domains: (await listCheckedDomains(parts.db, [signing])).get(signing.position) ?? [],
    address: certificateAddress(parts.address, signing.reference),
  }
}

function signatureFacts(signing: Signing, signature: Signing['signatures'][number]): SignatureFacts {
  const { name, role, mandate, decidedOn, minute, onDay } = signature
  const erasedOn = erasedFrom(signing.erasures, signature, ['name', 'role'])
    .map((erasure) => erasure.onDay)
    .toSorted()
    .at(-1)
  const who = {
    ...(erasedOn && { erasedOn }),
    ...(name !== null && { name }),
    ...(role !== null && { role }),
    ...(mandate && { mandate }),
    ...(decidedOn && { decidedOn }),
    ...(minute && { minute }),
  }
  if (onDay !== null) return { ...who, signedOn: onDay }
  if (signing.attestedOn === null) throw new Error('a signing has neither a day nor a source')
  return { ...who, attestedOn: signing.attestedOn }
}

async function attachmentsOf(parts: Parts, { position }: Signing) {
  const entry = await findEntryAt(parts.db, position)
  if (!entry) throw new Error('a signing has no entry')
  // What is in a sealed file cannot be called back: only what may be published goes in.
  const told = (await listDisclosures(parts.db, position)).filter((one) => one.public)
  return {
    leaf: entry.leaf,
    proof: await proveEntry(parts.db, position),
    disclosures: formatUtf8(`${JSON.stringify(told.map(({ text }) => text))}\n`),
  }
}
