import { laterOf, type Day } from './day.ts'
import type { EntryOf } from './entry.ts'
import type { Recorded } from './recorded.ts'
import { formatReference } from './reference.ts'
import type { Surroundings } from './surroundings.ts'
import { tell } from './told.ts'
import type { SigningAct, ViewChange, Views } from './views.ts'

/** A signing with its signatures; its reference is its rank among the signings. */
export function recordedSigning(
  { position, entry, disclosures }: Recorded<EntryOf<'signing.recorded'>>,
  around: Surroundings,
): readonly ViewChange[] {
  const told = tell(disclosures)
  const rank = around.signings + 1
  return [
    {
      view: 'signings',
      insert: {
        position,
        id: entry.id,
        rank,
        reference: formatReference(around.prefix, rank),
        body: entry.body,
        edition: entry.edition,
        language: entry.language ?? null,
        text: entry.text ?? null,
        method: entry.method,
        check: entry.check,
        approvers: entry.approvers,
        attestedOn: entry.attestedOn ?? null,
        signedOn: lastSignedOn(entry.signatures),
      },
    },
    ...entry.signatures.map(({ on, mandate, decidedOn }, n): ViewChange => {
      const who = `signatory.${n + 1}`
      return {
        view: 'signatures',
        insert: {
          position,
          signing: entry.id,
          number: n + 1,
          onDay: on ?? null,
          mandate: mandate ?? null,
          decidedOn: decidedOn ?? null,
          name: told.text(`${who}.name`) ?? null,
          role: told.text(`${who}.role`) ?? null,
          minute: told.text(`${who}.minute`) ?? null,
        },
      }
    }),
  ]
}

function lastSignedOn(signatures: EntryOf<'signing.recorded'>['signatures']): Day | null {
  const days = signatures.flatMap(({ on }) => (on ? [on] : []))
  return days.length === signatures.length && days.length > 0 ? days.reduce(laterOf) : null
}

/** What was wrong in one of the signatures. */
export function correctedSigning({
  entry,
  disclosures,
}: Recorded<EntryOf<'signing.corrected'>>): readonly ViewChange[] {
  const told = tell(disclosures)
  const { signing, signature: number, decidedOn } = entry
  const who = `signatory.${number}`
  const role = told.text(`${who}.role`)
  const minute = told.text(`${who}.minute`)
  const set = { ...(decidedOn && { decidedOn }), ...(role && { role }), ...(minute && { minute }) }
  return [{ view: 'signatures', where: { signing, number }, set }]
}

/** Something that happened to a signing since, with the day from which it counts. */
export function signingAct(
  { position, entry }: Recorded<EntryOf<`signing.${SigningAct}`>>,
  facts: Partial<Pick<Views['signingActs'], 'onDay' | 'reviewBy' | 'ground'>>,
): readonly ViewChange[] {
  const act = acts[entry.type]
  return [
    {
      view: 'signingActs',
      insert: { position, signing: entry.signing, act, onDay: null, reviewBy: null, ground: null, ...facts },
    },
  ]
}

const acts = {
  'signing.reaffirmed': 'reaffirmed',
  'signing.withdrawn': 'withdrawn',
  'signing.suspended': 'suspended',
  'signing.reinstated': 'reinstated',
  'signing.removed': 'removed',
  'signing.voided': 'voided',
} as const satisfies Record<`signing.${SigningAct}`, SigningAct>
