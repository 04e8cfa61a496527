import { describe, expect, it } from 'vitest'
import { ratifySignUp, setBoardDay } from '../../src/actions/await-board.ts'
import { declineSignUp } from '../../src/actions/end-sign-up.ts'
import { fillInSignUp, requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { listRequests, signEdition } from '../../src/actions/sign-edition.ts'
import { parseFullDay, type FullDay } from '../../src/core/day.ts'
import { stateOf } from '../../src/core/sign-up.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { findEntryAt } from '../../src/storage/read/entries.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { listQueue } from '../../src/storage/read/sign-ups.ts'
import { faults, openRegister, press, type Register } from '../support/register.ts'

const clerk = 'ffion@vale.example'
const sean = 'second@vale.example'
const preparer = 'mina@vale.example'
const board = parseFullDay('2026-04-14')
const decision = { decidedOn: board, minute: 'C26/114' }
const ahead = { mandate: 'resolution', decidedOn: board } as const

describe('a resolution that lies ahead', () => {
  it('is signed by everybody and waits privately; told with day and minute it goes to the coordinator, and is recorded so', async () => {
    const register = await openRegister()
    const { parts, clock } = register
    const id = await register.signUp({ signatories: [ahead, { ...ahead }] })
    const before = await requireSignUp(parts, id)
    expect([stateOf(before), before.boardOn]).toEqual(['awaiting-board', board])
    const [{ statement }] = [before.signatures[0]!]
    expect(statement).toContain('will be put to Example Vale Parish Council for decision on 14 April 2026')
    expect(await toldToCheck(register)).toBe(0)
    expect((await register.mailbox(preparer))[0]?.subject).toContain('has still to decide to')
    await expect(register.accept(id)).rejects.toMatchObject({ kind: 'undecided' })
    await expect(ratifySignUp(parts, id, decision)).rejects.toMatchObject({ field: 'decided-day' })

    clock.now = Date.parse('2026-04-15T09:00:00Z')
    await ratifySignUp(parts, id, decision)
    expect(await toldToCheck(register)).toBe((await listCoordinators(parts.db)).length)
    const [accepted] = await register.accept(id)
    const recorded = await findEntryAt(parts.db, accepted!.entry)
    expect(recorded?.entry).toMatchObject({
      signatures: [
        { on: '2026-03-04', decidedOn: '2026-04-14' },
        { on: '2026-03-04', decidedOn: '2026-04-14' },
      ],
    })
    expect((await requireSignUp(parts, id)).signatures[0]?.statement).toBe(statement)
    await register.check()
  })

  it('may be decided against: then nothing was ever public', async () => {
    const register = await openRegister()
    const id = await register.signUp({ signatories: [ahead] })
    await declineSignUp(register.parts, id, 'Voted down', 'Ffion Tŷ')
    expect(await listSignings(register.parts.db)).toEqual([])
    await register.check()
  })

  it('whoever signs after it was made signs that it was made, and the coordinators are told once', async () => {
    const register = await openRegister()
    const { parts, clock } = register
    const id = await out(register)
    await register.sign(clerk)
    clock.now = Date.parse('2026-04-15T09:00:00Z')
    await ratifySignUp(parts, id, decision)
    expect(await toldToCheck(register)).toBe(0)
    await register.sign(sean)
    const { signatures } = await requireSignUp(parts, id)
    expect(
      signatures.map(({ statement }) => /will be put|decided on 14 April 2026 \(C26\/114\)/.exec(statement)?.[0]),
    ).toEqual(['will be put', 'decided on 14 April 2026 (C26/114)'])
    expect(await toldToCheck(register)).toBe((await listCoordinators(parts.db)).length)
    await register.accept(id)
    await register.check()
  })

  it('told while the last signature is on its way, one of the two tells the coordinators, and none twice', async () => {
    const register = await openRegister()
    const { parts, clock } = register
    const id = await out(register)
    await register.sign(clerk)
    clock.now = Date.parse('2026-04-15T09:00:00Z')
    const session = await register.confirm(sean)
    const reading = async () => (await listRequests(parts, session)).requests[0]!
    const pressing = async ({ edition, statement, signatory }: Awaited<ReturnType<typeof reading>>) =>
      signEdition(parts, session, edition.id, { ...press, ...signatory, statement })
    const read = await reading()
    await Promise.allSettled([ratifySignUp(parts, id, decision), pressing(read)])
    if (stateOf(await requireSignUp(parts, id)) === 'sent') await pressing(await reading())
    if (stateOf(await requireSignUp(parts, id)) === 'awaiting-board') await ratifySignUp(parts, id, decision)
    expect(stateOf(await requireSignUp(parts, id))).toBe('awaiting-check')
    expect(await toldToCheck(register)).toBe((await listCoordinators(parts.db)).length)
    await register.check()
  })

  it.each(faults)('is told once, with one mail to each coordinator, where the write %s', async (fault) => {
    const register = await openRegister()
    const { parts, clock } = register
    const id = await register.signUp({ signatories: [ahead] })
    clock.now = Date.parse('2026-04-15T09:00:00Z')
    register.breakNextWrite(fault)
    await expect(ratifySignUp(parts, id, decision)).rejects.toThrow('went dead')
    const again = await ratifySignUp(parts, id, decision).then(
      () => 'done',
      (error: { kind?: string }) => error.kind,
    )
    expect(again).toBe(fault === 'failed but was kept' ? 'already-done' : 'done')
    expect(await toldToCheck(register)).toBe((await listCoordinators(parts.db)).length)
    await register.check()
  })
})

it('the day of a board moves, and is on the desk’s list before anything is sent, until it has passed', async () => {
  const register = await openRegister()
  const { parts } = register
  const { id } = await register.start()
  await fillInSignUp(parts, id, register.answers())
  await setBoardDay(parts, id, board)
  const moved = parseFullDay('2026-05-12')
  await setBoardDay(parts, id, moved)
  const atBoard = async (today: FullDay) => (await listQueue(parts.db, 'board', { today })).map((one) => one.id)
  expect(await atBoard(moved)).toEqual([id])
  expect(await atBoard(parseFullDay('2026-05-13'))).toEqual([])
  await setBoardDay(parts, id, null)
  expect(await atBoard(board)).toEqual([])
})

/** Out for signature by two, and for decision on a day ahead. */
async function out({ parts, start, answers }: Register): Promise<Uuid> {
  const { id } = await start()
  await fillInSignUp(parts, id, answers({ signatories: [ahead, { ...ahead }] }))
  await sendSignUp(parts, id)
  return id
}

async function toldToCheck({ parts }: Register): Promise<number> {
  const { rows } = await parts.db.$client.execute(`SELECT count(*) AS n FROM mails WHERE template = 'waiting'`)
  return Number(rows[0]?.['n'])
}
