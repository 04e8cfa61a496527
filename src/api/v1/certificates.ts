import * as v from 'valibot'
import { checkFile, publishedSize } from '../../actions/check-file.ts'
import { tellProof, type ToldProof } from '../../actions/hand-out-certificate.ts'
import { now, type Parts } from '../../actions/parts.ts'
import { londonDay, type FullDay } from '../../core/day.ts'
import { checks, grounds, mandates, methods } from '../../core/entry.ts'
import { erasedFrom } from '../../core/erasure.ts'
import type { SaidOfOwn } from '../../core/own-words.ts'
import { proofLevels } from '../../core/proof-level.ts'
import { prolongTroubles } from '../../core/prolonging.ts'
import { Refusal } from '../../core/refusal.ts'
import { certificateAddress } from '../../credentials/list.ts'
import { askedDay, askedSize, fileDigest } from '../../http/parse.ts'
import { editionName } from '../../storage/read/editions.ts'
import { findSigning, type Signing } from '../../storage/read/signings.ts'
import { openReading } from '../../storage/read/asked.ts'
import { listCheckedDomains } from '../../storage/read/checked-domains.ts'
import { listOwnWords } from '../../storage/read/own-words.ts'
import { requireStanding } from '../../storage/read/reading.ts'
import { certificateDigest } from '../../storage/read/standings.ts'
import { nothing, operation } from '../operation.ts'
import { day, named, standing, tellStanding } from './answers.ts'

const signature = v.object({
  name: v.nullable(v.string()),
  role: v.nullable(v.string()),
  signedOn: day,
  decidedOn: day,
  mandate: v.nullable(v.picklist(mandates)),
  minute: v.nullable(v.string()),
  /** What stood here once, by which entry it was erased, on which day and why. */
  erased: v.array(
    v.object({
      member: v.picklist(['name', 'role', 'minute']),
      on: v.string(),
      ground: v.picklist(grounds),
      entry: v.number(),
    }),
  ),
})

const certificate = v.object({
  reference: v.string(),
  address: v.string(),
  body: named,
  edition: named,
  language: v.nullable(v.string()),
  text: v.nullable(v.string()),
  asAt: v.string(),
  standing,
  signatures: v.array(signature),
  /** What the body said in words of its own as it signed, and where it lists the members on whose behalf it did. */
  own: v.object({
    statement: v.nullable(v.string()),
    pledges: v.array(v.object({ theme: v.number(), text: v.string() })),
    members: v.nullable(v.object({ list: v.string(), on: day })),
  }),
  method: v.picklist(methods),
  check: v.array(v.picklist(checks)),
  /** The email domains that were checked: the body's own, or of a host, who gives it a mailbox. */
  domains: v.array(v.object({ domain: v.string(), of: v.picklist(['own', 'host']) })),
  entry: v.number(),
  /** As it was issued: a file that was time-stamped since begins with it. */
  pdf: v.nullable(v.object({ address: v.string(), sha256: v.string() })),
  /** How the PDF is proved, by which time-stamps, until when, and why it is not proved better. */
  proof: v.nullable(
    v.object({
      level: v.picklist(proofLevels),
      stamps: v.array(
        v.object({
          authority: v.string(),
          policy: v.string(),
          serial: v.string(),
          stampedAt: v.string(),
          holdsUntil: v.string(),
        }),
      ),
      trouble: v.nullable(v.picklist(prolongTroubles)),
      handedOut: v.boolean(),
    }),
  ),
})

/** What a certificate says, and what stands today. */
export const certificateOperations = [
  operation(
    {
      method: 'get',
      path: '/certificates',
      summary:
        'Whether a file is a certificate of this register, by its SHA-256, and if it is, its entry and how the signing stands today',
      query: v.object({ sha256: fileDigest }),
      body: nothing,
      status: 200,
      answer: v.object({
        sha256: v.string(),
        authentic: v.boolean(),
        replacedBy: v.nullable(v.string()),
        logged: v.nullable(v.object({ entry: v.number(), size: v.nullable(v.number()), proof: v.string() })),
        certificate: v.nullable(certificate),
      }),
    },
    async ({ parts, query: { sha256 } }) => {
      const issued = await checkFile(parts.db, sha256)
      if (!issued) return { sha256, authentic: false, replacedBy: null, logged: null, certificate: null }
      const { signing, entry, replacedBy = null } = issued
      const size = (await publishedSize(parts.db, entry)) ?? null
      return {
        sha256,
        authentic: true,
        replacedBy,
        logged: { entry, size, proof: `${parts.address}/log/proofs/${entry}` },
        certificate: await tellCertificate(parts, signing, {}),
      }
    },
  ),
  operation(
    {
      method: 'get',
      path: '/certificates/:reference',
      summary: 'The facts of a certificate, how its signing stands on a day, and the digest of the sealed PDF',
      query: v.object({ 'as-at': askedDay, askedSize, 'log-size': askedSize }),
      body: nothing,
      status: 200,
      answer: certificate,
    },
    async ({ parts, at, query }) => {
      const signing = await findSigning(parts.db, at('reference'))
      if (!signing) throw new Refusal('not-found', 'No certificate has this reference.')
      return tellCertificate(parts, signing, query)
    },
  ),
]

type Asked = { 'as-at'?: FullDay | undefined; 'log-size'?: number | undefined }

async function tellCertificate(parts: Parts, found: Signing, asked: Asked) {
  const { reading, day: present } = await openReading(parts.db, asked['log-size'], londonDay(now(parts)))
  const asAt = asked['as-at'] ?? present
  const { signing, body, edition, standing: stands } = await requireStanding(reading, found, asAt)
  const address = certificateAddress(parts.address, signing.reference)
  const sha256 = certificateDigest(signing)
  return {
    reference: signing.reference,
    address,
    body: { slug: body.slug, name: body.name },
    edition: { slug: edition.slug, name: editionName(edition) },
    language: signing.language,
    text: signing.text,
    asAt,
    standing: tellStanding(stands),
    signatures: signing.signatures.map((one) => {
      const { name, role, onDay, decidedOn, mandate, minute } = one
      const erased = erasedFrom(signing.erasures, one, ['name', 'role', 'minute']).map(
        ({ member, onDay: on, ground, position }) => ({ member, on, ground, entry: position }),
      )
      return { name, role, signedOn: onDay, decidedOn, mandate, minute, erased }
    }),
    own: tellOwn((await listOwnWords(parts.db, [signing.position])).get(signing.position)),
    method: signing.method,
    check: signing.check,
    domains: (await listCheckedDomains(parts.db, [signing])).get(signing.position) ?? [],
    entry: signing.position,
    pdf: sha256 ? { address: `${address}.pdf`, sha256 } : null,
    proof: tellProved(await tellProof(parts, signing)),
  }
}

function tellProved(proof: ToldProof | undefined) {
  if (!proof) return null
  const { level, stamps, trouble, handedOut } = proof
  return { level, stamps: [...stamps], trouble, handedOut }
}

function tellOwn(said: SaidOfOwn | undefined) {
  const members = said?.members
  return {
    statement: said?.statement ?? null,
    pledges: said?.pledges ?? [],
    members: members ? { list: members.list, on: members.on ?? null } : null,
  }
}
