import { describe, expect, it } from 'vitest'
import { stamp } from '../../src/actions/parts.ts'
import { approveProposal, performAct, turnDownProposal } from '../../src/actions/perform-act.ts'
import { tellProposals } from '../../src/actions/tell-proposal.ts'
import type { DeskAct } from '../../src/core/desk-act.ts'
import { parseDay, parseFullDay } from '../../src/core/day.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { findBodyById } from '../../src/storage/read/bodies.ts'
import { findEntryAt, logSize } from '../../src/storage/read/entries.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { listSigningsById } from '../../src/storage/read/signings.ts'
import { faults, openRegister } from '../support/register.ts'

const panel = {
  decidedOn: parseFullDay('2026-02-02'),
  noticeOn: parseFullDay('2026-02-02'),
  reason: 'No reply to three letters about undertaking 2.1.',
  reply: 'We were short of staff and have answered since.',
}
const suspension = { from: parseFullDay('2026-03-04'), reviewBy: parseFullDay('2026-09-02'), ...panel }

async function signedRegister() {
  const register = await openRegister()
  const { parts } = register
  await register.signUp()
  const [accepted] = await register.accept()
  const entry = accepted && (await findEntryAt(parts.db, accepted.entry))
  if (entry?.entry.type !== 'signing.recorded') throw new Error('nothing was signed')
  const [first, second] = await listCoordinators(parts.db)
  if (!first || !second) throw new Error('two people run the desk of the demonstration')
  const { id: signing, body } = entry.entry
  const acts = async () => (await listSigningsById(parts.db, signing)).flatMap((one) => one.acts.map(({ act }) => act))
  const key = () => stamp(parts).id()
  const propose = async (act: DeskAct, id: Uuid = key()) => {
    await performAct(parts, act, first, id)
    return id
  }
  return { ...register, signing, body, first, second, acts, key, propose }
}

describe('an act that one coordinator may do', () => {
  it.each(faults)('is done once, however often it is pressed, after a write that %s', async (fault) => {
    const register = await signedRegister()
    const { parts, body, first } = register
    const act: DeskAct = { act: 'rename-body', body, name: 'Ashbury Town Council', from: parseDay('2026-01') }
    const key = register.key()
    const before = await logSize(parts.db)
    register.breakNextWrite(fault)
    await expect(performAct(parts, act, first, key)).rejects.toThrow('went dead')
    const done = await Promise.all([1, 2].map(() => performAct(parts, act, first, key)))
    expect(done).toEqual([{ entries: [before] }, { entries: [before] }])
    await register.check()
  })
})

it('a name counts from no day before that of the present one, as far as both days are known', async () => {
  const { parts, body, first, check } = await signedRegister()
  const rename = async (name: string, from: string) =>
    performAct(parts, { act: 'rename-body', body, name, from: parseDay(from) }, first, stamp(parts).id())
  await rename('Ashbury Town Council', '2026-01')
  await expect(rename('Ashbury Parish Council', '2025')).rejects.toMatchObject({ field: 'from' })
  expect((await findBodyById(parts.db, body))?.name).toBe('Ashbury Town Council')
  // Some of that year is later.
  await rename('Ashbury City Council', '2026')
  expect((await findBodyById(parts.db, body))?.name).toBe('Ashbury City Council')
  await check()
})

describe('an act that takes two', () => {
  it('does nothing until a second coordinator from elsewhere agrees', async () => {
    const register = await signedRegister()
    const { parts, signing, first, second } = register
    const before = await logSize(parts.db)
    const id = await register.propose({ act: 'suspend-signing', signing, ...suspension })
    expect(await logSize(parts.db)).toBe(before)
    expect((await tellProposals(parts)).map((one) => one.id)).toEqual([id])
    await expect(approveProposal(parts, id, first)).rejects.toMatchObject({ kind: 'second-approver' })
    expect(await register.acts()).toEqual([])

    expect((await approveProposal(parts, id, second)).entries).toHaveLength(2)
    expect(await register.acts()).toEqual(['suspended'])
    expect(await tellProposals(parts)).toEqual([])
    // Pressed twice, or the answer was lost.
    await approveProposal(parts, id, second)
    expect(await register.acts()).toEqual(['suspended'])
    await register.check()
  })

  it.each(faults)('is agreed to once, after a write that %s', async (fault) => {
    const register = await signedRegister()
    const { parts, signing, second } = register
    const id = await register.propose({ act: 'void-signing', signing, reason: 'in-error', evidence: 'A test run.' })
    register.breakNextWrite(fault)
    await expect(approveProposal(parts, id, second)).rejects.toThrow('went dead')
    await Promise.all([1, 2].map(() => approveProposal(parts, id, second)))
    expect(await register.acts()).toEqual(['voided'])
    await register.check()
  })

  it('is not done by two who work for the same body', async () => {
    const register = await signedRegister()
    const { parts, signing, first, second } = register
    const id = await register.propose({
      act: 'void-signing',
      signing,
      reason: 'forged',
      evidence: 'The clerk says so.',
    })
    await parts.db.$client.execute({
      sql: 'UPDATE coordinators SET employer = ? WHERE id IN (?, ?)',
      args: ['Vale County Council', first.id, second.id],
    })
    const [, colleague] = await listCoordinators(parts.db)
    if (!colleague) throw new Error('somebody left the desk')
    await expect(approveProposal(parts, id, colleague)).rejects.toMatchObject({ kind: 'second-approver' })
    await register.check()
  })

  it('is done by nobody once it was turned down', async () => {
    const register = await signedRegister()
    const { parts, signing, second } = register
    const id = await register.propose({
      act: 'void-signing',
      signing,
      reason: 'forged',
      evidence: 'The clerk says so.',
    })
    await turnDownProposal(parts, id, second, 'The clerk has changed her mind.')
    await expect(approveProposal(parts, id, second)).rejects.toMatchObject({ kind: 'already-done' })
    expect(await register.acts()).toEqual([])
    await register.check()
  })

  it('is not even proposed before the body has had its time to reply', async () => {
    const register = await signedRegister()
    const { signing } = register
    const soon = { ...suspension, noticeOn: parseFullDay('2026-02-20') }
    await expect(register.propose({ act: 'suspend-signing', signing, ...soon })).rejects.toMatchObject({
      field: 'from',
    })
    await register.check()
  })
})
