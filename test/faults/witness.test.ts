import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Parts } from '../../src/actions/parts.ts'
import { equalBytes } from '../../src/encoding/bytes.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { parseAddCheckpoint } from '../../src/log/add-checkpoint.ts'
import { markNameOf } from '../../src/storage/mark.ts'
import { findWatched } from '../../src/storage/read/watched.ts'
import { makeNeighbour, type History } from '../log/neighbour.ts'
import { faults, openRegister } from '../support/register.ts'
import { addCheckpoint, watch } from '../support/watching.ts'

const neighbour = makeNeighbour()
const { origin, honest, rewritten } = neighbour

/** A register that watches a log, and everything it ever answered 200 to. */
async function openWitness() {
  const register = await openRegister()
  await watch(register.parts.db, neighbour)
  const cosigned: { size: number; root: Uint8Array }[] = []
  const ask = async (body: string, parts: Parts = register.parts) => {
    const answer = await addCheckpoint(parts, body)
    if (answer.status === 200) cosigned.push(parseAddCheckpoint(body).checkpoint)
    return answer
  }
  const isWithin = ({ head }: History) => cosigned.every(({ size, root }) => equalBytes(root, head(size).root))
  return {
    ...register,
    ask,
    cosigned,
    mark: join(register.folder, markNameOf(origin)),
    /** That no two answers contradict each other. */
    assureOneHistory: () => expect(isWithin(honest) || isWithin(rewritten)).toBe(true),
    row: async () => findWatched(register.parts.db, origin),
    /** Puts the row back to where it once was, as a restored copy of the database would. */
    setBack: async (size: number, { head }: History) => {
      const { $client } = register.parts.db
      await $client.execute('DROP TRIGGER IF EXISTS watched_grows')
      await $client.execute({
        sql: 'UPDATE watched SET size = ?, root = ?, time = 0',
        args: [size, Uint8Array.from(head(size).root)],
      })
    },
  }
}

describe.each([2, 8])(
  '%i logs at once that say they are the same one, each before an instance of its own,',
  (count) => {
    it('are never told what contradicts, and the witness never goes back', async () => {
      const witness = await openWitness()
      await witness.ask(await honest.request(0, 12))
      const instances = await witness.instances(count)
      const sizes: number[] = []
      for (let round = 0; round < 4; round += 1) {
        const { size } = (await witness.row())!
        const bodies = await Promise.all(
          instances.map(async (_, n) =>
            (n % 2 === 0 ? honest : rewritten).request(size, size + 3 + ((n * 5 + round) % 9)),
          ),
        )
        const answers = await Promise.all(bodies.map(async (body, n) => witness.ask(body, instances[n])))
        const told = await Promise.all(
          answers.map(async ({ status }, n) => ({ status, text: await answers[n]!.text() })),
        )
        expect(told.filter(({ status }) => ![200, 409, 422].includes(status))).toEqual([])
        expect(told.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
        sizes.push((await witness.row())!.size)
        expect(told.filter(({ status, text }) => status === 409 && Number(text) <= size)).toEqual([])
      }
      expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
      expect(witness.cosigned.at(-1)?.size).toBeGreaterThan(8)
      witness.assureOneHistory()
    })

    it('that begin together begin with one history', async () => {
      const witness = await openWitness()
      const instances = together(await witness.instances(count))
      const bodies = await Promise.all(instances.map(async (_, n) => (n % 2 === 0 ? honest : rewritten).request(0, 20)))
      const answers = await Promise.all(bodies.map(async (body, n) => witness.ask(body, instances[n])))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]))
      expect(witness.cosigned.length).toBe(1)
    })

    it('that ask for the same again are all told, though no two clocks agree', async () => {
      const witness = await openWitness()
      await witness.ask(await honest.request(0, 12))
      witness.clock.now += 600_000
      const body = await honest.request(12, 12)
      const instances = together(await witness.instances(count))
      const own = instances.map((parts, n) => ({ ...parts, clock: () => witness.clock.now - n * 20_000 }))
      const answers = await Promise.all(own.map(async (parts) => witness.ask(body, parts)))
      expect(answers.map(({ status }) => status)).toEqual(instances.map(() => 200))
    })
  },
)

describe.each(faults)('a write of the witness that %s', (fault) => {
  it.each(['database', 'mark'] as const)('in the %s loses nothing: whoever asks again is told', async (place) => {
    const witness = await openWitness()
    await witness.ask(await honest.request(0, 12))
    const parts = { ...witness.parts, markOf: (name: string) => failing(witness.parts.markOf(name), fault) }
    if (place === 'database') witness.breakNextWrite(fault)
    const broken = await witness.ask(await honest.request(12, 20), place === 'mark' ? parts : witness.parts)
    expect(broken.status).toBe(500)
    expect(witness.isWhole()).toBe(true)

    // A log that was told nothing may ask again, or may have changed its story meanwhile.
    const lied = await witness.ask(await rewritten.request(12, 20))
    const size = (await witness.row())!.size
    const told = await witness.ask(await honest.request(size, 20))
    expect([lied.status, told.status]).toEqual([size === 12 ? 422 : 409, 200])
    expect(await witness.parts.markOf(origin).read()).toEqual(honest.head(20))
    witness.assureOneHistory()
  })
})

