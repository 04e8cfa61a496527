import type { Disclosure } from '../core/disclosure.ts'
import { digestsOf, disclosePersonal, formatEvidence, type OnlineEvidence } from '../core/evidence.ts'
import type { Instant } from '../core/day.ts'
import type { Signature } from '../core/sign-up.ts'
import type { Stamp } from '../core/stamp.ts'
import { consentWords } from '../core/statement.ts'
import type { Session } from '../storage/read/access.ts'
import { listActEvents } from '../storage/read/act-events.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import { stamp, type Parts } from './parts.ts'
import type { Press, Request } from './sign-edition.ts'

/** One press, by whom, on what and when. */
export type Pressed = {
  signUp: StoredSignUp
  number: number
  body: string
  request: Request
  press: Press
  session: Session
  at: Instant
}

/** The evidence of a press as it is kept. */
export type Recorded = Pick<Signature, 'evidence' | 'disclosures' | 'client'>

/** The record of a press, and behind its digests, what is in this person's own words and where the press came from. */
type Drafted = { record: OnlineEvidence; own: readonly Disclosure[]; client: readonly Disclosure[] }

/** The evidence of a press as it closes, and beside it, each behind its own salt, what may be erased. */
export async function recordAct(parts: Parts, pressed: Pressed): Promise<Recorded> {
  return recordedOf(await draftRecord(parts, pressed, stamp(parts)))
}

/** The same, as it is kept. */
export function recordedOf({ record, own, client }: Drafted): Recorded {
  return {
    evidence: formatEvidence(record),
    disclosures: own.map((one) => one.text),
    client: client.map((one) => one.text).join('~'),
  }
}

/** The record of a press under an id and salts: the same ones give the same, as long as the press is the same. */
export async function draftRecord(
  parts: Parts,
  { signUp, number: n, body, request, press, session, at }: Pressed,
  made: Pick<Stamp, 'id' | 'salt'>,
): Promise<Drafted> {
  const number = n === 2 ? 2 : 1
  const { edition, language, text, act, change, signatory, boardOn } = request
  const { own, client } = disclosePersonal(made.salt, {
    signatory: number,
    name: press.name,
    role: press.role,
    minute: signatory.minute,
    statement: press.statement,
    sentTo: signatory.address,
    client: { ...press.client, session: session.id },
  })
  const registered = signUp.draft.body && 'registered' in signUp.draft.body ? signUp.draft.body.registered : undefined
  const { authorised, read } = consentWords(request.name, change)
  const record: OnlineEvidence = {
    v: 2,
    id: made.id(),
    method: 'online',
    signUp: signUp.id,
    signatory: number,
    instrument: edition.instrument,
    edition: edition.id,
    language,
    ...(text !== '' && { text }),
    act,
    body: { ...(registered && { id: registered }), name: body },
    consent: [authorised, read],
    mandate: signatory.mandate,
    ...(signatory.decidedOn && { decidedOn: signatory.decidedOn }),
    ...(signatory.undecided && { undecided: true }),
    ...(boardOn && { boardOn }),
    confirmedBy: session.confirmedBy ?? 'mailed-code',
    carrier: parts.post.kind,
    events: await listActEvents(parts.db, signUp, number, at),
    signedAt: at,
    sd: digestsOf([...own, ...client]),
  }
  return { record, own, client }
}
