import { afterEach, describe, expect, it, vi } from 'vitest'
import { collectCosignatures } from '../../src/actions/collect-cosignatures.ts'
import { stamp, type Parts } from '../../src/actions/parts.ts'
import { presentPolicy } from '../../src/actions/policy.ts'
import { publish } from '../../src/actions/publish.ts'
import { formatPolicy } from '../../src/log/policy.ts'
import { verifyWitnessed } from '../../src/log/quorum.ts'
import { registerBody } from '../../src/core/acceptance.ts'
import { write } from '../../src/storage/database.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { listHalts } from '../../src/storage/read/halts.ts'
import { findCheckpoint, findPublished } from '../../src/storage/read/log.ts'
import { listTroubles } from '../../src/storage/read/troubles.ts'
import { append } from '../../src/storage/write/append.ts'
import { appOf } from '../support/app.ts'
import { faults, openRegister } from '../support/register.ts'
import { askAmong, logPolicy, makeWitness, needWitnesses, type Witness } from '../support/witnesses.ts'

const minute = 60_000

/** A register with a witness that its policy needs, unless told otherwise; nothing of it is published yet. */
async function openWitnessed(needed = 1) {
  const register = await openRegister()
  const witness = await makeWitness('witness.example', register.parts)
  const parts: Parts = { ...register.parts, ask: askAmong([witness]), later: () => undefined }
  await needWitnesses(parts, [witness], needed)
  let added = 0
  const grow = async () => {
    added += 1
    const body = { name: `Parish ${added}`, sector: 'public-sector', kind: 'town-or-parish-council' } as const
    const draft = registerBody({ ...body, identifiers: [] }, stamp(parts))
    await append(parts.db, { key: `registration:${draft.entry.id}`, size: await logSize(parts.db), drafts: [draft] })
  }
  return { ...register, witness, parts, grow }
}

async function shown({ db }: Parts): Promise<number> {
  return (await findPublished(db))?.size ?? 0
}

/** What the world is shown holds by the policy, in the eyes of whoever verifies it. */
async function expectWitnessed(parts: Parts): Promise<void> {
  const published = await findPublished(parts.db)
  expect(published?.size).toBe(await logSize(parts.db))
  expect(verifyWitnessed(published?.note ?? '', await presentPolicy(parts))).toMatchObject({ valid: true })
}

type Fault = { trouble: string; answer: (honest: () => Promise<Response>, witness: Witness) => Promise<Response> }

const answers =
  (status: number, body: BodyInit = '') =>
  async () =>
    new Response(body, { status })
const dead = (name: string) => async (): Promise<Response> => {
  throw new DOMException('dead', name)
}

/** Everything that may go wrong with an answer. Each leaves the register as it was, until somebody answers well. */
const situations: Readonly<Record<string, Fault>> = {
  'the line is dead': { trouble: 'unanswered', answer: dead('NetworkError') },
  'nobody answers in time': { trouble: 'unanswered', answer: dead('TimeoutError') },
  'the answer breaks off': {
    trouble: 'unanswered',
    answer: async () => new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError('broken')) })),
  },
  'the server has an error': { trouble: 'unanswered', answer: answers(500) },
  'the server sends us elsewhere': {
    trouble: 'unanswered',
    answer: async () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } }),
  },
  'it says 200 and nothing': { trouble: 'unreadable', answer: answers(200) },
  'it says 200 and a page': { trouble: 'unreadable', answer: answers(200, '<!doctype html>\n') },
  'it says 200 in no UTF-8': { trouble: 'unreadable', answer: answers(200, new Uint8Array([0xff, 0x0a])) },
  'it says 200 without end': { trouble: 'unreadable', answer: answers(200, '— w.example AAAAAAAA\n'.repeat(4000)) },
  'somebody else has signed': {
    trouble: 'unreadable',
    answer: async (honest) => new Response((await (await honest()).text()).replace('witness.example', 'other.example')),
  },
  'a byte of its signature is another': {
    trouble: 'unreadable',
    answer: async (honest) => new Response((await (await honest()).text()).replace(/.(?==*\n)/, flip)),
  },
  'it knows no size': { trouble: 'unreadable', answer: answers(409, 'many\n') },
  'it keeps saying that it is elsewhere': { trouble: 'unanswered', answer: answers(409, '0\n') },
  'our request is malformed': { trouble: 'malformed', answer: answers(400) },
  'it does not know our key': { trouble: 'unknown-key', answer: answers(403) },
  'it does not know our log': { trouble: 'unknown-log', answer: answers(404) },
  'it disputes our proof': { trouble: 'disputed', answer: answers(422) },
}