describe('a witness whose database went back in time', () => {
  it('still knows from its mark how far it was, and has the log prove from there', async () => {
    const witness = await openWitness()
    await witness.ask(await honest.request(0, 12))
    await witness.ask(await honest.request(12, 20))
    await witness.setBack(5, honest)
    // From 5 on the rewritten history would be as good as the honest one.
    const answer = await witness.ask(await rewritten.request(5, 30))
    expect([answer.status, await answer.text()]).toEqual([409, '20\n'])
    expect((await witness.ask(await rewritten.request(20, 30))).status).toBe(422)
    expect((await witness.ask(await honest.request(20, 30))).status).toBe(200)
    expect(await witness.row()).toMatchObject({ size: 30 })
    witness.assureOneHistory()
  })

  it('knows it too of a log that is watched anew', async () => {
    const witness = await openWitness()
    await witness.ask(await honest.request(0, 12))
    await witness.parts.db.$client.execute('DELETE FROM watched')
    await watch(witness.parts.db, neighbour)
    expect(await (await witness.ask(await rewritten.request(0, 30))).text()).toBe('12\n')
    expect((await witness.ask(await honest.request(12, 12))).status).toBe(200)
    expect(await witness.row()).toMatchObject({ size: 12 })
  })

  it.each([
    ['is missing', (path: string) => rmSync(path)],
    ['knows another root', (path: string) => writeFileSync(path, `12 ${'0'.repeat(64)}\n`)],
    ['contradicts itself', (path: string) => writeFileSync(path, `12 ${'0'.repeat(64)}\n12 ${'1'.repeat(64)}\n`)],
  ])('cosigns that log no more where the mark %s, says so, and cosigns the others', async (_what, spoil) => {
    const witness = await openWitness()
    await witness.ask(await honest.request(0, 12))
    spoil(witness.mark)
    const answer = await witness.ask(await honest.request(12, 20))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
    expect(witness.events.at(-2)).toEqual({ kind: 'witness-unsure' })
    expect(await witness.row()).toMatchObject({ size: 12 })
    const another = makeNeighbour('other.example/log')
    await watch(witness.parts.db, another)
    expect((await addCheckpoint(witness.parts, await another.honest.request(0, 5))).status).toBe(200)
  })

  it('never cosigns two histories, whatever it is asked and however often it is set back', async () => {
    const question = fc.record({
      is: fc.constantFrom(honest, rewritten),
      from: fc.constantFrom('row', 'mark', 'nothing'),
      more: fc.nat(12),
      back: fc.option(fc.nat(40), { freq: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(question, { minLength: 5, maxLength: 15 }), async (questions) => {
        const witness = await openWitness()
        for (const { is, from, more, back } of questions) {
          const row = (await witness.row())!
          if (back !== null && back < row.size) {
            const was = [honest, rewritten].find(({ head }) => equalBytes(head(row.size).root, row.root))!
            await witness.setBack(back, was)
          }
          const mark = (await witness.parts.markOf(origin).read())?.size ?? 0
          const old = { row: (await witness.row())!.size, mark, nothing: 0 }[from]
          await witness.ask(await is.request(old, Math.min(64, old + more)))
        }
        witness.assureOneHistory()
        const reached = Math.max(0, ...witness.cosigned.map(({ size }) => size))
        expect(witness.cosigned.map(({ size }) => size).at(-1) ?? 0).toBe(reached)
      }),
      { numRuns: 12 },
    )
  })
})

/** Instances of which none cosigns before all of them have decided to. */
function together(instances: readonly Parts[]): readonly Parts[] {
  let arrived = 0
  const everybody = Promise.withResolvers<void>()
  return instances.map((parts) => {
    const witness = parts.keys.witness!
    const cosign: typeof witness.cosigner.cosign = async (text, time) => {
      arrived += 1
      if (arrived === instances.length) everybody.resolve()
      await everybody.promise
      return witness.cosigner.cosign(text, time)
    }
    return { ...parts, keys: { ...parts.keys, witness: { ...witness, cosigner: { ...witness.cosigner, cosign } } } }
  })
}

/** A mark whose next advance goes dead. */
function failing(mark: ReturnType<Parts['markOf']>, fault: (typeof faults)[number]): ReturnType<Parts['markOf']> {
  return {
    read: mark.read,
    advance: async (line) => {
      if (fault === 'failed but was kept') await mark.advance(line)
      throw new Error(`went dead at ${line.size} ${formatHex(line.root)}`)
    },
  }
}
