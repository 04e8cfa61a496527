import { addSeconds, parseInstant } from '../core/day.ts'
import { digestsOf, type OnlineEvidence } from '../core/evidence.ts'
import {
  approvedOf,
  digestOfRegistration,
  formatPasskeyStatement,
  parsePasskeyStatement,
} from '../core/passkey-statement.ts'
import { Refusal } from '../core/refusal.ts'
import { formatBase64Url, parseBase64Url } from '../encoding/base64.ts'
import { unlessMalformedLater } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { keepAssertion } from '../keys/passkey-assertion.ts'
import { domainOf, type NewPasskeyAnswer, type PasskeyAnswer } from '../keys/passkey.ts'
import { openText, sealText } from '../keys/sealed-text.ts'
import { verifyPasskeyEvidence, type PasskeyFault } from '../verify/passkey-evidence.ts'
import { stamp, type Parts } from './parts.ts'
import { challengeSeconds } from './passkey-challenge.ts'
import { draftRecord, recordedOf, type Pressed, type Recorded } from './record-act.ts'

/** What the browser answered to a statement, and the statement as it was handed out. */
export type Approval = { sealed: string; answer: PasskeyAnswer }

/** What to do where a passkey came to nothing. */
export const unsigned = 'Nothing has been signed. Try again, or sign without a passkey.'

/**
 * What a passkey that was just made is to sign of a press, and what the browser brings back with it: sealed, so that nothing is
 * written before the act is. It is worth something for this act alone, which is done once, and for a short while.
 */
export async function drawStatement(
  parts: Parts,
  pressed: Pressed,
  { attestationObject, clientDataJSON }: NewPasskeyAnswer['response'],
): Promise<{ sealed: string; challenge: Uint8Array<ArrayBuffer> }> {
  const { at, session } = pressed
  const salts: Uint8Array[] = []
  const made = stamp(parts)
  const salt = () => {
    const fresh = made.salt()
    salts.push(fresh)
    return fresh
  }
  const { record, own } = await draftRecord(parts, pressed, { id: made.id, salt })
  const registration = { attestationObject, clientDataJSON, at }
  const statement = formatPasskeyStatement({
    v: 1,
    purpose: 'signature',
    origin: parts.address,
    signature: approvedOf(record),
    sd: digestsOf(own),
    confirmedBy: record.confirmedBy,
    confirmedAt: session.begunAt,
    registration: digestOfRegistration(registration),
    issuedAt: at,
    expiresAt: addSeconds(at, challengeSeconds),
    nonce: formatBase64Url(parts.chance(16)),
  })
  const texts = [formatBase64Url(statement), attestationObject, clientDataJSON, at]
  const kept = [...texts, ...salts.slice(0, own.length).map(formatBase64Url)].join('~')
  const sealed = await sealText(parts.keys.tokens, placeOf(pressed), kept, parts.chance(12))
  return { sealed, challenge: sha256(statement) }
}

/** The evidence of a press that a passkey approves: the record is drawn once more, and has to be the one that was signed. */
export async function recordApproved(parts: Parts, pressed: Pressed, { sealed, answer }: Approval): Promise<Recorded> {
  const kept = await unlessMalformedLater(() => openText(parts.keys.tokens, placeOf(pressed), sealed))
  if (kept === undefined) throw unproven('other-act')
  const [statement = '', attestationObject = '', clientDataJSON = '', at = '', ...salts] = kept.split('~')
  const { signature } = parsePasskeyStatement(parseBase64Url(statement))
  const drawn = salts.map(parseBase64Url)
  const made = { id: () => signature.id, salt: () => drawn.shift() ?? parts.chance(16) }
  const drafted = await draftRecord(parts, pressed, made)
  const registration = { attestationObject, clientDataJSON, at: parseInstant(at) }
  const assertion = keepAssertion(answer, registration, domainOf(parts.address))
  if (!assertion) throw unproven('malformed')
  const record: OnlineEvidence = { ...drafted.record, passkey: { statement, ...assertion, registration } }
  const verdict = await verifyPasskeyEvidence(record)
  if (!verdict.valid) throw unproven(verdict.reason)
  return recordedOf({ ...drafted, record })
}

/** What is said where no passkey made the act its own: that nothing happened, and what to do next. */
function unproven(reason: PasskeyFault): Refusal {
  const why =
    reason === 'out-of-time'
      ? `The passkey took longer than ${challengeSeconds / 60} minutes.`
      : 'The passkey did not approve what you are signing now.'
  return new Refusal('passkey-wrong', `${why} ${unsigned}`, 'passkey')
}

function placeOf({ signUp, number, request }: Pressed): string {
  return ['passkey-statement', signUp.id, number, request.edition.id].join('\0')
}
