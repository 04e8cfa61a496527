import { sayAct, type AskedChange } from '../core/asked-change.ts'
import { londonDay, type FullDay } from '../core/day.ts'
import { boardAhead } from '../core/decision.ts'
import { Refusal } from '../core/refusal.ts'
import {
  assurePledge,
  isUndecided,
  missingSignatures,
  stateOf,
  type Pledge,
  type Signatory,
  type Signature,
  type SignUp,
} from '../core/sign-up.ts'
import { statementFor } from '../core/statement.ts'
import type { Uuid } from '../core/uuid.ts'
import { allOf, not, write, type Statement } from '../storage/database.ts'
import type { Session } from '../storage/read/access.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import { editionName, listEditions, type Edition } from '../storage/read/editions.ts'
import { insertLink, isToBeSent } from '../storage/write/access.ts'
import { countsActs, insertAct, isMissing, overtaken, touchSignUp } from '../storage/write/sign-ups.ts'
import { assureFits, assureSettable } from './assure-certifiable.ts'
import { requireSignUp } from './fill-in-sign-up.ts'
import { findPlace } from './find-place.ts'
import { draftLink } from './links.ts'
import { draftMail, draftMails } from './mails.ts'
import { now, type Parts } from './parts.ts'
import { recordApproved, type Approval } from './passkey-statement.ts'
import { recordAct, type Pressed } from './record-act.ts'
import { waitingLetters } from './waiting-letters.ts'
import { askedSaid, bodyNameOf, editionsSaid } from './name-sign-up.ts'

/** One press that a signatory is asked for: the edition, the text they read or the change they confirm, and the exact words they sign. */
export type Request = {
  edition: Edition
  name: string
  /** What it is to do, in words: `sign the Shropshire Compact 2014`. */
  act: string
  language: string
  /** The digest of the text; empty where what is asked for is no signing of it and it is not held. */
  text: string
  change: AskedChange | undefined
  signatory: Signatory
  /** When the body is to decide, where that lies ahead. */
  boardOn: FullDay | undefined
  statement: string
  signed: boolean
}

/** What a confirmed signatory is asked to sign, edition by edition. */
export async function listRequests(
  parts: Parts,
  session: Session,
): Promise<{ signUp: StoredSignUp; number: number; body: string; requests: readonly Request[] }> {
  const { signUp, number, signatory } = await findPlace(parts, session)
  const body = await bodyNameOf(parts, signUp)
  const missing = missingSignatures(signUp)
  const { change } = signUp.draft
  const boardOn = boardAhead(signUp, londonDay(now(parts)))
  const editions = await listEditions(parts.db)
  const requests = signUp.draft.editions.flatMap(({ edition: id, language }) => {
    const edition = editions.find((one) => one.id === id)
    const text = edition?.texts.find((one) => one.language === language)?.sha256
    // Whoever withdraws may have signed long ago what nobody has the text of any more.
    if (!edition || (!text && !change)) return []
    const name = editionName(edition)
    const signed = !missing.some((one) => one.signatory === number && one.edition === id)
    const statement = statementFor({ ...signatory, boardOn }, body, name, change)
    const act = sayAct(name, change)
    return [{ edition, name, act, language, text: text ?? '', change, signatory, boardOn, statement, signed }]
  })
  return { signUp, number, body, requests }
}

/** What a signatory sends: what they typed and ticked, and the statement as they read it. */
export type Press = Pledge & {
  statement: string
  client: { address: string; agent: string }
  /** Where a passkey approves it as well. */
  passkey?: Approval | undefined
}

/** A press that may be kept, or undefined where it was; refuses what somebody may not sign. */
export async function judgePress(
  parts: Parts,
  session: Session,
  edition: Uuid,
  press: Press,
): Promise<Pressed | undefined> {
  const { signUp, number, body, requests } = await listRequests(parts, session)
  const request = requests.find((one) => one.edition.id === edition)
  if (!request) throw new Refusal('not-found', 'You have not been asked to sign this.')
  if (request.signed) return undefined
  if (stateOf(signUp) !== 'sent') throw new Refusal('already-done', 'There is nothing to sign here at the moment.')
  assurePledge(press)
  assureSettable(parts, press.name, 'name')
  assureSettable(parts, press.role, 'role')
  const { signatory, change, boardOn } = request
  if (!change) await assureFits(parts, withPress(signUp, number, press), 'role')
  const statement = statementFor({ ...signatory, boardOn, role: press.role }, body, request.name, change)
  if (statement !== press.statement) {
    throw new Refusal('statement-changed', 'Your role has changed the statement. Read it again, then sign.', 'role')
  }
  return { signUp, number, body, request, press, session, at: now(parts) }
}

