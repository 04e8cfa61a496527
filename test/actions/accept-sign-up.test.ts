import { describe, expect, it } from 'vitest'
import { confirmSignatory } from '../../src/actions/confirm-signatory.ts'
import { fillInSignUp, requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { acceptSignUp } from '../../src/actions/accept-sign-up.ts'
import { returnSignUp } from '../../src/actions/return-sign-up.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { listRequests, signEdition } from '../../src/actions/sign-edition.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { stateOf } from '../../src/core/sign-up.ts'
import { demonstration } from '../../src/demonstration.ts'
import { listBodies } from '../../src/storage/read/bodies.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { listSignings, listSigningsOf } from '../../src/storage/read/signings.ts'
import { faults, openRegister, press } from '../support/register.ts'

const employers = ['Example Vale Council', 'EXAMPLE  Vale council']

describe.each(faults)('an acceptance whose write %s', (fault) => {
  it('stands once, however often the coordinator presses again', async () => {
    const register = await openRegister()
    await register.signUp()
    register.breakNextWrite(fault)
    await expect(register.accept()).rejects.toThrow('went dead')
    const answers = await Promise.all([register.accept(), register.accept()])
    expect(answers[0]).toEqual(answers[1])
    await register.check()
  })
})

describe('an acceptance', () => {
  it('pressed at once on three instances stands once', async () => {
    const register = await openRegister()
    const id = await register.signUp()
    const by = await register.coordinator()
    const instances = await register.instances(3)
    const from = await logSize(register.parts.db)
    const answers = await Promise.all(instances.map(async (parts) => acceptSignUp(parts, id, ['phone-back'], by)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    await register.settle()
    const { rows } = await register.parts.db.$client.execute(
      `SELECT key FROM entries WHERE position >= ${from} ORDER BY position`,
    )
    expect(rows.map(({ key }) => key)).toEqual([
      `acceptance:${id}:0`,
      `acceptance:${id}:1`,
      expect.stringMatching(/^certificate:.*:1:0$/),
      expect.stringMatching(/^list:/),
    ])
    await register.check()
  })

  it('of two sign-ups at once keeps both, each with a reference of its own', async () => {
    const register = await openRegister()
    const first = await register.signUp()
    register.clock.now += 1000
    const second = await register.signUp({
      body: { name: 'Vale Assembly', sector: 'vcs', kind: 'assembly' },
      signatories: [{ address: 'chair@assembly.example' }],
    })
    const answers = await Promise.all([register.accept(first), register.accept(second)])
    expect(
      answers
        .flat()
        .map(({ reference }) => reference)
        .toSorted(),
    ).toEqual(['EX-00001', 'EX-00002'])
    await register.check()
  })

  it('of two editions puts both on the register, or neither', async () => {
    const register = await openRegister()
    await register.signUp({ editions: register.editions })
    const from = await logSize(register.parts.db)
    register.breakNextWrite('failed and was not kept')
    await expect(register.accept()).rejects.toThrow('went dead')
    expect(await logSize(register.parts.db)).toBe(from)
    const accepted = await register.accept()
    expect(accepted.map(({ entry, edition }) => [entry - from, edition])).toEqual(
      register.editions.map((edition, n) => [n + 1, edition]),
    )
    await register.check()
  })

  it('by somebody who works for the body waits for somebody who does not, and is told as by two', async () => {
    const register = await openRegister()
    const [own, independent] = await listCoordinators(register.parts.db)
    await register.signUp({ body: { name: own!.employer!.toUpperCase() } })
    await expect(register.accept(undefined, own, ['minute-seen'])).resolves.toEqual([])
    await expect(register.accept(undefined, own, ['minute-seen'])).resolves.toEqual([])
    const asked = await register.mailbox(independent!.address)
    expect(asked.filter(({ subject }) => subject.includes('waits for a second coordinator'))).toHaveLength(1)
    await expect(register.accept(undefined, independent)).resolves.toHaveLength(1)
    const [signing] = await listSignings(register.parts.db)
    expect(signing).toMatchObject({ approvers: 2, check: ['mailbox', 'minute-seen', 'phone-back'] })
    await register.check()
  })

  it.each([
    ['there is one', demonstration.coordinators.slice(0, 1)],
    ['they spell it in two ways', demonstration.coordinators.map((one, n) => ({ ...one, employer: employers[n]! }))],
  ])('is refused where everybody at the desk works for the body, and %s', async (_how, coordinators) => {
    const register = await openRegister({ ...demonstration, coordinators })
    await register.signUp({ body: { name: 'Example Vale Council' } })
    await expect(register.accept()).rejects.toMatchObject({ kind: 'own-employer' })
    await register.check()
  })

  it('does not stand on what was sent back between its reading and its writing', async () => {
    const register = await openRegister()
    const { parts } = register
    const id = await register.signUp()
    const elsewhere = await register.instance('elsewhere')
    const { $client: client } = parts.db
    const batch = client.batch.bind(client)
    client.batch = async (statements, mode) => {
      // Drizzle reads by the same door: the first write is what has to wait.
      if (mode === 'write') {
        client.batch = batch
        await returnSignUp(elsewhere, id, 'Which number?')
      }
      return batch(statements, mode)
    }
    await expect(register.accept(id)).rejects.toMatchObject({ kind: 'already-done' })
    expect(await listSignings(parts.db)).toEqual([])
    expect(stateOf(await requireSignUp(parts, id))).toBe('returned')
    await register.check()
  })

  it('is refused once the term of the edition is over', async () => {
    const instruments = demonstration.instruments.map((instrument) => ({
      ...instrument,
      editions: instrument.editions.map((edition) => ({ ...edition, termEnds: parseFullDay('2026-03-04') })),
    }))
    const register = await openRegister({ ...demonstration, instruments })
    await register.signUp()
    register.clock.now += 86_400_000
    await expect(register.accept()).rejects.toMatchObject({ kind: 'edition-not-signable' })
    await register.check()
  })

  it('is refused of a body that has signed the edition', async () => {
    const register = await openRegister()
    await register.signUp()
    await register.accept()
    const [body] = await listBodies(register.parts.db, {})
    register.clock.now += 1000
    await register.signUp({ body: { registered: body!.id }, signatories: [{ address: 'other@vale.example' }] })
    await expect(register.accept()).rejects.toMatchObject({ kind: 'already-signed' })
    await register.check()
  })

  it('is refused to one of two sign-ups of a body for the same edition, accepted at once', async () => {
    const register = await openRegister()
    await register.signUp()
    await register.accept()
    const [body] = await listBodies(register.parts.db, {})
    const again = async (to: string) => {
      register.clock.now += 1000
      return register.signUp({
        body: { registered: body!.id },
        editions: register.editions.slice(1),
        signatories: [{ address: to }],
      })
    }
    const ids = [await again('one@vale.example'), await again('two@vale.example')]
    const answers = await Promise.allSettled(ids.map((id) => register.accept(id)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'already-signed' } })
    expect(await listSigningsOf(register.parts.db, body!.id)).toHaveLength(2)
    await register.check()
  })

  it('of two sign-ups that describe the same newcomer makes two bodies: only people know whether they are one', async () => {
    const register = await openRegister()
    const first = await register.signUp()
    register.clock.now += 1000
    const second = await register.signUp({ signatories: [{ address: 'other@vale.example' }] })
    await Promise.all([register.accept(first), register.accept(second)])
    const bodies = await listBodies(register.parts.db, {})
    expect(bodies.map(({ slug }) => slug)).toEqual(['example-vale-parish-council', 'example-vale-parish-council-2'])
    await register.check()
  })
})

describe('a sign-up', () => {
  it('by two people tells the desk once, when both have signed, also at the same time', async () => {
    const register = await openRegister()
    const { parts } = register
    const people = ['ffion@vale.example', 'sean@vale.example']
    const { id } = await register.start()
    await fillInSignUp(parts, id, register.answers({ signatories: people.map((address) => ({ address })) }))
    await sendSignUp(parts, id)
    const sessions = [await register.confirm(people[0]!), await register.confirm(people[1]!)]
    const waiting = async () =>
      (await register.mailbox('coordinator@example.org')).filter(({ subject }) => subject.includes('waits'))
    expect(await waiting()).toEqual([])
    await Promise.all(
      sessions
        .flatMap((session) => [session, session])
        .map(async (session) => {
          const [request] = (await listRequests(parts, session)).requests
          const { signatory, statement, edition } = request!
          await signEdition(parts, session, edition.id, {
            ...press,
            name: signatory.name,
            role: signatory.role,
            statement,
          })
        }),
    )
    expect(await waiting()).toHaveLength(1)
    await register.accept(id)
    await register.check()
  })

  it('is changed by one of two who change it at once', async () => {
    const register = await openRegister()
    const { id } = await register.start()
    const answers = await Promise.allSettled([
      fillInSignUp(register.parts, id, register.answers({ body: { name: 'One' } })),
      fillInSignUp(register.parts, id, register.answers({ body: { name: 'Two' } })),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'overtaken' } })
  })

  it('that is sent twice at once asks once', async () => {
    const register = await openRegister()
    const { id } = await register.start()
    await fillInSignUp(register.parts, id, register.answers())
    await Promise.allSettled([sendSignUp(register.parts, id), sendSignUp(register.parts, id)])
    expect(await register.mailbox('ffion@vale.example')).toHaveLength(1)
  })

  it('is not signed under a statement that is not the one it makes', async () => {
    const register = await openRegister()
    const { id } = await register.start()
    await fillInSignUp(register.parts, id, register.answers())
    await sendSignUp(register.parts, id)
    const session = await register.confirm('ffion@vale.example')
    const [request] = (await listRequests(register.parts, session)).requests
    const { statement, edition } = request!
    const promoted = { ...press, name: 'Ffion Tŷ', role: 'Mayor', statement }
    await expect(signEdition(register.parts, session, edition.id, promoted)).rejects.toMatchObject({
      kind: 'statement-changed',
    })
    await expect(signEdition(register.parts, session, edition.id, { ...promoted, read: false })).rejects.toMatchObject({
      kind: 'field-invalid',
    })
    await expect(confirmSignatory(register.parts, session, '000000')).rejects.toMatchObject({ kind: 'not-yours' })
  })
})

describe('a number that is on the register already', () => {
  it('is refused as it is typed, and at the desk when it came on in the meantime', async () => {
    const register = await openRegister()
    const newcomer = (name: string) => ({ body: { name, identifiers: ['GB-CHC-1173575'] } })
    const first = await register.signUp(newcomer('Vale Assembly'))
    register.clock.now += 1000
    const second = await register.signUp(newcomer('The Assembly of the Vale'))
    await register.accept(first)
    await expect(register.accept(second)).rejects.toMatchObject({ kind: 'already-registered' })
    const { id } = await register.start()
    const answers = register.answers(newcomer('Assembly'))
    await expect(fillInSignUp(register.parts, id, answers)).rejects.toMatchObject({
      kind: 'already-registered',
      words: expect.stringContaining('Vale Assembly'),
    })
    await register.check()
  })
})