function flip(letter: string): string {
  return letter === 'w' ? 'A' : 'w'
}

/** It never heard of us, or it did and cosigned and only its answer went wrong. */
const ways = ['was not kept', 'was kept, and the answer was lost'] as const

describe.each(Object.entries(situations))('where %s', (_what, { trouble, answer }) => {
  it.each(ways)('nothing is shown that the policy does not allow, whether the request %s', async (way) => {
    const { parts, witness, events, clock, grow, check } = await openWitnessed()
    await collectCosignatures(parts)
    await grow()
    const before = await shown(parts)
    const faulty: Parts = {
      ...parts,
      ask: async (request) => {
        let once: Promise<Response> | undefined
        const honest = async () => (once ??= witness.answer(request.clone()))
        if (way !== 'was not kept') await honest()
        return answer(honest, witness)
      },
    }
    await publish(faulty)
    await publish(faulty)
    expect(await shown(parts)).toBe(before)
    expect([...(await listTroubles(parts.db)).values()]).toMatchObject([{ vkey: witness.vkey, trouble }])
    expect(events.filter(({ kind }) => kind === 'witness-troubled')).toMatchObject([{ trouble }])

    // It is left alone for a minute, and then all is well.
    clock.now += minute + 1000
    await publish(parts)
    await expectWitnessed(parts)
    expect(await listTroubles(parts.db)).toEqual(new Map())
    await check()
  })
})

describe('a witness that knows another size', () => {
  it('is asked again from there, by a new register and by one that forgot', async () => {
    const { parts, witness, grow } = await openWitnessed()
    await publish(parts)
    const size = await logSize(parts.db)
    await parts.db.$client.execute('DELETE FROM cosignatures')
    await grow()
    witness.asked.length = 0
    await publish(parts)
    expect(witness.asked).toEqual([0, size])
    await expectWitnessed(parts)
  })

  it('may have forgotten us', async () => {
    const { parts, witness, grow } = await openWitnessed()
    await publish(parts)
    witness.forget()
    await grow()
    await publish(parts)
    expect(witness.asked.at(-1)).toBe(0)
    await expectWitnessed(parts)
  })

  it('stops the register for good where that size is larger than any of ours', async () => {
    const { parts, grow, events } = await openWitnessed()
    await publish(parts)
    await grow()
    const before = await shown(parts)
    await expect(publish({ ...parts, ask: answers(409, '1000\n') })).rejects.toMatchObject({ kind: 'log-stopped' })
    expect(events.filter(({ kind }) => kind === 'log-stopped')).toHaveLength(1)
    expect(await listHalts(parts.db)).toMatchObject([{ reason: 'behind-witness', size: 1000 }])
    await expect(grow()).rejects.toMatchObject({ kind: 'log-stopped' })
    const silent = vi.fn<Parts['ask']>()
    await expect(collectCosignatures({ ...parts, ask: silent })).rejects.toMatchObject({ kind: 'log-stopped' })
    expect(silent).not.toHaveBeenCalled()
    expect(await shown(parts)).toBe(before)
  })

  it('has it from another instance of ours that was quicker, and nobody takes fright', async () => {
    const { parts, witness, grow, events, check } = await openWitnessed()
    await publish(parts)
    await grow()
    const overtaken: Parts = {
      ...parts,
      ask: async (request) => {
        const copy = request.clone()
        await grow()
        await publish(parts)
        return witness.answer(copy)
      },
    }
    await publish(overtaken)
    expect(events.filter(({ kind }) => kind !== 'published')).toEqual([])
    await expectWitnessed(parts)
    await check()
  })
})

