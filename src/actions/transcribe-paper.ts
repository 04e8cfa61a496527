import { Refusal } from '../core/refusal.ts'
import { readScanType } from '../core/scan-file.ts'
import { decideSheetText } from '../core/sheet-text.ts'
import { assureOpen, type SignUp } from '../core/sign-up.ts'
import { assureTranscript, type Transcript } from '../core/transcript.ts'
import type { Uuid } from '../core/uuid.ts'
import { formatCanonicalText } from '../encoding/canonical-json.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { write } from '../storage/database.ts'
import { findBodyById } from '../storage/read/bodies.ts'
import { listDeciders, type Coordinator } from '../storage/read/register.ts'
import { insertLink } from '../storage/write/access.ts'
import { insertScan } from '../storage/write/scans.ts'
import { changeSignUp, forgetRound, insertSignUp, unchanged } from '../storage/write/sign-ups.ts'
import { assureFits, assureSettable } from './assure-certifiable.ts'
import { assureOffered, countAsked, requireSignUp } from './fill-in-sign-up.ts'
import { draftLink } from './links.ts'
import { draftMails } from './mails.ts'
import { bodyNameOf, editionNamesOf } from './name-sign-up.ts'
import { now, stamp, type Parts } from './parts.ts'
import { draftSignUp } from './start-sign-up.ts'
import { listSheetTexts } from './sheet-texts.ts'

/** Begins a sign-up for a body on the register that signs on paper alone. Nobody's mailbox is needed: the desk prepares it. */
export async function startPaper(
  parts: Parts,
  { body, editions }: { body: Uuid; editions: SignUp['draft']['editions'] },
  by: Coordinator,
): Promise<Uuid> {
  const found = await findBodyById(parts.db, body)
  if (!found) throw new Refusal('not-found', 'This organisation is not on the register.', 'body')
  if (found.endedOn !== null) throw new Refusal('body-ended', 'This organisation has ended and cannot sign.', 'body')
  if (editions.length === 0) throw new Refusal('field-invalid', 'Select what the organisation signs', 'edition')
  await assureOffered(parts, editions)
  const { signUp, link } = draftPaper(parts, { body, editions }, by)
  await write(parts.db, [insertSignUp(parts.db, signUp), insertLink(parts.db, link)])
  return signUp.id
}

/** The sign-up that the desk prepares for a body, and its link. */
export function draftPaper(
  parts: Parts,
  { body, editions }: { body: Uuid; editions: SignUp['draft']['editions'] },
  { name, address }: Coordinator,
) {
  const draft = { body: { registered: body }, editions, signatories: [] }
  const signUp = draftSignUp(stamp(parts), { name, address }, draft)
  return { signUp, link: draftLink(parts, 'resume', signUp.id) }
}

/**
 * Keeps what a coordinator typed from a signing sheet, with its scan, until another one has held the two together. Whoever
 * was asked to sign online is asked no more. Sent twice, it is kept once. `texts` are the digests on the sheet, edition by
 * edition, where they are not the only ones that it can have.
 */
export async function transcribePaper(
  parts: Parts,
  id: Uuid,
  {
    signatories,
    scan,
    texts = [],
  }: { signatories: Transcript; scan: Uint8Array; texts?: readonly (string | undefined)[] },
  by: Coordinator,
): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  assureOpen(signUp)
  if (signUp.draft.change)
    throw new Refusal('already-done', 'Only a signing is typed in from paper, not a change of one.')
  if (!signUp.draft.body || signUp.draft.editions.length === 0)
    throw new Refusal('incomplete', 'Say first which organisation signs, and what.')
  const at = now(parts)
  assureTranscript(signatories, await countAsked(parts, signUp), at)
  const paper = { sha256: formatHex(sha256(scan)), mediaType: readScanType(scan), at, by: by.id, signatories }
  for (const [n, one] of signatories.entries()) {
    assureSettable(parts, one.name, `signatories.${n}.name`)
    assureSettable(parts, one.role, `signatories.${n}.role`)
    if (one.minute) assureSettable(parts, one.minute, `signatories.${n}.minute`)
  }
  await assureFits(parts, { draft: signUp.draft, paper }, 'signatories.0.role')
  const sheets = await listSheetTexts(parts, signUp)
  const editions = signUp.draft.editions.map(({ edition, language }, n) => {
    return { edition, language, text: decideSheetText(sheets[n]?.texts ?? [], texts[n], `texts.${n}`) }
  })
  const same = editions.every(({ text }, n) => text === signUp.draft.editions[n]?.text)
  if (same && isSame(signUp, paper)) return
  const body = await bodyNameOf(parts, signUp)
  const edition = await editionNamesOf(parts, signUp)
  const desk = `${parts.address}/desk/sign-ups/${id}`
  const others = (await listDeciders(parts.db)).filter((one) => one.id !== by.id)
  const letters = others.map(({ name, address }) => {
    return { template: 'paper-check', address, slots: { name, body, edition, coordinator: by.name, desk } } as const
  })
  await changeSignUp(parts.db, signUp, { draft: { ...signUp.draft, editions }, sentAt: at, changedAt: at }, [
    ...(await draftMails(parts, letters, unchanged(signUp))),
    ...forgetRound(parts.db, signUp, at),
    insertScan(parts.db, signUp, paper, scan),
  ])
}

function isSame({ paper }: SignUp, { sha256: digest, by, signatories }: NonNullable<SignUp['paper']>): boolean {
  return (
    paper?.sha256 === digest &&
    paper.by === by &&
    formatCanonicalText(paper.signatories) === formatCanonicalText(signatories)
  )
}
