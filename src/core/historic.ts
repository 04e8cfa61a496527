import { formatCanonicalText } from '../encoding/canonical-json.ts'
import type { Day } from './day.ts'
import type { EntryOf } from './entry.ts'
import type { Field } from './disclosure.ts'
import { head, type Draft, type Stamp } from './stamp.ts'
import type { Uuid } from './uuid.ts'

/** A signing that a source tells of. What nobody recorded is not there; the source and its day always are. */
export type HistoricSigning = {
  body: Uuid
  edition: Uuid
  signedOn: Day | undefined
  attestedOn: Day
  role: string | undefined
  source: string
}

/** The entry of a signing from before the register: one signature, of which little may be known, and the source cited. */
export function recordHistoricSigning(signing: HistoricSigning, stamp: Stamp): Draft<EntryOf<'signing.recorded'>> {
  const { body, edition, signedOn, attestedOn, role, source } = signing
  const { common, disclosures } = head(stamp, [
    ...(role ? [{ name: 'signatory.1.role', value: role, public: true }] : []),
    { name: 'source', value: source, public: true },
  ])
  const entry: EntryOf<'signing.recorded'> = {
    ...common,
    type: 'signing.recorded',
    body,
    edition,
    method: 'historic',
    check: ['source-cited'],
    approvers: 1,
    attestedOn,
    signatures: [{ ...(signedOn && { on: signedOn }) }],
  }
  return { entry, disclosures }
}

/** The end of a body, as a source tells of it, and what came after it. */
export type End = {
  body: Uuid
  on: Day
  reason: EntryOf<'body.ended'>['reason']
  successors: readonly Pick<NonNullable<EntryOf<'body.ended'>['successors']>[number], 'body' | 'relation'>[]
  source: string | undefined
}

/** The entry of an end, which may be long ago; its source is the evidence of every succession. */
export function endBody({ body, on, reason, successors, source }: End, stamp: Stamp): Draft<EntryOf<'body.ended'>> {
  const fields: Field[] = source ? [{ name: 'source', value: source, public: true }] : []
  const { common, disclosures } = head(stamp, fields)
  const evidence = disclosures[0]?.digest
  const next = successors
    .map(({ body: successor, relation }) => ({ body: successor, relation, ...(evidence && { evidence }) }))
    .toSorted((a, b) => (formatCanonicalText(a) < formatCanonicalText(b) ? -1 : 1))
  const entry: EntryOf<'body.ended'> = {
    ...common,
    type: 'body.ended',
    body,
    on,
    reason,
    ...(next.length > 0 && { successors: next }),
  }
  return { entry, disclosures }
}
