import { digestsOf, disclosePersonal, formatEvidence } from '../core/evidence.ts'
import type { Instant } from '../core/day.ts'
import type { Signature, SignUp } from '../core/sign-up.ts'
import { consentWords } from '../core/statement.ts'
import type { Session } from '../storage/read/access.ts'
import { listActEvents } from '../storage/read/act-events.ts'
import { stamp, type Parts } from './parts.ts'
import type { Press, Request } from './sign-edition.ts'

/** One press, by whom, on what and when. */
type Pressed = {
  signUp: SignUp
  number: number
  body: string
  request: Request
  press: Press
  session: Session
  at: Instant
}

/** The evidence of a press as it closes, and beside it, each behind its own salt, what may be erased. */
export async function recordAct(
  parts: Parts,
  { signUp, number: n, body, request, press, session, at }: Pressed,
): Promise<Pick<Signature, 'evidence' | 'disclosures' | 'client'>> {
  const made = stamp(parts)
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
  const evidence = formatEvidence({
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
  })
  return {
    evidence,
    disclosures: own.map((one) => one.text),
    client: client.map((one) => one.text).join('~'),
  }
}