/** Keeps a person's act of signing one edition. A second press of the same button changes nothing. */
export async function signEdition(parts: Parts, session: Session, edition: Uuid, press: Press): Promise<void> {
  const pressed = await judgePress(parts, session, edition, press)
  if (!pressed) return
  const { signUp, number, body, request, at } = pressed
  const { language, text } = request
  const { name, role, statement, passkey } = press
  const record = await (passkey ? recordApproved(parts, pressed, passkey) : recordAct(parts, pressed))
  const act: Signature = { signatory: number, edition, language, text, at, name, role, statement, ...record }
  const kept = await write(parts.db, [
    ...(await tellPreparer(parts, signUp, body, act)),
    ...(await tellComplete(parts, signUp, body, act)),
    touchSignUp(parts.db, signUp, at, isMissing(signUp, act)),
    insertAct(parts.db, signUp, act),
  ])
  if (kept.at(-1)?.rowsAffected === 1) return
  // Either the same press came twice at once, or the sign-up was taken back under its hand.
  const { signatures } = await requireSignUp(parts, signUp.id)
  if (!signatures.some((one) => one.signatory === number && one.edition === edition)) throw overtaken()
}

/** The sign-up as it would be certified: name and role as the signatory types them. */
function withPress(signUp: SignUp, number: number, { name, role }: Press): Pick<SignUp, 'draft'> {
  const signatories = signUp.draft.signatories.map((one, n) => (n + 1 === number ? { ...one, name, role } : one))
  return { draft: { ...signUp.draft, signatories } }
}

/**
 * With the last act the coordinators are told, or the preparer while the body has still to decide. Whether an act is the
 * last is known only as it is written: two people may sign at once, and one may press twice.
 */
async function tellComplete(
  parts: Parts,
  signUp: StoredSignUp,
  body: string,
  act: Signature,
): Promise<readonly Statement[]> {
  const presses = signUp.draft.signatories.length * signUp.draft.editions.length
  const complete = allOf(isMissing(signUp, act), countsActs(signUp, presses - 1))
  if (!isUndecided(signUp)) return draftMails(parts, await waitingLetters(parts, signUp), complete)
  const link = draftLink(parts, 'resume', signUp.id)
  const { name, address } = signUp.preparer
  const slots = { name, body, asked: await askedSaid(parts, signUp) }
  const letter = { template: 'undecided', address, slots, link, language: signUp.draft.language } as const
  const mail = await draftMail(parts, letter, complete)
  return [mail.statement, insertLink(parts.db, link, isToBeSent(mail.id))]
}

/** Where one of two has signed everything, and the other nothing or not all, the preparer is told. */
async function tellPreparer(
  parts: Parts,
  signUp: StoredSignUp,
  body: string,
  act: Signature,
): Promise<readonly Statement[]> {
  const { editions, signatories } = signUp.draft
  const other = signatories[2 - act.signatory]
  if (signatories.length !== 2 || !other) return []
  const halfway = allOf(
    isMissing(signUp, act),
    countsActs(signUp, editions.length - 1, act.signatory),
    // The other one has not signed everything: else this act makes it whole.
    not(countsActs(signUp, editions.length, 3 - act.signatory)),
  )
  const link = draftLink(parts, 'resume', signUp.id)
  const slots = {
    name: signUp.preparer.name,
    body,
    edition: await editionsSaid(parts, signUp),
    signed: act.name,
    missing: other.name,
  }
  const { language } = signUp.draft
  const letter = { template: 'one-of-two', address: signUp.preparer.address, slots, link, language } as const
  const mail = await draftMail(parts, letter, halfway)
  return [mail.statement, insertLink(parts.db, link, isToBeSent(mail.id))]
}
