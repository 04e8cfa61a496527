import { expect, it } from 'vitest'
import { parseFullDay } from '../../src/core/day.ts'
import { stateOf, type SignUp } from '../../src/core/sign-up.ts'
import { signUps } from '../../src/storage/private-schema.ts'
import { countQueues, findSignUp, listQueue, type Queue } from '../../src/storage/read/sign-ups.ts'
import { setBoardDay } from '../../src/actions/await-board.ts'
import { setStage } from '../support/stage.ts'

const today = parseFullDay('2026-03-04')
const queues: readonly Queue[] = ['check', 'signature', 'board']

it('a sign-up is in the queue that its state says, with every queue counted, and the oldest comes first', async () => {
  const { parts, signUps: named, sign, signUp, clock } = await setStage()
  await setBoardDay(parts, named.begun, parseFullDay('2026-04-14'))
  await sign('cara@other.example')
  clock.now += 60_000
  await signUp({ body: { name: 'Later Parish Council' } })
  const ids = await parts.db.select({ id: signUps.id }).from(signUps)
  const all = (await Promise.all(ids.map(({ id }) => findSignUp(parts.db, id)))).flatMap((one) => one ?? [])
  const states = new Set(all.map(stateOf))
  expect(states).toEqual(new Set(['accepted', 'awaiting-check', 'preparing', 'sent', 'awaiting-board']))

  for (const queue of queues) {
    const told = await listQueue(parts.db, queue, { today })
    expect(new Set(told.map(({ id }) => id))).toEqual(
      new Set(all.filter((one) => queueOf(one) === queue).map(({ id }) => id)),
    )
    expect((await countQueues(parts.db, today))[queue]).toBe(told.length)
    expect(told.map(({ sentAt }) => sentAt ?? '').toSorted()).toEqual(told.map(({ sentAt }) => sentAt ?? ''))
    expect(await listQueue(parts.db, queue, { today, most: 1 })).toEqual(told.slice(0, 1))
  }
})

function queueOf(signUp: SignUp): Queue | undefined {
  const state = stateOf(signUp)
  if (state === 'awaiting-check') return 'check'
  if (state === 'sent' || state === 'awaiting-board') return 'signature'
  return state === 'preparing' && signUp.boardOn !== null && signUp.boardOn >= today ? 'board' : undefined
}
