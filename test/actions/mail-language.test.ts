import { expect, it } from 'vitest'
import { startInvited } from '../../src/actions/answer-invitation.ts'
import { askChange } from '../../src/actions/ask-change.ts'
import { checkBody } from '../../src/actions/check-body.ts'
import { mailSignatoryCode } from '../../src/actions/confirm-signatory.ts'
import { turnDownSignUp } from '../../src/actions/end-sign-up.ts'
import { fillInSignUp, type Answers } from '../../src/actions/fill-in-sign-up.ts'
import { findPlace } from '../../src/actions/find-place.ts'
import { readMailbox } from '../../src/actions/mails.ts'
import { now, stamp } from '../../src/actions/parts.ts'
import { inviteSignUps, planEvent } from '../../src/actions/plan-event.ts'
import { remind } from '../../src/actions/remind.ts'
import { renewLink } from '../../src/actions/renew-link.ts'
import { reassignSignatory } from '../../src/actions/replace-signatory.ts'
import { returnSignUp } from '../../src/actions/return-sign-up.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { sendWave } from '../../src/actions/send-wave.ts'
import { listRequests, signEdition } from '../../src/actions/sign-edition.ts'
import { mailSlips } from '../../src/actions/slips.ts'
import { startSignUp } from '../../src/actions/start-sign-up.ts'
import { warnUnfinished } from '../../src/actions/warn-unfinished.ts'
import { addDays, londonDay, monthNames } from '../../src/core/day.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import type { MailLanguage } from '../../src/core/mail-language.ts'
import { mails } from '../../src/storage/private-schema.ts'
import { listSigningsOf } from '../../src/storage/read/signings.ts'
import { beginCampaign, invitationsOf, linkOf } from '../support/campaigns.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister, press, type Register } from '../support/register.ts'

const day = 86_400_000
const cleo = { name: 'Cleo Clerk', role: 'Clerk', address: parseMailAddress('cleo@vale.example') }
const tia = { name: 'Tia Treasurer', role: 'Treasurer', address: parseMailAddress('tia@vale.example') }
const nia = { name: 'Nia New', role: 'Chair', address: parseMailAddress('nia@vale.example') }

/** A body whose contact is written to in a language, invited and reminded. */
async function invite(language: MailLanguage) {
  const register = await openRegister()
  const { parts, clock } = register
  await registerBodies(parts, inventBodies(1), 1)
  const campaign = await beginCampaign(parts)
  const [row] = await invitationsOf(parts, campaign)
  if (!row) throw new Error('nobody is in the campaign')
  const { id, body, wave } = row.invitation
  await checkBody(parts, id, { contact: { ...cleo, phone: null, language } }, await register.coordinator())
  await sendWave(parts, campaign.id, wave)
  clock.now += 8 * day
  await remind(parts)
  return {
    ...register,
    body,
    edition: campaign.toEdition,
    begin: async () => startInvited(parts, await linkOf(parts, id)),
  }
}

async function sign({ parts, ...register }: Register, address: string): Promise<void> {
  const invited = await register.invite(address)
  await mailSignatoryCode(parts, invited)
  const [newest] = await register.mailbox(address)
  const session = await register.confirmWith(invited, /\b\d{6}\b/.exec(newest?.text ?? '')?.[0] ?? '')
  for (const { edition, signatory, statement } of (await listRequests(parts, session)).requests) {
    await signEdition(parts, session, edition.id, { ...press, name: signatory.name, role: signatory.role, statement })
  }
}

