import { describe, expect, it } from 'vitest'
import { confirmSignatory, mailSignatoryCode } from '../../src/actions/confirm-signatory.ts'
import { enterDesk, mailDeskCode, requireCoordinator } from '../../src/actions/enter-desk.ts'
import { fillInSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { readMailbox } from '../../src/actions/mails.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { requireSession } from '../../src/actions/sessions.ts'
import { listRequests, signEdition } from '../../src/actions/sign-edition.ts'
import { Refusal, type RefusalKind } from '../../src/core/refusal.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import type { Session } from '../../src/storage/read/access.ts'
import { findPublication } from '../../src/storage/read/publications.ts'
import type { Coordinator } from '../../src/storage/read/register.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { faults, openRegister, press, type Fault, type Register } from '../support/register.ts'

const clerk = 'ffion@vale.example'
const desk = 'coordinator@example.org'

/** What the people of one signing hold in their hands as it goes on. */
type Hands = { id?: Uuid; invited?: Session; signatory?: Session; coordinator?: Coordinator }

/** One thing a person does. Doing it again after a fault may be refused, with words that say how to go on. */
type Step = { act: (register: Register, hands: Hands) => Promise<unknown>; again?: RefusalKind }

const begin: Step = {
  act: async (register, hands) => {
    hands.id = (await register.start()).id
  },
}
const fillIn: Step = { act: async ({ parts, answers }, hands) => fillInSignUp(parts, idOf(hands), answers()) }
const send: Step = { act: async ({ parts }, hands) => sendSignUp(parts, idOf(hands)), again: 'already-done' }
const askForCode: Step = {
  act: async ({ parts, invite, clock }, hands) => {
    // People take a moment: of two mails the later one is the one they read.
    clock.now += 1000
    hands.invited ??= await invite(clerk)
    await mailSignatoryCode(parts, hands.invited)
  },
}
const confirm: Step = {
  act: async ({ parts, readCode }, hands) => {
    if (!hands.invited) throw new Error('nobody opened their link')
    const { token } = await confirmSignatory(parts, hands.invited, await readCode(clerk))
    hands.signatory = await requireSession(parts, token, 'signatory')
  },
  again: 'code-expired',
}
const sign: Step = {
  act: async ({ parts }, { signatory: session }) => {
    if (!session) throw new Error('nobody confirmed their mailbox')
    const [request] = (await listRequests(parts, session)).requests
    if (!request) throw new Error('nothing to sign')
    const { statement, edition, signatory } = request
    await signEdition(parts, session, edition.id, { ...press, name: signatory.name, role: signatory.role, statement })
  },
}
const askAtDesk: Step = {
  act: async ({ parts, clock }) => {
    clock.now += 1000
    await mailDeskCode(parts, desk)
  },
}
const enter: Step = {
  act: async ({ parts, readCode }, hands) => {
    const { token } = await enterDesk(parts, desk, await readCode(desk), { agent: '' })
    hands.coordinator = await requireCoordinator(parts, await requireSession(parts, token, 'coordinator'))
  },
  again: 'code-wrong',
}
const accept: Step = { act: async (register, hands) => register.accept(idOf(hands), hands.coordinator) }

const thread = [begin, fillIn, send, askForCode, confirm, sign, askAtDesk, enter, accept]

describe.each(faults)('a signing of which one write %s', (fault) => {
  it.each<[string, Step, number]>([
    ['as it starts', begin, 0],
    ['as it is filled in', fillIn, 0],
    ['as it is sent', send, 0],
    ['as the invitation is opened', askForCode, 0],
    ['as the code is mailed', askForCode, 1],
    ['as a try at the code is counted', confirm, 0],
    ['as the mailbox is confirmed', confirm, 1],
    ['as it is signed', sign, 0],
    ['as the code of the desk is mailed', askAtDesk, 0],
    ['as a try at the code of the desk is counted', enter, 0],
    ['as the coordinator comes in', enter, 1],
    ['as it is accepted', accept, 0],
  ])('%s stands once when people do it again', async (_when, broken, skipped) => {
    const register = await openRegister()
    const hands: Hands = {}
    for (const step of thread) {
      if (step !== broken) await step.act(register, hands)
      else await breakAndDoAgain(register, hands, { step, fault, skipped })
    }
    expect(register.isWhole()).toBe(true)
    await expectOneSigning(register)
  })

  it.each<[string, number]>([
    ['as the first checkpoint is stored', 1],
    ['as the certificate is issued', 2],
    ['as the second checkpoint is stored', 3],
    ['as the list is published', 4],
  ])('%s is published when the clock comes round', async (_when, skipped) => {
    const register = await openRegister()
    await register.signUp()
    register.breakNextWrite(fault, skipped)
    await register.accept()
    await register.settle()
    expect(register.isWhole()).toBe(true)
    await register.publish()
    await expectOneSigning(register)
  })

  it.each<[string, number]>([
    ['as the mark begins', 0],
    ['as the mark is advanced to the first checkpoint', 1],
    ['as the mark is advanced to the second checkpoint', 2],
  ])('%s is published when the clock comes round', async (_when, skipped) => {
    const register = await openRegister()
    await register.signUp()
    register.breakNextMark(fault, skipped)
    await register.accept()
    await register.settle()
    expect(register.isWhole()).toBe(true)
    await register.publish()
    await expectOneSigning(register)
    expect(register.events.filter(({ kind }) => kind === 'log-stopped')).toEqual([])
  })
})

async function breakAndDoAgain(
  register: Register,
  hands: Hands,
  { step, fault, skipped }: { step: Step; fault: Fault; skipped: number },
): Promise<void> {
  register.breakNextWrite(fault, skipped)
  await expect(step.act(register, hands)).rejects.toThrow('went dead')
  try {
    await step.act(register, hands)
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== step.again || fault !== 'failed but was kept') throw error
    // A code works once, and somebody heard no answer: they ask for another.
    if (step === confirm) await askForCode.act(register, hands)
    if (step === enter) await askAtDesk.act(register, hands)
    if (step === confirm || step === enter) await step.act(register, hands)
  }
}

/** One signing, one certificate, one mail to each who is told, and everything derived anew. */
async function expectOneSigning(register: Register): Promise<void> {
  await register.settle()
  const { db } = register.parts
  const signings = await listSignings(db)
  expect(signings.map(({ reference, issues }) => [reference, issues.length])).toEqual([['EX-00001', 1]])
  const subjects = (await readMailbox(register.parts)).map(({ subject, address }) => `${address}: ${subject}`)
  const once = (first: string) => subjects.filter((subject) => subject.startsWith(first)).length
  expect(once(`${clerk}: Example Vale Parish Council: please sign`)).toBe(1)
  expect(once(`${desk}: Example Vale Parish Council asks to`)).toBe(1)
  expect(once('approver@example.org: Example Vale Parish Council asks to')).toBe(1)
  expect(once(`${clerk}: Example Vale Parish Council is on`)).toBe(1)
  expect(once('mina@vale.example: Example Vale Parish Council is on')).toBe(1)
  const list: { total: unknown } = JSON.parse(
    parseUtf8((await findPublication(db, 'signatories.json'))?.bytes ?? new Uint8Array()),
  )
  expect(list.total).toBe(1)
  await register.check()
}

function idOf({ id }: Hands): Uuid {
  if (!id) throw new Error('nothing was started')
  return id
}
