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

/** The entry of a later name of a body, and of what it is called in Welsh from then on. */
export function renameBody(
  { body, name, welsh, from }: { body: Uuid; name: string; welsh: string | undefined; from: Day },
  stamp: Stamp,
): Draft<EntryOf<'body.renamed'>> {
  const { common, disclosures } = head(stamp, [
    { name: 'name.en', value: name, public: true },
    ...(welsh ? [{ name: 'name.cy', value: welsh, public: true }] : []),
  ])
  return { entry: { ...common, type: 'body.renamed', body, from }, disclosures }
}

/** The entry of numbers that a body has no longer; they are told by the digests of their disclosures. */
export function endIdentifiers(
  { body, on, digests }: { body: Uuid; on: Day; digests: readonly string[] },
  stamp: Stamp,
): Draft<EntryOf<'body.corrected'>> {
  const { common, disclosures } = head(stamp, [])
  return { entry: { ...common, type: 'body.corrected', body, on, ends: digests.toSorted() }, disclosures }
}

/** The entry of an end that somebody has announced. */
export function announceEnd(
  { body, on, reason }: Pick<EntryOf<'body.end-announced'>, 'body' | 'on' | 'reason'>,
  stamp: Stamp,
): Draft<EntryOf<'body.end-announced'>> {
  const { common, disclosures } = head(stamp, [])
  return { entry: { ...common, type: 'body.end-announced', body, on, reason }, disclosures }
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
