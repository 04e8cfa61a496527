import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { formatCheckpoint } from '../../src/log/checkpoint.ts'
import { formatNote, formatSignatures, parseNote, signNote } from '../../src/log/note.ts'
import { formatPolicy, parsePolicy } from '../../src/log/policy.ts'
import { judge, verifyWitnessed } from '../../src/log/quorum.ts'
import { formatVkey, keyIdOf } from '../../src/log/vkey.ts'
import { vectorsPresent } from '../support/vectors.ts'
import { readKnown } from './known.ts'
import { cosignerOf, keyOf } from './signing.ts'

const seedOf = (n: number) => new Uint8Array(32).fill(n)
const log = keyOf('example.org/log', seedOf(1))
const next = keyOf('example.org/log', seedOf(2))
const names = ['a', 'b', 'c', 'd'] as const
const [a, b, c, d] = [3, 4, 5, 6].map((n) => cosignerOf(`w${n}.example/witness`, seedOf(n)))
const people = [a!, b!, c!, d!]
const lines = people.map(({ key }, n) => `witness ${names[n]} ${formatVkey(key)}\n`).join('')
const policyOf = (groups: string, quorum: string) =>
  parsePolicy(`log ${formatVkey(log.key)}\n${lines}${groups}quorum ${quorum}\n`)
const at = (...times: [string, number][]) => times.map(([witness, time]) => ({ witness, time }))

describe('a quorum', () => {
  const two = policyOf('group two 2 a b c\n', 'two')

  it('is met by enough witnesses, and is as old as the newest whole quorum', () => {
    expect(judge(two, at(['a', 10]))).toEqual({ quorum: 'missed' })
    expect(judge(two, at(['a', 10], ['b', 30]))).toEqual({ quorum: 'met', asOf: 10 })
    expect(judge(two, at(['c', 20], ['a', 10], ['b', 30]))).toEqual({ quorum: 'met', asOf: 20 })
  })

  it('is not met by one witness twice, nor by any that is not in it', () => {
    expect(judge(two, at(['a', 10], ['a', 20]))).toEqual({ quorum: 'missed' })
    expect(judge(two, at(['a', 10], ['d', 20], ['x', 30], ['two', 40]))).toEqual({ quorum: 'missed' })
    expect(judge(two, at(['a', 10], ['d', 99], ['b', 20]))).toEqual({ quorum: 'met', asOf: 10 })
  })

  it.each([
    ['one witness', '', 'a', ['a']],
    ['any of a group', 'group g any a b\n', 'g', ['b']],
    ['all of a group', 'group g all a b c\n', 'g', ['a', 'b', 'c']],
    ['a group of groups', 'group x 1 a b\ngroup y all c d\ngroup top all x y\n', 'top', ['b', 'c', 'd']],
  ])('of %s needs each of those it needs', (_what, groups, quorum, needed) => {
    const policy = policyOf(groups, quorum)
    const all = needed.map((witness) => ({ witness, time: 5 }))
    expect(judge(policy, all)).toEqual({ quorum: 'met', asOf: 5 })
    for (const left of needed) {
      expect(
        judge(
          policy,
          all.filter(({ witness }) => witness !== left),
        ),
      ).toEqual({ quorum: 'missed' })
    }
  })

  it('of none is the word of the log alone, whoever cosigned', () => {
    expect(judge(policyOf('', 'none'), at(['a', 10]))).toEqual({ quorum: 'none' })
  })

  it('is met as of a time exactly when the witnesses from then on meet it', () => {
    const witnessed = fc.array(fc.record({ witness: fc.constantFrom(...names), time: fc.nat(20) }))
    fc.assert(
      fc.property(witnessed, fc.integer({ min: 1, max: 4 }), fc.nat(20), (some, k, time) => {
        const verdict = judge(policyOf(`group g ${k} a b c d\n`, 'g'), some)
        const since = new Set(some.filter((one) => one.time >= time).map(({ witness }) => witness))
        expect(verdict.quorum === 'met' && verdict.asOf >= time).toBe(since.size >= k)
      }),
    )
  })
})

const root = seedOf(9)
const text = formatCheckpoint({ origin: log.key.name, size: 5, root })

