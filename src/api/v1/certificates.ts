import * as v from 'valibot'
import { now } from '../../actions/parts.ts'
import { londonDay } from '../../core/day.ts'
import { checks, mandates, methods } from '../../core/entry.ts'
import { Refusal } from '../../core/refusal.ts'
import { certificateAddress } from '../../credentials/list.ts'
import { askedDay } from '../../http/parse.ts'
import { editionName } from '../../storage/read/editions.ts'
import { findSigning } from '../../storage/read/signings.ts'
import { certificateDigest, requireStanding } from '../../storage/read/standings.ts'
import { nothing, operation } from '../operation.ts'
import { day, named, standing, tellStanding } from './answers.ts'

const signature = v.object({
  name: v.nullable(v.string()),
  role: v.nullable(v.string()),
  signedOn: day,
  decidedOn: day,
  mandate: v.nullable(v.picklist(mandates)),
  minute: v.nullable(v.string()),
})

/** What a certificate says, and what stands today. */
export const certificateOperations = [
  operation(
    {
      method: 'get',
      path: '/certificates/:reference',
      summary: 'The facts of a certificate, how its signing stands on a day, and the digest of the sealed PDF',
      query: v.object({ 'as-at': askedDay }),
      body: nothing,
      status: 200,
      answer: v.object({
        reference: v.string(),
        address: v.string(),
        body: named,
        edition: named,
        language: v.nullable(v.string()),
        text: v.nullable(v.string()),
        asAt: v.string(),
        standing,
        signatures: v.array(signature),
        method: v.picklist(methods),
        check: v.array(v.picklist(checks)),
        entry: v.number(),
        pdf: v.nullable(v.object({ address: v.string(), sha256: v.string() })),
      }),
    },
    async ({ parts, at, query }) => {
      const signing = await findSigning(parts.db, at('reference'))
      if (!signing) throw new Refusal('not-found', 'No certificate has this reference.')
      const asAt = query['as-at'] ?? londonDay(now(parts))
      const { body, edition, standing: stands } = await requireStanding(parts.db, signing, asAt)
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
        signatures: signing.signatures.map(({ name, role, onDay, decidedOn, mandate, minute }) => {
          return { name, role, signedOn: onDay, decidedOn, mandate, minute }
        }),
        method: signing.method,
        check: signing.check,
        entry: signing.position,
        pdf: sha256 ? { address: `${address}.pdf`, sha256 } : null,
      }
    },
  ),
]
