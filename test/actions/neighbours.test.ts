import { describe, expect, it } from 'vitest'
import { addNeighbour, type NeighbourTyped } from '../../src/actions/add-neighbour.ts'
import { collectCosignatures } from '../../src/actions/collect-cosignatures.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { presentPolicyText } from '../../src/actions/policy.ts'
import { removeWitness, stopWatching } from '../../src/actions/remove-neighbour.ts'
import { setQuorum } from '../../src/actions/set-quorum.ts'
import { tellNeighbours } from '../../src/actions/tell-neighbours.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { formatVkey, parseVkey } from '../../src/log/vkey.ts'
import { parsePolicy } from '../../src/log/policy.ts'
import { listRecorded, logSize } from '../../src/storage/read/entries.ts'
import { findWatched } from '../../src/storage/read/watched.ts'
import { faults, openRegister } from '../support/register.ts'
import { askAmong, makeWitness, type Witness } from '../support/witnesses.ts'

/** A register and so many witnesses that it could be told of. */
async function openBeside(count: number) {
  const register = await openRegister()
  const names = Array.from({ length: count }, (_, n) => `n${n + 1}.example/witness`)
  const witnesses = await Promise.all(names.map((name) => makeWitness(name, register.parts)))
  const parts: Parts = { ...register.parts, ask: askAmong(witnesses) }
  return { ...register, parts, witnesses }
}

const nothing: NeighbourTyped = { logKey: '', logAddress: '', witnessKey: '', witnessAddress: '' }
const asWitness = ({ vkey, url }: Witness) => ({ ...nothing, witnessKey: vkey, witnessAddress: url })

const otherKey = new Uint8Array(32).fill(7)
const logKey = formatVkey({ name: 'n1.example/log', type: 'ed25519', publicKey: otherKey })
const asLog = { ...nothing, logKey, logAddress: 'https://n1.example/log' }

