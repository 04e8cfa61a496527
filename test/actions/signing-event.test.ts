import { describe, expect, it } from 'vitest'
import { enterBySlip, openRoom, requireRoom } from '../../src/actions/enter-room.ts'
import { eraseOld } from '../../src/actions/erase-old.ts'
import { recallSignUp } from '../../src/actions/return-sign-up.ts'
import {
  closeEvent,
  inviteBody,
  inviteSignUps,
  planEvent,
  replaceSlips,
  uninvite,
} from '../../src/actions/plan-event.ts'
import { requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { replaceSignatory } from '../../src/actions/replace-signatory.ts'
import { requireSession } from '../../src/actions/sessions.ts'
import { listRequests, signEdition } from '../../src/actions/sign-edition.ts'
import { mailSlips, printSheets, printSlips } from '../../src/actions/slips.ts'
import { tellEvent } from '../../src/actions/tell-event.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { sheetCodeOf } from '../../src/core/sheet-code.ts'
import { formatSlipCode, type SlipWay } from '../../src/core/slip.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { findEntryAt } from '../../src/storage/read/entries.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { dumpTables } from '../support/dump.ts'
import { readPage } from '../support/read-page.ts'
import { faults, press } from '../support/register.ts'
import { eventDay, planned } from '../support/signing-event.ts'

const council = {
  body: { name: 'Hall Town Council' },
  signatories: [{ name: 'Cara Clerk', address: 'cara@hall.example' }],
}
const two = {
  body: { name: 'Bridge Town Council' },
  signatories: [
    { name: 'Bryn Bridge', address: 'bryn@bridge.example' },
    { name: 'Mair Bridge', address: 'mair@bridge.example' },
  ],
}

/** Somebody types a code in the room and signs all that they are asked. */
async function signInRoom({ parts, event }: Awaited<ReturnType<typeof planned>>, code: string): Promise<void> {
  const told = await requireRoom(parts, await openRoom(parts, event))
  const { token } = await enterBySlip(parts, told, code)
  const session = await requireSession(parts, token, 'signatory')
  for (const { edition, signatory, statement } of (await listRequests(parts, session)).requests) {
    const typed = { name: signatory.name, role: signatory.role, statement }
    await signEdition(parts, session, edition.id, { ...press, ...typed })
  }
}

describe('in the room of a signing event', () => {
  it.each<[SlipWay, readonly string[]]>([
    ['mailed', ['mailbox', 'phone-back']],
    ['handed', ['phone-back']],
  ])('a code that was %s lets its holder sign, and the entry says no more than it shows', async (way, check) => {
    const event = await planned()
    const id = await event.come(council)
    await signInRoom(event, await event.codeFor(way, id))
    const [accepted] = await event.accept(id)
    const found = accepted && (await findEntryAt(event.parts.db, accepted.entry))
    expect(found?.entry).toMatchObject({ type: 'signing.recorded', method: 'online', check })
    await event.check()
  })

  it('two people of one body sign one after the other, each by a code of their own', async () => {
    const event = await planned()
    const id = await event.come(two)
    const [first, second] = [await event.codeFor('handed', id), await event.codeFor('handed', id, 2)]
    expect(first).not.toBe(second)
    await signInRoom(event, second)
    expect((await tellEvent(event.parts, event.event)).attendees).toMatchObject([{ attended: 'half-signed' }])
    await signInRoom(event, first)
    expect((await tellEvent(event.parts, event.event)).attendees).toMatchObject([{ attended: 'signed' }])
  })

  it('whoever of two has a mailed code and a slip leaves it open whether both mailboxes were confirmed', async () => {
    const event = await planned()
    const id = await event.come(two)
    await signInRoom(event, await event.codeFor('mailed', id))
    await signInRoom(event, await event.codeFor('handed', id, 2))
    const [accepted] = await event.accept(id)
    const found = accepted && (await findEntryAt(event.parts.db, accepted.entry))
    expect(found?.entry).toMatchObject({ check: ['phone-back'] })
  })
})

describe('a code opens nothing', () => {
  type Planned = Awaited<ReturnType<typeof planned>>
  it.each<[string, (event: Planned, id: Uuid) => Promise<unknown>]>([
    ['once its holder has signed', async (event, id) => signInRoom(event, await event.codeFor('handed', id))],
    ['once other codes were made', async ({ parts, event }, id) => replaceSlips(parts, event, id)],
    ['once its sign-up was taken off the list', async ({ parts, event }, id) => uninvite(parts, event, id)],
    [
      'once somebody else signs',
      async ({ parts }, id) =>
        replaceSignatory(
          parts,
          { signUp: await requireSignUp(parts, id), number: 1 },
          { name: 'Nia New', role: 'Clerk', address: parseMailAddress('nia@hall.example') },
        ),
    ],
    ['once the sign-up was taken back', async ({ parts }, id) => recallSignUp(parts, id)],
  ])('%s', async (_when, happen) => {
    const event = await planned()
    const id = await event.come(council)
    const codes = [await event.codeFor('mailed', id), await event.codeFor('handed', id)]
    await happen(event, id)
    const told = await requireRoom(event.parts, await openRoom(event.parts, event.event))
    for (const code of codes) {
      await expect(enterBySlip(event.parts, told, code)).rejects.toMatchObject({ kind: 'code-wrong', field: 'code' })
    }
  })

  it.each<[string, (event: Planned) => unknown]>([
    ['the event is closed', async ({ parts, event }) => closeEvent(parts, event)],
    ['its day is over', ({ clock }) => (clock.now = Date.parse(`${eventDay}T23:59:59Z`) + 1000)],
  ])('and no device stands in the room any more, when %s', async (_when, happen) => {
    const event = await planned()
    await event.come(council)
    const token = await openRoom(event.parts, event.event)
    await happen(event)
    await expect(requireRoom(event.parts, token)).rejects.toMatchObject({ kind: 'link-expired' })
    await expect(openRoom(event.parts, event.event)).rejects.toMatchObject({ kind: 'already-done' })
  })

  it('that is none: the token of a room is made by the register alone, and 200 slips of the pen close it until it is begun anew', async () => {
    const event = await planned()
    const id = await event.come(council)
    await expect(requireRoom(event.parts, 'x'.repeat(64))).rejects.toMatchObject({ kind: 'not-signed-in' })
    const told = await requireRoom(event.parts, await openRoom(event.parts, event.event))
    const code = await event.codeFor('handed', id)
    const wrong = code === '000000000' ? '000000001' : '000000000'
    await expect(enterBySlip(event.parts, told, '12345')).rejects.toMatchObject({ kind: 'field-invalid' })
    for (let n = 0; n < 199; n += 1) {
      await expect(enterBySlip(event.parts, told, wrong)).rejects.toMatchObject({ kind: 'code-wrong' })
    }
    // Typed rightly, it is not counted.
    for (const typed of [code, formatSlipCode(code)]) await enterBySlip(event.parts, told, typed)
    await expect(enterBySlip(event.parts, told, wrong)).rejects.toMatchObject({ kind: 'code-wrong' })
    await expect(enterBySlip(event.parts, told, code)).rejects.toMatchObject({ kind: 'too-many-tries' })
    await openRoom(event.parts, event.event)
    await enterBySlip(event.parts, told, code)
  })
})

describe('the codes of an event', () => {
  it.each(faults)('are mailed once to everybody who has still to sign, though a write %s', async (fault) => {
    const event = await planned()
    const id = await event.come(council)
    await event.come(two)
    event.breakNextWrite(fault)
    await expect(mailSlips(event.parts, event.event)).rejects.toThrow('went dead')
    await mailSlips(event.parts, event.event)
    expect(await mailSlips(event.parts, event.event)).toBe(0)
    for (const address of ['cara@hall.example', 'bryn@bridge.example', 'mair@bridge.example']) {
      const mails = (await event.mailbox(address)).filter(({ subject }) => subject.includes('10 March 2026'))
      expect(mails).toHaveLength(1)
    }
    const [mail] = (await event.mailbox('cara@hall.example')).filter(({ text }) => text.includes('Town Hall'))
    expect(mail?.text).toContain(formatSlipCode(await event.codeFor('mailed', id)))
    await replaceSlips(event.parts, event.event, id)
    expect(await mailSlips(event.parts, event.event)).toBe(1)
  })

  it('stand on slips, one for each person and none for whoever has signed, and every sheet is printed in one go', async () => {
    const event = await planned()
    const [id, other] = [await event.come(council), await event.come(two)]
    const code = formatSlipCode(await event.codeFor('handed', id))
    await signInRoom(event, await event.codeFor('handed', other))
    const { text: words } = await readPage(await printSlips(event.parts, event.event))
    expect(words).toContain('Cara Clerk')
    expect(words).toContain(code)
    expect(words).toContain('Mair Bridge')
    expect(words).not.toContain('Bryn Bridge')
    const { text: sheets } = await readPage(await printSheets(event.parts, event.event))
    for (const each of [id, other]) expect(sheets).toContain(sheetCodeOf(each))
  })
})

it('who signs at an event is out for signature of its edition, or a body for which the desk begins a sign-up, once', async () => {
  const event = await planned()
  const { parts, editions } = event
  const coordinator = await event.coordinator()
  const id = await event.signUp(council)
  await event.accept(id)
  await event.settle()
  const { draft } =
    (await event.come({ ...two, editions: editions.slice(0, 2) }),
    (await tellEvent(parts, event.event)).attendees[0]!.signUp)
  expect(draft.editions).toHaveLength(2)
  await expect(inviteSignUps(parts, event.event, [id])).rejects.toMatchObject({ kind: 'field-invalid' })
  const body = (await listSignings(parts.db))[0]!.body
  const begun = await inviteBody(parts, event.event, body, coordinator)
  expect(await inviteBody(parts, event.event, body, coordinator)).toBe(begun)
  expect((await tellEvent(parts, event.event)).attendees.map(({ body: name, attended }) => [name, attended])).toEqual([
    ['Bridge Town Council', 'unsigned'],
    ['Hall Town Council', 'unnamed'],
  ])
  for (const onDay of ['2026-03-03', '2027-03-06'].map(parseFullDay)) {
    const wish = { name: 'Too late', onDay, edition: editions[0]!, language: 'en' }
    await expect(planEvent(parts, begun, wish)).rejects.toMatchObject({ field: 'on-day' })
  }
})

it('an event is erased with the mails of its time, and what came to nothing leaves no trace at it', async () => {
  const event = await planned()
  await event.come(council)
  event.clock.now += 100 * 86_400_000
  await eraseOld(event.parts)
  expect(await dumpTables(event.parts.db)).toMatchObject({ attendances: [], sign_ups: [] })
  event.clock.now += 400 * 86_400_000
  await eraseOld(event.parts)
  expect(await dumpTables(event.parts.db)).toMatchObject({ events: [] })
})