/** Everything that its people can be mailed of a sign-up, a change and an event. */
async function liveThrough(language: MailLanguage) {
  const register = await invite(language)
  const { parts, clock, body, edition, begin } = register
  const later = () => (clock.now += 1000)
  const about = (...signatories: NonNullable<Answers['signatories']>) => ({
    editions: [{ edition, language: 'en' }],
    body: { registered: body },
    signatories,
  })
  const [first, second] = [cleo, tia].map((one) => ({ ...one, mandate: 'office' as const, nameShown: true }))
  if (!first || !second) throw new Error('two people sign')
  const { id } = await begin()
  await fillInSignUp(parts, id, about(first, second))
  await sendSignUp(parts, id)
  later()
  const place = await findPlace(parts, await register.invite(tia.address))
  await reassignSignatory(parts, place, nia)
  later()
  await reassignSignatory(parts, await findPlace(parts, await register.invite(nia.address)), undefined)
  later()
  await returnSignUp(parts, id, 'Enwch yr ail berson.')
  await fillInSignUp(parts, id, about(first, second))
  await sendSignUp(parts, id)
  later()
  await sign(register, cleo.address)
  clock.now += 85 * day
  await warnUnfinished(parts)
  later()
  await sign(register, tia.address)
  await register.accept(id)
  later()
  const link = (await register.mailbox(tia.address)).find(({ text }) => text.includes('/sign/links/'))
  await renewLink(parts, /\/sign\/links\/(\S+)/.exec(link?.text ?? '')?.[1] ?? '')

  const [signing] = (await listSigningsOf(parts.db, body)).filter((one) => one.edition === edition)
  if (!signing) throw new Error('it was signed')
  const on = londonDay(now(parts))
  later()
  const asked = await askChange(parts, cleo, { purpose: 'withdraw', signing: signing.id, on: addDays(on, 30) })
  later()
  await sign(register, cleo.address)
  await register.accept(asked)

  const event = stamp(parts).id()
  await planEvent(parts, event, { name: 'Noson yn y Dref', onDay: addDays(on, 3), edition, language: 'en' })
  const next = await startSignUp(parts, cleo)
  await fillInSignUp(parts, next.id, {
    ...about({ ...first, mandate: 'resolution', undecided: true }),
    body: { name: 'Hen Neuadd', sector: 'vcs', kind: 'community-group', identifiers: [] },
  })
  later()
  await sendSignUp(parts, next.id)
  await inviteSignUps(parts, event, [next.id])
  await mailSlips(parts, event)
  later()
  await sign(register, cleo.address)
  await turnDownSignUp(parts, next.id, 'Nid ydym yn eich adnabod.')
  return register
}

const own: readonly string[] = [cleo, tia, nia].map(({ address }) => address)
const english = new RegExp(`\\b(${monthNames.join('|')}|sign the|withdraw|and)\\b`)

it('whoever is invited in Welsh is written to in Welsh to the end, days and all, and the desk in English', async () => {
  const { parts } = await liveThrough('cy')
  const rows = await parts.db.select().from(mails)
  const theirs = rows.filter(({ address }) => own.includes(address))
  expect([...new Set(theirs.map(({ template }) => template))].toSorted()).toEqual([
    'accepted',
    'change',
    'change-accepted',
    'code',
    'invitation',
    'one-of-two',
    'reassigned',
    'record',
    'reminder',
    'resume',
    'returned',
    'signature',
    'slip',
    'turned-down',
    'undecided',
    'unfinished',
    'wrong-person',
  ])
  expect(theirs.filter(({ language }) => language !== 'cy')).toEqual([])
  const read = (await readMailbox(parts)).filter(({ address }) => own.includes(address))
  expect(read.map(({ subject, text }) => `${subject}\n${text}`).filter((words) => english.test(words))).toEqual([])
  expect(read.some(({ text }) => text.includes('Mehefin 2026'))).toBe(true)

  const desk = rows.filter(({ address }) => !own.includes(address))
  expect(new Set(desk.map(({ template, language }) => `${template} ${language}`))).toEqual(new Set(['waiting en']))
})

it('and whoever is invited in English, in English', async () => {
  const { parts } = await liveThrough('en')
  const rows = await parts.db.select().from(mails)
  expect(rows.filter(({ language }) => language !== 'en')).toEqual([])
})

it('somebody whom no body has named is written to in English', async () => {
  const { parts } = await openRegister()
  await startSignUp(parts, cleo)
  const [mail] = await parts.db.select().from(mails)
  expect(mail?.language).toBe('en')
})
