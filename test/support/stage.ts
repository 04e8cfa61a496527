import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { courtProspect } from '../../src/actions/court-prospect.ts'
import { renewCalendar, tellCalendar } from '../../src/actions/calendar.ts'
import { startDraft } from '../../src/actions/draft-edition.ts'
import { fillInSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { now, stamp, type Parts } from '../../src/actions/parts.ts'
import { addPasskey, offerPasskey } from '../../src/actions/passkeys.ts'
import { performAct } from '../../src/actions/perform-act.ts'
import { inviteBody, inviteSignUps, planEvent } from '../../src/actions/plan-event.ts'
import { reportMistake } from '../../src/actions/report-mistake.ts'
import { sendMails } from '../../src/actions/send-mails.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { makeToken } from '../../src/actions/tokens.ts'
import { sendWave } from '../../src/actions/send-wave.ts'
import { draftSession, sessionToken, type Role } from '../../src/actions/sessions.ts'
import { parseFullDay } from '../../src/core/day.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { startPaper, transcribePaper } from '../../src/actions/transcribe-paper.ts'
import { demonstration } from '../../src/demonstration.ts'
import { always, openDatabase, write } from '../../src/storage/database.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { listSent } from '../../src/storage/read/outbox.ts'
import { findSigning } from '../../src/storage/read/signings.ts'
import { insertCoordinator, insertSession } from '../../src/storage/write/access.ts'
import { Authenticator } from './authenticator.ts'
import { beginCampaign, checkBodies, invitationsOf, linkOf } from './campaigns.ts'
import { nextCompact } from './drafts.ts'
import { hand, scan } from './paper.ts'
import { openRegister, type Finished, type Register, type SignUpWords } from './register.ts'

export const clerk = 'ffion@vale.example'
const stranger = 'owen@other.example'

/** Everybody who may come to a door of the register. "This" and "another" are sign-ups. */
export const everybody = [
  'nobody',
  'preparer',
  'other preparer',
  'invited',
  'signatory',
  'other signatory',
  'coordinator',
  'second coordinator',
  'left the desk',
  'assistant',
  'reader',
] as const
export type Person = (typeof everybody)[number]

export type Stage = Awaited<ReturnType<typeof setStage>>

/** A register with a sign-up in every state, and a way to sit down in every role. */
export async function setStage(finished: Finished = onTestFinished) {
  const register = await openRegister(demonstration, finished)
  const { parts, editions, clock } = register
  // Of two mails the later one is the one people read.
  const later = () => (clock.now += 1000)
  const accepted = await register.signUp({ body: { name: 'Accepted Parish Council' } })
  await register.accept(accepted)
  await register.settle()
  later()
  const signed = await register.signUp({ body: { name: 'Signed Parish Council' } })
  const begun = await fillIn(register, { body: { name: 'Begun Parish Council' } })
  const other = await fillIn(register, {
    body: { name: 'Other Parish Council' },
    editions: editions.slice(1, 2),
    signatories: [{ name: 'Owen Other', address: stranger }],
  })
  await sendSignUp(parts, other)
  const conditional = await fillIn(register, {
    body: { name: 'Conditional Parish Council' },
    signatories: [{ name: 'Cara Conditional', address: 'cara@other.example', mandate: 'resolution', undecided: true }],
  })
  await sendSignUp(parts, conditional)
  later()
  const sent = await fillIn(register, { body: { name: 'Sent Parish Council' } })
  await sendSignUp(parts, sent)
  const { subject: invitation } = await register.invite(clerk)

  const [first, second] = await listCoordinators(parts.db)
  if (!first || !second) throw new Error('two people run the desk of the demonstration')
  const signing = await findSigning(parts.db, 'EX-1')
  if (!signing) throw new Error('nothing was accepted on the stage')
  const proposal = stamp(parts).id()
  const voided = { act: 'void-signing', signing: signing.id, reason: 'in-error', evidence: 'A test run' } as const
  await performAct(parts, voided, first, proposal)
  const program = await makeToken(parts, { name: 'Our website', scopes: ['read:desk'], days: 30 }, first)
  const report = stamp(parts).id()
  const mistaken = { about: '/bodies/accepted-parish-council', words: 'The name is wrong', address: undefined }
  await reportMistake(parts, mistaken, report)
  const draft = stamp(parts).id()
  await startDraft(parts, draft, await nextCompact(parts))
  const campaign = await beginCampaign(parts)
  await checkBodies(parts, campaign)
  for (const wave of [1, 2, 3]) await sendWave(parts, campaign.id, wave)
  const onPaper = { body: signing.body, editions: [{ edition: editions[1] ?? signing.edition, language: 'en' }] }
  const paper = await startPaper(parts, onPaper, first)
  await transcribePaper(parts, paper, { signatories: [hand], scan }, first)
  const [invited] = await invitationsOf(parts, campaign)
  if (!invited) throw new Error('nobody is invited on the stage')
  const prospect = stamp(parts).id()
  const step = { owner: first.id, nextStep: 'Write to the chair', nextOn: campaign.closesOn }
  await courtProspect(parts, { name: 'Vale Youth Club', kind: 'community-group', ...step }, prospect)
  const event = stamp(parts).id()
  const [edition = signing.edition] = editions
  await planEvent(parts, event, { name: 'An evening', onDay: parseFullDay('2026-03-10'), edition, language: 'en' })
  await inviteSignUps(parts, event, [sent])
  const comer = await inviteBody(parts, event, signing.body, first)
  await renewCalendar(parts, first)
  const calendar = (await tellCalendar(parts, first))?.address.split('/').at(-1) ?? ''
  await sendMails(parts)
  // What brings the clerk their link.
  const mail = (await listSent(parts.db, 50)).find(({ link }) => link === invitation)?.id ?? ''
  const left = { ...first, id: stamp(parts).id(), name: 'Lee Left', address: 'left@example.org', endedAt: now(parts) }
  const assistant = { ...first, id: stamp(parts).id(), address: 'assistant@example.org', role: 'assistant' } as const
  const reader = { ...first, id: stamp(parts).id(), address: 'reader@example.org', role: 'reader' } as const
  await write(
    parts.db,
    [left, assistant, reader].map((one) => insertCoordinator(parts.db, one, always)),
  )

  const device = new Authenticator(parts.address)
  const made = device.make(await offerPasskey(parts, first))
  await addPasskey(parts, { answer: made, name: 'Office' }, first)
  const own = draftSession(parts, 'coordinator', first.id, { agent: 'Firefox/1' })
  await write(parts.db, [insertSession(parts.db, own)])

  /** The token of somebody, for a door that leads to a sign-up. */
  const seat = async (person: Person, signUp: Uuid = sent): Promise<string | undefined> => {
    switch (person) {
      case 'nobody':
        return undefined
      case 'preparer':
        return tokenFor(parts, 'preparer', signUp)
      case 'other preparer':
        return tokenFor(parts, 'preparer', other)
      case 'invited':
        return tokenFor(parts, 'invited', invitation)
      case 'signatory':
        return tokenFor(parts, 'signatory', signUp, 1)
      case 'other signatory':
        return tokenFor(parts, 'signatory', other, 1)
      case 'coordinator':
        return tokenFor(parts, 'coordinator', first.id)
      case 'second coordinator':
        return tokenFor(parts, 'coordinator', second.id)
      case 'left the desk':
        return tokenFor(parts, 'coordinator', left.id)
      case 'assistant':
        return tokenFor(parts, 'coordinator', assistant.id)
      case 'reader':
        return tokenFor(parts, 'coordinator', reader.id)
    }
  }
  let copies = 0
  /** The register as it stands, to be changed by one act alone. */
  const copy = async (): Promise<Parts> => {
    const file = join(register.folder, `copy-${(copies += 1)}.db`)
    await parts.db.$client.execute(`VACUUM INTO '${file}'`)
    const db = await openDatabase({ url: `file:${file}` })
    finished(() => db.$client.close())
    return { ...parts, db }
  }
  return {
    ...register,
    first,
    program,
    proposal,
    report,
    draft,
    campaign: campaign.id,
    calendar: calendar.replace('.ics', ''),
    mail,
    invited: invited.invitation.id,
    stop: await linkOf(parts, invited.invitation.id),
    prospect,
    event,
    passkey: device,
    session: own.id,
    approver: second,
    body: signing.body,
    copy,
    signUps: { begun, sent, signed, accepted, other, conditional, paper, comer },
    seat,
  }
}

/** A sign-up with every answer, not sent yet. */
async function fillIn({ parts, start, answers }: Register, words: SignUpWords): Promise<Uuid> {
  const { id } = await start()
  await fillInSignUp(parts, id, answers(words))
  return id
}

export async function tokenFor(parts: Parts, role: Role, subject: Uuid, signatory?: number): Promise<string> {
  const session = draftSession(parts, role, subject, signatory === undefined ? {} : { signatory })
  await write(parts.db, [insertSession(parts.db, session)])
  return sessionToken(parts, session)
}