describe('the time of a cosignature', () => {
  it('is renewed within the hour though nothing was added, from the size that it has, and never runs back', async () => {
    const { parts, witness, clock } = await openWitnessed()
    await publish(parts)
    const size = await logSize(parts.db)
    const first = await findPublished(parts.db)
    witness.asked.length = 0
    clock.now += 40 * minute
    await collectCosignatures(parts)
    expect(witness.asked).toEqual([])
    clock.now += 19 * minute
    await collectCosignatures(parts)
    expect(witness.asked).toEqual([size])
    const [early, late] = [first, await findPublished(parts.db)].map(timeOf)
    expect((late ?? 0) - (early ?? 0)).toBe(59 * 60)

    await expect(write(parts.db, [{ sql: 'UPDATE cosignatures SET time = time - 1', args: [] }])).rejects.toThrow(
      'never gets older',
    )
  })

  it('does not count where it is in the future, and is told of where it is long ago', async () => {
    const { parts, witness, clock, events, grow } = await openWitnessed()
    const before = await shown(parts)
    const clockWrongBy = (shift: number): Parts => ({
      ...parts,
      ask: async (request) => {
        clock.now += shift
        return witness.answer(request).finally(() => (clock.now -= shift))
      },
    })
    await publish(clockWrongBy(10 * minute))
    expect(await shown(parts)).toBe(before)
    witness.forget()
    await grow()
    clock.now += 2 * minute
    await publish(clockWrongBy(-10 * minute))
    const troubled = events.filter(({ kind }) => kind === 'witness-troubled')
    expect(troubled).toMatchObject([{ trouble: 'other-time' }])
    expect(await shown(parts)).toBeGreaterThan(before)
  })
})

describe('a witness that does not answer', () => {
  afterEach(() => vi.restoreAllMocks())

  it('has ten seconds, and keeps nobody waiting who does without it', async () => {
    const { parts, witness } = await openWitnessed()
    const slow = await makeWitness('slow.example', parts)
    await needWitnesses(parts, [witness, slow], 1)
    const controllers: AbortController[] = []
    const given = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const controller = new AbortController()
      controllers.push(controller)
      return controller.signal
    })
    const seen: Promise<unknown>[] = []
    const ask: Parts['ask'] = async (request) => {
      if (request.url.startsWith(witness.url)) return witness.answer(request)
      return new Promise((_resolve, reject) =>
        request.signal.addEventListener('abort', () => reject(new Error('late'))),
      )
    }
    seen.push(publish({ ...parts, ask }))
    await vi.waitFor(async () => expectWitnessed(parts))
    expect(given.mock.calls).toEqual([[10_000], [10_000]])
    for (const controller of controllers) controller.abort()
    await Promise.all(seen)
    expect([...(await listTroubles(parts.db)).values()]).toMatchObject([{ vkey: slow.vkey, trouble: 'unanswered' }])
  })

  it('delays nothing where the policy asks for none: publishing asks nobody, and the clock does', async () => {
    const { parts, witness } = await openWitnessed(0)
    await publish(parts)
    expect([await shown(parts), witness.asked]).toEqual([await logSize(parts.db), []])
    await collectCosignatures(parts)
    expect(witness.asked).toEqual([0])
    expect((await findPublished(parts.db))?.note).toContain('— witness.example ')
  })
})

