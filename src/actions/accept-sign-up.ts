import { decideAcceptance, isIndependent, type Checked } from '../core/acceptance.ts'
import { londonDay } from '../core/day.ts'
import { decideAskedChange } from '../core/decide-asked-change.ts'
import type { Level } from '../core/level.ts'
import { decidePaperSigning, type PaperSetting } from '../core/paper-signing.ts'
import { formatReference } from '../core/reference.ts'
import { isSignable } from '../core/signable.ts'
import type { SignUp } from '../core/sign-up.ts'
import type { Draft } from '../core/stamp.ts'
import type { Uuid } from '../core/uuid.ts'
import { certificateAddress } from '../credentials/list.ts'
import { written, type Statement } from '../storage/database.ts'
import { findAppended, logSize } from '../storage/read/entries.ts'
import { editionName, listEditions, nameOfEdition } from '../storage/read/editions.ts'
import { findBodyById, findNameByIdentifier } from '../storage/read/bodies.ts'
import { findCoordinator, type Coordinator } from '../storage/read/register.ts'
import { listSigningsById } from '../storage/read/signings.ts'
import { findRanks } from '../storage/read/surroundings.ts'
import { append } from '../storage/write/append.ts'
import { closeSignUp, stillThus } from '../storage/write/sign-ups.ts'
import { settingOfBody } from './body-setting.ts'
import { approvalsBefore, keepApproval } from './approvals.ts'
import { requireSignUp } from './fill-in-sign-up.ts'
import { actedSigning } from './decide-act.ts'
import { draftMails } from './mails.ts'
import { againIfOvertaken, now, stamp, type Parts } from './parts.ts'
import { publish } from './publish.ts'
import { askedSaid, bodyNameOf, listNamesOf } from './name-sign-up.ts'

/** What an acceptance put on the register: a reference for each edition; none while a second approver is awaited. */
export type Accepted = readonly { reference: string; entry: number; edition: Uuid }[]

/**
 * Load, decide, write. The entries, the closed sign-up and the mails stand or fall together; publishing follows. The word
 * of somebody who works for the body itself is kept, until somebody who works elsewhere gives theirs.
 */
export async function acceptSignUp(
  parts: Parts,
  id: Uuid,
  levels: readonly Level[],
  by: Coordinator,
): Promise<Accepted> {
  const accepted = await againIfOvertaken(parts, () => accept(parts, id, levels, by))
  parts.later(publish(parts))
  return accepted
}

async function accept(parts: Parts, id: Uuid, levels: readonly Level[], by: Coordinator): Promise<Accepted> {
  // The length comes first: whatever changes while we read makes the decision void.
  const size = await logSize(parts.db)
  const signUp = await requireSignUp(parts, id)
  // Pressed twice, or the first answer was lost on the way.
  const key = `acceptance:${signUp.id}`
  const earlier = await recordedUnder(parts, key)
  if (earlier) return earlier

  const setting = await settingOf(parts, signUp)
  const approvals = [...(await approvalsBefore(parts, signUp, by)), { levels, by }]
  if (!signUp.paper && levels.length > 0 && !approvals.some((one) => isIndependent(one.by, setting.names))) {
    await keepApproval(parts, signUp, { levels, by }, setting.names)
    return []
  }
  const { change } = signUp.draft
  const drafts = await decide(parts, signUp, approvals, setting)
  const [first] = drafts
  if (!first) throw new Error('an acceptance decided nothing')
  const mails = await (change ? draftChangedMails : draftAcceptedMails)(parts, signUp, first.entry.id)
  const provided = stillThus(parts.db, signUp)
  await append(parts.db, { key, size, drafts, provided }, [
    closeSignUp(parts.db, signUp, now(parts), first.entry.id),
    ...mails,
  ])
  return (await recordedUnder(parts, key)) ?? []
}