describe('a cosigned checkpoint', () => {
  const policy = policyOf('group g 2 a b c\n', 'g')
  const cosigned = async (...who: [typeof a, number][]) =>
    (await signNote(text, [log.signer])) +
    formatSignatures(await Promise.all(who.map(async ([by, time]) => by!.cosigner.cosign(text, time))))

  it('counts with its log and the quorum, and says who cosigned when', async () => {
    expect(verifyWitnessed(await cosigned([a, 10], [c, 30], [a, 20]), policy)).toEqual({
      valid: true,
      checkpoint: { origin: log.key.name, size: 5, root, extensions: [] },
      witnessed: at(['a', 20], ['c', 30]),
      quorum: { quorum: 'met', asOf: 20 },
    })
    expect(verifyWitnessed(await cosigned(), policyOf('', 'none'))).toMatchObject({
      valid: true,
      witnessed: [],
      quorum: { quorum: 'none' },
    })
  })

  it('does not count without the quorum, and still says who cosigned', async () => {
    expect(verifyWitnessed(await cosigned([b, 10], [d, 20]), policy)).toMatchObject({
      valid: false,
      reason: 'quorum-missed',
      checkpoint: { size: 5 },
      witnessed: at(['b', 10], ['d', 20]),
    })
  })

  it('does not count without a log of the policy', async () => {
    const foreign = await signNote(text, [next.signer])
    expect(verifyWitnessed(foreign, policyOf('', 'none'))).toEqual({ valid: false, reason: 'unsigned' })
    const lineA = await a!.cosigner.cosign(text, 10)
    expect(verifyWitnessed(formatNote({ text, signatures: [lineA] }), policyOf('', 'a'))).toMatchObject({
      valid: false,
    })
  })

  it('does not count with a bad line of a witness it knows, and does with one of a stranger', async () => {
    const good = await cosigned([a, 10], [b, 20])
    const [line] = parseNote(good).signatures.slice(-1)
    const bad = (name: string) =>
      good + formatSignatures([{ ...line!, name, signature: line!.signature.with(70, line!.signature[70]! ^ 1) }])
    expect(verifyWitnessed(bad(line!.name), policy)).toEqual({ valid: false, reason: 'bad-signature' })
    expect(verifyWitnessed(bad('stranger.example'), policy)).toMatchObject({ valid: true })
  })

  it('counts by the old key, the new one, or both, of a log that changed its key', async () => {
    const both = parsePolicy(`log ${formatVkey(log.key)}\nlog ${formatVkey(next.key)}\nquorum none\n`)
    for (const signers of [[log.signer], [next.signer], [log.signer, next.signer]]) {
      expect(verifyWitnessed(await signNote(text, signers), both)).toMatchObject({ valid: true })
    }
  })

  it('is not witnessed by a key of ML-DSA-44, for which we have no verifier', async () => {
    const key = { name: 'pq.example', type: 'mlDsaCosignature', publicKey: new Uint8Array(1312) } as const
    const line = { name: key.name, keyId: keyIdOf(key), signature: new Uint8Array(2428) }
    const note = (await cosigned()) + formatSignatures([line])
    const asking = parsePolicy(`log ${formatVkey(log.key)}\nwitness pq ${formatVkey(key)}\nquorum pq\n`)
    expect(verifyWitnessed(note, asking)).toMatchObject({ valid: false, reason: 'quorum-missed', witnessed: [] })
  })

  it('is not signed by its log because a witness of the same name did', async () => {
    const impostor = cosignerOf(log.key.name, seedOf(7))
    const line = await impostor.cosigner.cosign(text, 10)
    const asking = parsePolicy(`log ${formatVkey(log.key)}\nwitness i ${formatVkey(impostor.key)}\nquorum i\n`)
    expect(verifyWitnessed(formatNote({ text, signatures: [line] }), asking)).toEqual({
      valid: false,
      reason: 'unsigned',
    })
  })
})

describe.runIf(vectorsPresent)('sigsum-witness', () => {
  it('is a quorum for the log it cosigned', () => {
    const {
      log: watched,
      witness,
      steps,
    } = readKnown(
      'witness/sigsum-witness.json',
      v.object({
        log: v.object({ vkey: v.string() }),
        witness: v.object({ vkey: v.string() }),
        steps: v.array(
          v.object({
            body: v.string(),
            status: v.number(),
            answer: v.optional(v.string()),
            time: v.optional(v.number()),
          }),
        ),
      }),
    )
    const policy = parsePolicy(`log ${watched.vkey}\nwitness w ${witness.vkey}\nquorum w\n`)
    expect(parsePolicy(formatPolicy(policy))).toEqual(policy)
    for (const { body, answer, time } of steps.filter(({ status }) => status === 200)) {
      const note = body.slice(body.indexOf('\n\n') + 2)
      expect(verifyWitnessed(note + answer, policy)).toMatchObject({ valid: true, quorum: { asOf: time } })
      expect(verifyWitnessed(note, policy)).toMatchObject({ reason: 'quorum-missed' })
    }
  })
})