it('a policy is shown with the checkpoint that covers its entry, and decides before', async () => {
  const { parts } = await openWitnessed()
  const served = async () => (await appOf(parts).request('/log/policy')).text()
  await publish({ ...parts, ask: answers(500) })
  expect([await shown(parts), await served()]).toEqual([
    0,
    `log ${parts.keys.logs[0].vkey} ${parts.address}/log\nquorum none\n`,
  ])
  await publish({ ...parts, clock: () => parts.clock() + 2 * minute })
  expect(await served()).toBe(formatPolicy(await presentPolicy(parts)))
  expect(await served()).toContain('group quorum 1 witness.example')
})

it('a checkpoint that the mark does not cover yet is shown to no witness', async () => {
  const { parts, witness, breakNextMark } = await openWitnessed()
  breakNextMark('failed and was not kept', 1)
  await expect(publish(parts)).rejects.toThrow('went dead')
  expect([await findCheckpoint(parts.db, await logSize(parts.db)), witness.asked]).toMatchObject([{}, []])
  await publish(parts)
  await expectWitnessed(parts)
})

describe.each(faults)('a write that %s', (fault) => {
  it('is made good by the next run, wherever it was: rows, lines, what is published', async () => {
    let broken = 0
    for (let more = true; more; broken += more ? 1 : 0) {
      const { parts, grow, breakNextWrite, isWhole, check } = await openWitnessed()
      await publish(parts)
      await grow()
      breakNextWrite(fault, broken)
      await publish(parts).catch(() => undefined)
      more = isWhole()
      if (!more) break
      await publish(parts)
      await expectWitnessed(parts)
      await check()
    }
    // Checkpoint, line, published, list.
    expect(broken).toBe(4)
  })
})

describe('a quorum', () => {
  const names = ['a', 'b', 'c', 'd']
  const flat = (threshold: number | 'any' | 'all', members: readonly string[]) => [{ name: 'q', threshold, members }]
  const nested = [
    { name: 'north', threshold: 'any' as const, members: ['a', 'b'] },
    { name: 'south', threshold: 'any' as const, members: ['c', 'd'] },
    { name: 'q', threshold: 'all' as const, members: ['north', 'south'] },
  ]

  it.each([
    ['1 of 3', flat(1, ['a', 'b', 'c']), 'c', true],
    ['2 of 3', flat(2, ['a', 'b', 'c']), 'ac', true],
    ['2 of 3', flat(2, ['a', 'b', 'c']), 'b', false],
    ['2 of 3, and another', flat(2, ['a', 'b', 'c']), 'bd', false],
    ['3 of 3', flat(3, ['a', 'b', 'c']), 'ab', false],
    ['all of 3', flat('all', ['a', 'b', 'c']), 'abc', true],
    ['any of 2', flat('any', ['a', 'b']), 'b', true],
    ['any of 2', flat('any', ['a', 'b']), 'cd', false],
    ['one each of two groups', nested, 'ad', true],
    ['one each of two groups', nested, 'ab', false],
  ])('of %s in %j, cosigned by %s, is met: %s', async (_words, groups, cosigning, met) => {
    const register = await openRegister()
    const witnesses = await Promise.all(names.map((name) => makeWitness(`${name}.example`, register.parts)))
    const parts: Parts = {
      ...register.parts,
      ask: askAmong(witnesses.filter(({ name }) => cosigning.includes(name.charAt(0)))),
    }
    const { logs } = await presentPolicy(parts)
    const named = witnesses.map(({ name, key, url }) => ({ name: name.charAt(0), key, url }))
    const text = formatPolicy({ logs, witnesses: named, groups, quorum: 'q' })
    await logPolicy(parts, text)
    await publish(parts)
    expect(await shown(parts)).toBe(met ? await logSize(parts.db) : 0)
  })
})

function timeOf(published: { note: string } | undefined): number {
  const base64 = /^— witness\.example (\S+)$/m.exec(published?.note ?? '')?.[1] ?? ''
  return Number(Buffer.from(base64, 'base64').readBigUInt64BE(4))
}
