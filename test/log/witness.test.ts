import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parseBase64 } from '../../src/encoding/base64.ts'
import { equalBytes } from '../../src/encoding/bytes.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatAddCheckpoint, formatSizeAnswer, parseAddCheckpoint } from '../../src/log/add-checkpoint.ts'
import { formatCheckpoint } from '../../src/log/checkpoint.ts'
import { signNote } from '../../src/log/note.ts'
import { emptyRoot, type TreeHead } from '../../src/log/tree.ts'
import { noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { decideCosignature, type WatchedLog } from '../../src/log/witness.ts'
import { vectorsPresent } from '../support/vectors.ts'
import { knownCases, readKnown } from './known.ts'
import { isRefused } from './manglings.ts'
import { makeNeighbour } from './neighbour.ts'
import { keyOf } from './signing.ts'

const empty: TreeHead = { size: 0, root: emptyRoot(sha256) }
const watching = (vkey: string): WatchedLog => ({ keys: [noteVerifier(parseVkey(vkey))], head: empty, time: 0 })
const logged = v.object({ log: v.object({ origin: v.string(), vkey: v.string() }) })

/** A witness of one log, that keeps what it decides. */
function witnessOf(origin: string, start: WatchedLog) {
  let watched = start
  return (body: string, now = 1000) => {
    const asked = parseAddCheckpoint(body)
    const decision = decideCosignature(sha256, asked, asked.checkpoint.origin === origin ? watched : undefined, now)
    if (decision.status === 200) watched = { ...watched, head: decision.head, time: decision.time }
    return decision
  }
}

describe.runIf(vectorsPresent)("other people's witnesses", () => {
  const situation = v.object({
    name: v.string(),
    seen: v.array(v.string()),
    old: v.number(),
    proof: v.array(v.string()),
    next: v.string(),
    status: v.number(),
    size: v.optional(v.number()),
  })
  const situations = knownCases('witness/monkeys.json', 'cases', situation)

  it('were in fifteen situations', () => expect(situations.length).toBe(15))

  it.each(situations)('would answer as ours: $name: $status', ({ seen, old, proof, next, status, size }) => {
    const { log } = readKnown('witness/monkeys.json', logged)
    // What it has seen is what it holds, however it came by it: the roots at some sizes are made up.
    const head = seen
      .map((note) => parseAddCheckpoint(formatAddCheckpoint({ old: 0, proof: [], note })).checkpoint)
      .at(-1)
    const ask = witnessOf(log.origin, { ...watching(log.vkey), head: head ?? empty })
    const decision = ask(formatAddCheckpoint({ old, proof: proof.map(parseBase64), note: next }))
    expect(decision).toMatchObject(size === undefined ? { status } : { status, size })
  })

  const steps = v.object({
    steps: v.array(
      v.object({ name: v.string(), body: v.string(), status: v.number(), answer: v.optional(v.string()) }),
    ),
  })

  it.each([
    ['litewitness', 9],
    ['sigsum-witness', 5],
  ])('%s would answer as ours, step by step', (name, count) => {
    const file = `witness/${name}.json`
    const { log } = readKnown(file, logged)
    const known = readKnown(file, steps).steps
    expect(known.length).toBe(count)
    const ask = witnessOf(log.origin, watching(log.vkey))
    const answered = known.map(({ body }) => {
      // A malformed request never comes to the decision: 400.
      if (isRefused(() => parseAddCheckpoint(body))) return { status: 400, answer: undefined }
      const decision = ask(body)
      return { status: decision.status, answer: decision.status === 409 ? formatSizeAnswer(decision.size) : undefined }
    })
    // Litewitness's bad signature was changed where base64 has trailing bits, which Go's decoder passes over and ours refuses.
    const asKnown = known.map(({ name: step, status, answer }) => ({
      status: name === 'litewitness' && step === 'bad signature' ? 400 : status,
      answer: status === 409 ? answer : undefined,
    }))
    expect(answered).toEqual(asKnown)
  })
})

const { key, signer, noteOf, honest, rewritten } = makeNeighbour('example.org/log')
const other = keyOf('example.org/log', new Uint8Array(32).fill(8))
const ours: WatchedLog = { keys: [noteVerifier(key)], head: empty, time: 0 }

describe('a witness', () => {
  it('answers in the order of the specification, the first reason winning', async () => {
    const ask = witnessOf(key.name, { ...ours, head: honest.head(20) })
    const foreign = await signNote(formatCheckpoint({ origin: key.name, ...honest.head(30) }), [other.signer])
    const elsewhere = await signNote(formatCheckpoint({ origin: 'example.org/logs', ...honest.head(30) }), [signer])
    expect(ask(formatAddCheckpoint({ old: 40, proof: [], note: elsewhere }))).toEqual({ status: 404 })
    expect(ask(formatAddCheckpoint({ old: 40, proof: [], note: foreign }))).toEqual({ status: 403 })
    expect(ask(await honest.request(40, 30))).toMatchObject({ status: 400, contradiction: false })
    expect(ask(await rewritten.request(19, 30))).toMatchObject({ status: 409, size: 20, contradiction: false })
    expect(ask(await rewritten.request(20, 30))).toMatchObject({ status: 422, contradiction: false })
    expect(ask(await honest.request(20, 30))).toMatchObject({ status: 200, head: honest.head(30), time: 1000 })
  })

  it('keeps as evidence two roots of one size, however they were sent, and no bad proof', async () => {
    const ask = witnessOf(key.name, { ...ours, head: honest.head(20) })
    expect(ask(await rewritten.request(20, 20))).toMatchObject({ status: 422, contradiction: true })
    expect(ask(await rewritten.request(0, 20))).toMatchObject({ status: 409, size: 20, contradiction: true })
    expect(ask(await rewritten.request(21, 20))).toMatchObject({ status: 400, contradiction: true })
    // The log signed this; the proof is whoever sent it.
    const garbled = formatAddCheckpoint({ old: 20, proof: [new Uint8Array(32)], note: await noteOf(honest.head(30)) })
    expect(ask(garbled)).toMatchObject({ status: 422, contradiction: false })
    const nothing = await noteOf({ size: 0, root: new Uint8Array(32) })
    expect(ask(formatAddCheckpoint({ old: 0, proof: [], note: nothing }))).toMatchObject({ contradiction: true })
  })

  it('begins with nothing, and takes no proof from there', async () => {
    const ask = witnessOf(key.name, ours)
    const none = formatAddCheckpoint({ old: 0, proof: [], note: await noteOf(empty) })
    expect(ask(none)).toMatchObject({ status: 200, head: empty, time: 1000 })
    const proof = [new Uint8Array(32)]
    const proved = (note: string) => ask(formatAddCheckpoint({ old: 0, proof, note }))
    expect(proved(await noteOf(empty))).toMatchObject({ status: 422, contradiction: false })
    expect(proved(await noteOf(honest.head(5)))).toMatchObject({ status: 422, contradiction: false })
    expect(ask(await honest.request(0, 5))).toMatchObject({ status: 200 })
  })

  it('refreshes the time of what it has, without a proof', async () => {
    const ask = witnessOf(key.name, { ...ours, head: honest.head(20) })
    const note = await noteOf(honest.head(20))
    expect(ask(formatAddCheckpoint({ old: 20, proof: [], note }), 2000)).toMatchObject({ status: 200, time: 2000 })
    const proof = [honest.head(20).root]
    expect(ask(formatAddCheckpoint({ old: 20, proof, note }))).toMatchObject({ status: 422, contradiction: false })
  })

  it('says the same again to whoever asks for the same tree within ten seconds', async () => {
    const ask = witnessOf(key.name, ours)
    const again = formatAddCheckpoint({ old: 5, proof: [], note: await noteOf(honest.head(5)) })
    expect(ask(await honest.request(0, 5), 2000)).toMatchObject({ time: 2000 })
    expect(ask(again, 2009)).toMatchObject({ status: 200, time: 2000 })
    expect(ask(again, 2010)).toMatchObject({ status: 200, time: 2010 })
    expect(ask(await honest.request(5, 6), 2011)).toMatchObject({ time: 2011 })
  })

  it('keeps of a note what the log signed, once, and not what others wrote below it', async () => {
    const note = await noteOf(honest.head(5))
    const [line] = note.split('\n').slice(-2)
    const stranger = `— example.org/log AAAAAAAA\n`
    const body = formatAddCheckpoint({ old: 0, proof: [], note: `${note}${line}\n${stranger}` })
    expect(witnessOf(key.name, ours)(body)).toMatchObject({ status: 200, note })
  })

  it('never says an earlier time than before, though the clock went back', async () => {
    const ask = witnessOf(key.name, ours)
    expect(ask(await honest.request(0, 5), 2000)).toMatchObject({ time: 2000 })
    expect(ask(await honest.request(5, 6), 1500)).toMatchObject({ time: 2000 })
    expect(ask(await honest.request(6, 7), 2001)).toMatchObject({ time: 2001 })
  })

  it('knows a log by its old key and by its new one', async () => {
    const keys = [noteVerifier(key), noteVerifier(other.key)]
    const text = formatCheckpoint({ origin: key.name, ...honest.head(5) })
    for (const signers of [[signer], [other.signer], [signer, other.signer]]) {
      const body = formatAddCheckpoint({ old: 0, proof: [], note: await signNote(text, signers) })
      expect(witnessOf(key.name, { ...ours, keys })(body)).toMatchObject({ status: 200 })
    }
  })

  it('never cosigns two trees that contradict each other, whatever it is asked', async () => {
    const question = fc.record({
      old: fc.nat(40),
      size: fc.nat(40),
      is: fc.constantFrom(honest, rewritten),
      proofOf: fc.constantFrom(honest, rewritten),
      guessed: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(question, { maxLength: 30 }), async (questions) => {
        const ask = witnessOf(key.name, ours)
        const cosigned: TreeHead[] = []
        for (const { old, size, is, proofOf, guessed } of questions) {
          // Half of those who ask know where the witness is, or it would refuse nearly everything for its old size.
          const from = guessed ? (cosigned.at(-1)?.size ?? 0) : old
          const proof = proofOf.proof(from, size)
          const body = formatAddCheckpoint({ old: from, proof, note: await noteOf(is.head(size)) })
          const decision = ask(body)
          if (decision.status === 200) cosigned.push(decision.head)
        }
        const within = ({ head }: typeof honest) => cosigned.every((one) => equalBytes(one.root, head(one.size).root))
        expect(within(honest) || within(rewritten)).toBe(true)
        expect(cosigned.map(({ size }) => size)).toEqual(cosigned.map(({ size }) => size).toSorted((a, b) => a - b))
      }),
      { numRuns: 60 },
    )
  })
})