/** The law of what was asked online, of what was signed online, or of what was signed on paper. */
async function decide(
  parts: Parts,
  signUp: SignUp,
  approvals: readonly (Checked & { by: Coordinator })[],
  setting: PaperSetting,
): Promise<readonly Draft[]> {
  const { draft, paper } = signUp
  const last = approvals.at(-1)
  if (paper && last) {
    // Whoever left the desk meanwhile answers for nothing any more.
    const transcriber = paper.by ? await findCoordinator(parts.db, paper.by) : undefined
    return decidePaperSigning(signUp, { ...last, transcriber }, setting, stamp(parts))
  }
  if (!draft.change) return decideAcceptance(signUp, approvals, setting, stamp(parts))
  const acted = await actedSigning(parts, draft.change.signing)
  return decideAskedChange({ signUp, change: draft.change }, approvals, acted, stamp(parts))
}

async function settingOf(parts: Parts, signUp: SignUp): Promise<PaperSetting> {
  const { body } = signUp.draft
  const editions = await listEditions(parts.db)
  const today = londonDay(now(parts))
  const held = body && 'registered' in body ? await findBodyById(parts.db, body.registered) : undefined
  const setting = await settingOfBody(parts, held, editions)
  return {
    ...setting,
    body: await bodyNameOf(parts, signUp),
    read: (id, language) => {
      const edition = editions.find((one) => one.id === id)
      const text = edition?.texts.find((one) => one.language === language)?.sha256
      return edition && text ? { name: editionName(edition), text, instrument: edition.instrument } : undefined
    },
    names: await listNamesOf(parts, signUp),
    website: (body && 'name' in body ? body.website : held?.website) ?? null,
    namesake: body && 'name' in body ? await findNameByIdentifier(parts.db, body.identifiers) : undefined,
    signable: (id) => {
      const edition = editions.find((one) => one.id === id)
      return edition !== undefined && isSignable(edition, setting.editions, today)
    },
  }
}

async function recordedUnder(parts: Parts, key: string): Promise<Accepted | undefined> {
  const appended = await findAppended(parts.db, key)
  if (!appended) return undefined
  // A body that joined the register stands before its signings.
  const acts = appended.filter(({ entry }) => entry.type.startsWith('signing.'))
  const found = await Promise.all(
    acts.map(async ({ entry, position }) => {
      const signings = await listSigningsById(parts.db, 'signing' in entry ? entry.signing : entry.id)
      return signings.map(({ reference, edition }) => ({ reference, entry: position, edition }))
    }),
  )
  return found.flat()
}

async function draftChangedMails(parts: Parts, signUp: SignUp, entry: Uuid): Promise<readonly Statement[]> {
  const body = await bodyNameOf(parts, signUp)
  const asked = await askedSaid(parts, signUp)
  const held = signUp.draft.body && 'registered' in signUp.draft.body ? signUp.draft.body.registered : undefined
  const slug = held && (await findBodyById(parts.db, held))?.slug
  const { language } = signUp.draft
  const mails = peopleOf(signUp).map(([address, name]) => {
    const slots = { name, body, asked, page: `${parts.address}/bodies/${slug}` }
    return { template: 'change-accepted', address, slots, language } as const
  })
  return draftMails(parts, mails, written(entry))
}

/** Whom to tell, by their mailboxes: a preparer who is the signatory as well is told once. */
function peopleOf({ preparer, draft }: SignUp): readonly (readonly [string, string])[] {
  return [...new Map([preparer, ...draft.signatories].map(({ address, name }) => [address, name]))]
}

/** Ranks are given out in the order of the log, and the log is as long as it was when they were counted, or nothing is written. */
async function draftAcceptedMails(parts: Parts, signUp: SignUp, entry: Uuid): Promise<readonly Statement[]> {
  const { prefix, signings } = await findRanks(parts.db)
  const editions = await listEditions(parts.db)
  const body = await bodyNameOf(parts, signUp)
  const letters = signUp.draft.editions.map(({ edition: id }, n) => {
    const reference = formatReference(prefix, signings + n + 1)
    return {
      body,
      edition: nameOfEdition(editions, id),
      reference,
      certificate: certificateAddress(parts.address, reference),
      verify: `${parts.address}/verify`,
    }
  })
  const { language } = signUp.draft
  const mails = peopleOf(signUp).flatMap(([address, name]) =>
    letters.map((slots) => ({ template: 'accepted', address, slots: { name, ...slots }, language }) as const),
  )
  return draftMails(parts, mails, written(entry))
}
