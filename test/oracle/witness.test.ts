import { describe, expect, it, onTestFinished } from 'vitest'
import { addNeighbour } from '../../src/actions/add-neighbour.ts'
import { collectCosignatures } from '../../src/actions/collect-cosignatures.ts'
import { draftOpening, openRegister } from '../../src/actions/open-register.ts'
import { stamp, type Parts } from '../../src/actions/parts.ts'
import { presentPolicy } from '../../src/actions/policy.ts'
import { publish } from '../../src/actions/publish.ts'
import { setQuorum } from '../../src/actions/set-quorum.ts'
import { registerBody } from '../../src/core/acceptance.ts'
import { demonstration } from '../../src/demonstration.ts'
import { importKeys, parseStoredKeys } from '../../src/keys/key-ring.ts'
import { verifyWitnessed } from '../../src/log/quorum.ts'
import { parseVkey } from '../../src/log/vkey.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { listHalts } from '../../src/storage/read/halts.ts'
import { findPublished } from '../../src/storage/read/log.ts'
import { append } from '../../src/storage/write/append.ts'
import { prepareRegister, testKeys } from '../support/register.ts'
import { sigsumOrigin, startSigsumWitness } from '../support/sigsum-witness.ts'

/** A register whose log bears the one origin that this witness takes, by the clock of the world. */
async function openForSigsum() {
  const register = await prepareRegister()
  const stored = parseStoredKeys(await testKeys())
  const origin = sigsumOrigin(parseVkey(register.parts.keys.logs[0].vkey).publicKey)
  const keys = await importKeys({ ...stored, origin })
  const asked: string[] = []
  const parts: Parts = {
    ...register.parts,
    keys,
    clock: () => Date.now(),
    ask: async (request) => {
      const body = await request.clone().text()
      const answer = await fetch(request)
      asked.push(`${body.split('\n')[0]}: ${answer.status}`)
      return answer
    },
  }
  await openRegister(parts, draftOpening(parts, demonstration))
  const grow = async (count: number) => {
    const drafts = Array.from({ length: count }, (_, n) => {
      const name = `Parish ${n} of ${register.folder}`
      return registerBody(
        { name, sector: 'public-sector', kind: 'town-or-parish-council', identifiers: [] },
        stamp(parts),
      )
    })
    const [first] = drafts
    if (first) await append(parts.db, { key: `set:${first.entry.id}`, size: await logSize(parts.db), drafts })
  }
  return { ...register, parts, asked, grow }
}

/** The same, with the witness that its policy needs; whoever has the same keys may go to it too. */
async function openWitnessed() {
  const register = await openForSigsum()
  const { parts, settle } = register
  const witness = await startSigsumWitness(parts.keys.logs[0].vkey)
  onTestFinished(witness.stop)
  const introduceTo = async (other: Parts) =>
    addNeighbour(other, { logKey: '', logAddress: '', witnessKey: witness.vkey, witnessAddress: witness.url })
  await introduceTo(parts)
  await settle()
  await collectCosignatures(parts)
  await setQuorum(parts, 1)
  await settle()
  return { ...register, introduceTo }
}

describe('a witness that other people wrote', () => {
  it('cosigns our log as it grows, and what we publish holds by our policy', async () => {
    const { parts, asked, grow, check } = await openWitnessed()
    await grow(300)
    await publish(parts)
    const published = await findPublished(parts.db)
    expect(published?.size).toBe(await logSize(parts.db))
    const verdict = verifyWitnessed(published?.note ?? '', await presentPolicy(parts))
    expect(verdict).toMatchObject({ valid: true, witnessed: [{}], quorum: { quorum: 'met' } })
    expect(new Set(asked.map((one) => one.split(': ')[1]))).toEqual(new Set(['200']))
    await check()
  })

  it('tells us the size that it knows, after its answers were lost', async () => {
    const { parts, asked, grow, events } = await openWitnessed()
    const size = await logSize(parts.db)
    await parts.db.$client.execute('DELETE FROM cosignatures')
    await grow(1)
    asked.length = 0
    await publish(parts)
    expect(asked).toEqual(['old 0: 409', `old ${size}: 200`])
    expect((await findPublished(parts.db))?.size).toBe(size + 1)
    expect(events.filter(({ kind }) => kind !== 'published')).toEqual([])
  })

  it.each([0, 50])('disputes a history that was rewritten and is %i entries longer', async (longer) => {
    const { parts, introduceTo, grow } = await openWitnessed()
    await grow(60)
    await publish(parts)
    const size = await logSize(parts.db)
    const fork = await openForSigsum()
    await introduceTo(fork.parts)
    await fork.settle()
    fork.events.length = 0
    await fork.grow(size + longer - (await logSize(fork.parts.db)))
    await collectCosignatures({ ...fork.parts, clock: () => Date.now() + 61_000 })
    expect(fork.asked.slice(-2)).toEqual(['old 0: 409', `old ${size}: 422`])
    expect(fork.events).toContainEqual(expect.objectContaining({ kind: 'witness-troubled', trouble: 'disputed' }))
  })

  it('stops a register whose database is older than what it saw', async () => {
    const { parts, introduceTo } = await openWitnessed()
    const older = await openForSigsum()
    await introduceTo(older.parts)
    await older.settle()
    await expect(collectCosignatures(older.parts)).rejects.toMatchObject({ kind: 'log-stopped' })
    const size = await logSize(parts.db)
    expect(await listHalts(older.parts.db)).toMatchObject([{ reason: 'behind-witness', size }])
  })
})