describe('a neighbour', () => {
  it('is asked from now on, and its line in the policy is behind an entry of the log', async () => {
    const { parts, witnesses, settle, check } = await openBeside(1)
    const before = await presentPolicyText(parts)
    expect(parsePolicy(before)).toMatchObject({ witnesses: [], quorum: 'none' })
    expect(before).toBe(`log ${parts.keys.logs[0].vkey} ${parts.address}/log\nquorum none\n`)
    await addNeighbour(parts, { ...asLog, ...keysOf(witnesses[0]) })
    await settle()
    const text = await presentPolicyText(parts)
    const [line] = witnesses.map(({ name, vkey, url }) => `witness ${name} ${vkey} ${url}`)
    expect(text.split('\n')).toContain(line)
    expect(await loggedPolicies(parts)).toEqual([formatHex(sha256(formatUtf8(text)))])
    expect(await findWatched(parts.db, 'n1.example/log')).toMatchObject({ vkey: logKey, size: 0, time: 0 })
    await collectCosignatures(parts)
    const {
      witnesses: [told],
    } = await tellNeighbours(parts)
    expect(told).toMatchObject({ cosigned: { size: await logSize(parts.db) }, behind: 0, counted: false })
    expect(told?.trouble).toBeUndefined()
    await check()
  })

  it('is taken on with a key that a mail broke into lines', async () => {
    const { parts } = await openBeside(0)
    await addNeighbour(parts, { ...asLog, logKey: ` ${logKey.slice(0, 30)}\n  ${logKey.slice(30)} \n` })
    expect(await findWatched(parts.db, 'n1.example/log')).toMatchObject({ vkey: logKey })
  })

  it('is taken on once, however often the button is pressed', async () => {
    const { parts, witnesses, settle } = await openBeside(1)
    const typed = { ...asLog, ...keysOf(witnesses[0]) }
    await addNeighbour(parts, typed)
    await addNeighbour(parts, typed)
    await settle()
    expect(await loggedPolicies(parts)).toHaveLength(1)
    expect(parsePolicy(await presentPolicyText(parts)).witnesses).toHaveLength(1)
  })

  it.each(faults)('is taken on whole though a write %s and the button was pressed again', async (fault) => {
    for (const skipped of [0, 1]) {
      const { parts, witnesses, settle, breakNextWrite, check } = await openBeside(1)
      const typed = { ...asLog, ...keysOf(witnesses[0]) }
      breakNextWrite(fault, skipped)
      await expect(addNeighbour(parts, typed)).rejects.toThrow('went dead')
      await addNeighbour(parts, typed)
      await settle()
      expect(await findWatched(parts.db, 'n1.example/log')).toBeDefined()
      expect(parsePolicy(await presentPolicyText(parts)).witnesses).toHaveLength(1)
      await check()
    }
  })

  it.each<[string, Partial<NeighbourTyped>, readonly string[]]>([
    ['nothing at all', {}, ['logKey']],
    ['a key without an address', { logKey }, ['logAddress']],
    ['an address without a key', { witnessAddress: 'https://n1.example/witness' }, ['witnessKey']],
    ['half a key', { ...asLog, logKey: logKey.slice(0, -9) }, ['logKey']],
    ['a key with another name', { ...asLog, logKey: logKey.replace('n1', 'n2') }, ['logKey']],
    ['a key that is none', { ...asLog, logKey: 'n1.example/log' }, ['logKey']],
    ['an address that is none', { ...asLog, logAddress: 'n1.example' }, ['logAddress']],
    ['an address of mail', { ...asLog, logAddress: 'mailto:n1@n1.example' }, ['logAddress']],
    ['an address with a password', { ...asLog, logAddress: 'https://a:b@n1.example/log' }, ['logAddress']],
    ['an address with a question', { ...asLog, logAddress: 'https://n1.example/log?x' }, ['logAddress']],
    [
      'the key of a log as that of a witness',
      { witnessKey: logKey, witnessAddress: 'https://n1.example' },
      ['witnessKey'],
    ],
    [
      'two wrong halves',
      { logKey: 'a', logAddress: 'b', witnessKey: 'c', witnessAddress: 'd' },
      ['logKey', 'logAddress', 'witnessKey', 'witnessAddress'],
    ],
  ])('is not taken on with %s, and every field is told', async (_what, typed, fields) => {
    const { parts } = await openBeside(0)
    const size = await logSize(parts.db)
    const refused = addNeighbour(parts, { ...nothing, ...typed })
    await expect(refused).rejects.toMatchObject({ kind: 'field-invalid', fields: fields.map((field) => ({ field })) })
    expect([await logSize(parts.db), (await tellNeighbours(parts)).logs]).toEqual([size, []])
  })

  it('is not this register itself', async () => {
    const { parts } = await openBeside(0)
    const { own } = await tellNeighbours(parts)
    const { logKey: ours, witnessKey, ...addresses } = own
    const itself = addNeighbour(parts, { ...addresses, logKey: ours, witnessKey: witnessKey ?? '' })
    await expect(itself).rejects.toMatchObject({ fields: [{ field: 'logKey' }, { field: 'witnessKey' }] })
  })

  it('needs an address that nobody can listen to, unless both are on one machine', async () => {
    const { parts } = await openBeside(0)
    const plain = { ...asLog, logAddress: 'http://n1.example/log' }
    const elsewhere: Parts = { ...parts, address: 'https://register.example.org' }
    await expect(addNeighbour(elsewhere, plain)).rejects.toMatchObject({ fields: [{ field: 'logAddress' }] })
    await addNeighbour(parts, { ...asLog, logAddress: 'http://localhost:8788/log/' })
    expect(await findWatched(parts.db, 'n1.example/log')).toMatchObject({ address: 'http://localhost:8788/log' })
  })

  it('is not another one of the same name', async () => {
    const { parts, witnesses, settle } = await openBeside(1)
    await addNeighbour(parts, { ...asLog, ...keysOf(witnesses[0]) })
    const publicKey = new Uint8Array(32).fill(9)
    const log = formatVkey({ ...parseVkey(logKey), publicKey })
    await expect(addNeighbour(parts, { ...asLog, logKey: log })).rejects.toMatchObject({
      fields: [{ field: 'logKey' }],
    })
    const witness = formatVkey({ name: 'n1.example/witness', type: 'cosignature', publicKey })
    const second = { ...nothing, witnessKey: witness, witnessAddress: 'https://n1.example' }
    await expect(addNeighbour(parts, second)).rejects.toMatchObject({ fields: [{ field: 'witnessKey' }] })
    await settle()
  })

  it('who goes is asked no more and watched no more; one who comes back goes on where they were', async () => {
    const { parts, witnesses, settle } = await openBeside(1)
    await addNeighbour(parts, { ...asLog, ...keysOf(witnesses[0]) })
    await removeWitness(parts, witnesses[0]?.vkey ?? '')
    await stopWatching(parts, 'n1.example/log')
    expect(parsePolicy(await presentPolicyText(parts))).toMatchObject({ witnesses: [], quorum: 'none' })
    expect(await findWatched(parts.db, 'n1.example/log')).toBeUndefined()
    expect((await tellNeighbours(parts)).logs).toMatchObject([
      { origin: 'n1.example/log', endedAt: expect.any(String) },
    ])
    await addNeighbour(parts, asLog)
    expect(await findWatched(parts.db, 'n1.example/log')).toMatchObject({ vkey: logKey, size: 0 })
    await settle()
  })
})

