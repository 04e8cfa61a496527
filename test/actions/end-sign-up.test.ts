import { describe, expect, it } from 'vitest'
import { declineSignUp, turnDownSignUp } from '../../src/actions/end-sign-up.ts'
import { eraseOld } from '../../src/actions/erase-old.ts'
import { fillInSignUp, requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { listDeclined } from '../../src/actions/list-declined.ts'
import { mailResumeLinks, remindSignatory, renewLink } from '../../src/actions/renew-link.ts'
import { returnSignUp } from '../../src/actions/return-sign-up.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { listRequests, signEdition } from '../../src/actions/sign-edition.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { stateOf } from '../../src/core/sign-up.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { dumpTables } from '../support/dump.ts'
import { faults, openRegister, press, type Register } from '../support/register.ts'

const clerk = 'ffion@vale.example'
const preparer = 'mina@vale.example'

type Ending = [string, (register: Register, id: Uuid) => Promise<void>, 'declined' | 'turned-down']
const endings: readonly Ending[] = [
  ['declined', ({ parts }, id) => declineSignUp(parts, id, 'We are bound elsewhere', 'Ffion Tŷ'), 'declined'],
  ['turned down', ({ parts }, id) => turnDownSignUp(parts, id, 'Not a body of this area'), 'turned-down'],
]

describe.each(endings)('a sign-up that is %s', (_how, end, outcome) => {
  it('has ended for everybody: no link, session, signature or approval of it is left, and no more mail goes out', async () => {
    const register = await openRegister()
    const { parts, clock } = register
    const id = await twoToSign(register)
    await register.sign(clerk)
    const second = await register.confirm('second@vale.example')
    const { requests } = await listRequests(parts, second)
    const entries = (await dumpTables(parts.db)).entries
    await end(register, id)
    expect(stateOf(await requireSignUp(parts, id))).toBe(outcome)
    expect(await count(register, `SELECT count(*) AS n FROM sessions WHERE ended_at IS NULL`)).toBe(0)
    expect(await count(register, `SELECT count(*) AS n FROM links WHERE spent_at IS NULL AND purpose != 'desk'`)).toBe(
      0,
    )
    expect(await count(register, `SELECT (SELECT count(*) FROM acts) + (SELECT count(*) FROM approvals) AS n`)).toBe(0)

    clock.now += 1000
    const mails = await count(register, `SELECT count(*) AS n FROM mails`)
    const { edition, statement, signatory } = requests[0]!
    const tries = [
      renewLink(parts, await tokenIn(register, clerk)),
      renewLink(parts, await tokenIn(register, preparer)),
      remindSignatory(parts, id, 1),
      sendSignUp(parts, id),
      fillInSignUp(parts, id, {}),
      returnSignUp(parts, id, 'Once more'),
      register.accept(id),
      signEdition(parts, second, edition.id, { ...press, ...signatory, statement }),
      declineSignUp(parts, id, '', 'Ffion Tŷ'),
      turnDownSignUp(parts, id, 'Again'),
    ]
    const told = await Promise.allSettled(tries)
    expect(told.map((one) => one.status === 'rejected' && kindOf(one.reason))).toEqual(tries.map(() => 'already-done'))
    await mailResumeLinks(parts, preparer)
    expect(await count(register, `SELECT count(*) AS n FROM mails`)).toBe(mails)
    expect((await dumpTables(parts.db)).entries).toEqual(entries)
    await register.check()
  })

  it.each(faults)('ends once, with its mail sent once, where the write %s', async (fault) => {
    const register = await openRegister()
    const id = await twoToSign(register)
    const before = await count(register, `SELECT count(*) AS n FROM mails`)
    register.breakNextWrite(fault)
    await expect(end(register, id)).rejects.toThrow('went dead')
    const again = await end(register, id).then(() => 'done', kindOf)
    expect(again).toBe(fault === 'failed but was kept' ? 'already-done' : 'done')
    const told = outcome === 'declined' ? (await listCoordinators(register.parts.db)).length : 1
    expect((await count(register, `SELECT count(*) AS n FROM mails`)) - before).toBe(told)
    await register.check()
  })

  it('and is not accepted at the same moment', async () => {
    const register = await openRegister()
    const id = await register.signUp()
    const done = await Promise.allSettled([end(register, id), register.accept(id)])
    const { outcome: became } = await requireSignUp(register.parts, id)
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(became).toBe(done[0].status === 'fulfilled' ? outcome : 'accepted')
    await register.check()
  })

  it('is erased as what came to nothing is, long before the evidence of what was accepted', async () => {
    const register = await openRegister()
    const id = await twoToSign(register)
    await end(register, id)
    register.clock.now += 90 * 86_400_000 + 1000
    await eraseOld(register.parts)
    await expect(requireSignUp(register.parts, id)).rejects.toMatchObject({ kind: 'not-found' })
  })
})

it('the desk lists what was declined for thirty days, with the reason, and what was turned down not at all', async () => {
  const register = await openRegister()
  const { parts, clock } = register
  const first = await twoToSign(register)
  await declineSignUp(parts, first, '', 'Mina Preparer')
  clock.now += 1000
  const second = await twoToSign(register)
  await declineSignUp(parts, second, 'The board voted against', 'Ffion Tŷ')
  await turnDownSignUp(parts, await twoToSign(register), 'A test')
  expect((await listDeclined(parts)).map(({ id, endedWords }) => [id, endedWords])).toEqual([
    [second, 'The board voted against'],
    [first, null],
  ])
  clock.now += 30 * 86_400_000
  expect(await listDeclined(parts)).toEqual([])
})

it('a coordinator is told who declined and why, and a preparer why they were turned down', async () => {
  const register = await openRegister()
  const [coordinator] = await listCoordinators(register.parts.db)
  await declineSignUp(register.parts, await twoToSign(register), 'The board voted against', 'Ffion Tŷ')
  const [told] = await register.mailbox(coordinator!.address)
  expect(told?.text).toContain('Ffion Tŷ says that Example Vale Parish Council declines')
  expect(told?.text).toContain('The board voted against')
  register.clock.now += 1000
  const id = await twoToSign(register)
  register.clock.now += 1000
  await turnDownSignUp(register.parts, id, 'Not a body of this area')
  expect((await register.mailbox(preparer))[0]?.text).toContain('Not a body of this area')
})

async function twoToSign({ parts, start, answers }: Register): Promise<Uuid> {
  const { id } = await start()
  await fillInSignUp(parts, id, answers({ signatories: [{}, {}] }))
  await sendSignUp(parts, id)
  return id
}

async function tokenIn({ mailbox }: Register, to: string): Promise<string> {
  const text = (await mailbox(to)).find((mail) => mail.text.includes('/sign/links/'))?.text ?? ''
  return /\/sign\/links\/(\S+)/.exec(text)?.[1] ?? ''
}

async function count({ parts }: Register, sql: string): Promise<number> {
  const { rows } = await parts.db.$client.execute(sql)
  return Number(rows[0]?.['n'])
}

function kindOf(error: unknown): string {
  return error instanceof Refusal ? error.kind : String(error)
}