describe('a quorum', () => {
  it.each([
    [1, [0, 1], [2]],
    [2, [0, 2], [1, 3]],
    [3, [0, 2, 3], [1, 4]],
    [4, [0, 3, 4], [1, 2, 5]],
  ])('of %i witnesses is none or a majority', async (count, allowed, refused) => {
    const { parts, witnesses, settle } = await openBeside(count)
    for (const witness of witnesses) await addNeighbour(parts, asWitness(witness))
    await settle()
    await collectCosignatures(parts)
    for (const needed of refused) {
      await expect(setQuorum(parts, needed)).rejects.toMatchObject({ fields: [{ field: 'needed' }] })
    }
    for (const needed of allowed) {
      await setQuorum(parts, needed)
      expect((await tellNeighbours(parts)).needed).toBe(needed)
    }
    await settle()
  })

  it('that nobody could meet is refused: publishing would stop', async () => {
    const { parts, witnesses, settle } = await openBeside(2)
    for (const witness of witnesses) await addNeighbour(parts, asWitness(witness))
    await settle()
    await expect(setQuorum(parts, 2)).rejects.toMatchObject({ fields: [{ field: 'needed' }] })
    await collectCosignatures(parts)
    await setQuorum(parts, 2)
    await settle()
    const published = (await tellNeighbours(parts)).head
    expect(published?.size).toBe(await logSize(parts.db))
  })

  it('does not count who came later, and needs no more than are left', async () => {
    const { parts, witnesses, settle } = await openBeside(3)
    const [first, second, third] = witnesses
    if (!first || !second || !third) throw new Error('three were asked for')
    for (const witness of [first, second]) await addNeighbour(parts, asWitness(witness))
    await settle()
    await collectCosignatures(parts)
    await setQuorum(parts, 2)
    await addNeighbour(parts, asWitness(third))
    expect((await tellNeighbours(parts)).witnesses.map(({ counted }) => counted)).toEqual([true, true, false])
    await removeWitness(parts, first.vkey)
    expect((await tellNeighbours(parts)).needed).toBe(1)
    await removeWitness(parts, second.vkey)
    expect(parsePolicy(await presentPolicyText(parts))).toMatchObject({
      quorum: 'none',
      witnesses: [{ name: third.name }],
    })
    await settle()
  })
})

/** The digests that the log has of policies. */
async function loggedPolicies({ db }: Parts): Promise<readonly string[]> {
  return (await listRecorded(db)).flatMap(({ entry }) => (entry.type === 'policy.changed' ? [entry.policy] : []))
}

function keysOf(witness: Witness | undefined) {
  return { witnessKey: witness?.vkey ?? '', witnessAddress: witness?.url ?? '' }
}
