import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parseInstant } from '../../src/core/day.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { cosignatureVerifier, parseCosignature } from '../../src/log/cosignature.ts'
import { verifyNote } from '../../src/log/note.ts'
import { parsePolicy } from '../../src/log/policy.ts'
import { verifyWitnessed } from '../../src/log/quorum.ts'
import { parseVkey } from '../../src/log/vkey.ts'
import { contradictions, watched } from '../../src/storage/witness-schema.ts'
import { readKnown } from '../log/known.ts'
import { makeNeighbour } from '../log/neighbour.ts'
import { appOf } from '../support/app.ts'
import { openRegister } from '../support/register.ts'
import { vectorsPresent } from '../support/vectors.ts'
import { addCheckpoint, watch } from '../support/watching.ts'

const neighbour = makeNeighbour()
const { honest, rewritten } = neighbour
const plain = 'text/plain; charset=utf-8'

const good = formatUtf8(await honest.request(0, 5))
const unwelcome: readonly [string, Uint8Array<ArrayBuffer>, number][] = [
  ['nothing', new Uint8Array(), 400],
  ['a form', formatUtf8('old=0&note=x'), 400],
  ['a byte order mark before it', concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), good), 400],
  ['bytes that are no UTF-8', concatBytes(good, Uint8Array.of(0xff)), 400],
  ['more than 64 KiB', concatBytes(good, new Uint8Array(65_537 - good.length).fill(10)), 400],
  ['far more', new Uint8Array(200_000).fill(120), 400],
  ['an unknown log', formatUtf8(await makeNeighbour('other.example/log').honest.request(0, 5)), 404],
  ['another key', formatUtf8(await makeNeighbour(neighbour.origin, 8).honest.request(0, 5)), 403],
  ['an old size beyond its checkpoint', formatUtf8(await honest.request(9, 5)), 400],
  ['an old size that is not ours', formatUtf8(await honest.request(5, 9)), 409],
  ['a proof from nothing', formatUtf8((await honest.request(5, 9)).replace('old 5', 'old 0')), 422],
]

async function openWitness() {
  const register = await openRegister()
  await watch(register.parts.db, neighbour)
  const get = async (path: string) => appOf(register.parts).request(`/witness/${path}`)
  const vkey = (await (await get('vkey')).text()).trimEnd()
  const policy = parsePolicy(`log ${neighbour.vkey}\nwitness w ${vkey}\nquorum w\n`)
  return { ...register, get, vkey, policy, ask: async (body: string) => addCheckpoint(register.parts, body) }
}

describe.runIf(vectorsPresent)('the requests that were sent to sigsum-witness', () => {
  const step = v.object({
    name: v.string(),
    body: v.string(),
    status: v.number(),
    contentType: v.string(),
    answer: v.optional(v.string()),
  })
  const recorded = v.object({
    log: v.object({ origin: v.string(), vkey: v.string() }),
    steps: v.array(step),
  })

  it('are answered as it answered them', async () => {
    const { log, steps } = readKnown('witness/sigsum-witness.json', recorded)
    expect(steps.length).toBe(5)
    const witness = await openWitness()
    await watch(witness.parts.db, log)
    const verifier = cosignatureVerifier(parseVkey(witness.vkey))
    for (const { name, body, status, contentType, answer } of steps) {
      const told = await witness.ask(body)
      expect([told.status, told.headers.get('content-type')], name).toEqual([status, contentType])
      const text = await told.text()
      const note = body.slice(body.indexOf('\n\n') + 2)
      // Their line is theirs; ours has to hold for the same note. A size is a size.
      expect(status === 200 ? verifyNote(note + text, [verifier]).valid : text, name).toBe(
        { 200: true, 409: answer, 422: text }[status],
      )
    }
  })
})

describe('a register as a witness', () => {
  it('answers with its line, which holds for the note of the log, at the time of its clock', async () => {
    const { ask, policy, clock } = await openWitness()
    const answer = await ask(await honest.request(0, 5))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, plain])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const note = (await neighbour.noteOf(honest.head(5))) + (await answer.text())
    const quorum = { quorum: 'met', asOf: Math.floor(clock.now / 1000) }
    expect(verifyWitnessed(note, policy)).toMatchObject({ valid: true, quorum })
  })

  it('shows anybody the last checkpoint it cosigned, with both signatures, and the key', async () => {
    const { ask, get, policy, vkey } = await openWitness()
    const path = `${formatHex(sha256(formatUtf8(neighbour.origin)))}/checkpoint`
    expect((await get(path)).status).toBe(404)
    await ask(await honest.request(0, 5))
    await ask(await honest.request(5, 9))
    const shown = await get(path)
    expect(shown.headers.get('content-type')).toBe(plain)
    expect(verifyWitnessed(await shown.text(), policy)).toMatchObject({ valid: true, checkpoint: honest.head(9) })
    for (const answer of [shown, await get('vkey')]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
    }
    expect(parseVkey(vkey)).toMatchObject({ name: 'localhost:8787/witness', type: 'cosignature' })
    expect((await get(`${'0'.repeat(64)}/checkpoint`)).status).toBe(404)
    expect((await get(`${neighbour.origin}/checkpoint`)).status).toBe(404)
  })

  it('says which size it is at, as a witness says it', async () => {
    const { ask } = await openWitness()
    await ask(await honest.request(0, 5))
    const answer = await ask(await honest.request(0, 9))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([409, 'text/x.tlog.size'])
    expect(await answer.text()).toBe('5\n')
  })

  it.each(unwelcome)('that is sent %s answers in plain words and keeps nothing', async (_what, body, status) => {
    const { parts } = await openWitness()
    const answer = await addCheckpoint(parts, body)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      status === 409 ? 'text/x.tlog.size' : plain,
    ])
    expect(await parts.db.select().from(watched)).toMatchObject([{ size: 0, note: null, line: null, time: 0 }])
    expect(await parts.db.select().from(contradictions)).toEqual([])
  })

  it('reads requests of 64 KiB and none that is a byte longer', async () => {
    const { ask } = await openWitness()
    // A stranger's line makes up the length: base64 of so many bytes that it ends without padding.
    const proved = (await honest.request(5, 9)).replace('old 5', 'old 0')
    const stranger = (room: number) => `— ${'s'.repeat(1 + (room % 4))} ${'A'.repeat(room - (room % 4))}\n`
    const room = 65_536 - formatUtf8(proved + stranger(0)).length
    const longest = proved + stranger(room)
    expect(formatUtf8(longest).length).toBe(65_536)
    expect((await ask(longest)).status).toBe(422)
    expect((await ask(longest.replace('— s', '— ss'))).status).toBe(400)
  })

  it('cosigns a log no more that it watches no more, and goes on showing what it cosigned', async () => {
    const { parts, ask, get } = await openWitness()
    await ask(await honest.request(0, 5))
    await parts.db.update(watched).set({ endedAt: parseInstant('2026-03-05T00:00:00Z') })
    expect((await ask(await honest.request(5, 9))).status).toBe(404)
    expect((await get(`${formatHex(sha256(formatUtf8(neighbour.origin)))}/checkpoint`)).status).toBe(200)
  })

  it('without a key says so', async () => {
    const { parts } = await openWitness()
    const keyless = { ...parts, keys: { ...parts.keys, witness: undefined } }
    const answers = [
      await addCheckpoint(keyless, await honest.request(0, 5)),
      await appOf(keyless).request('/witness/vkey'),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('This register has no witness key yet.')
    }
  })

  it('keeps a contradiction once, however it is dressed up, and none that a stranger made up', async () => {
    const { parts, ask } = await openWitness()
    await ask(await honest.request(0, 20))
    const note = await neighbour.noteOf(rewritten.head(20))
    const [line] = note.split('\n').slice(-2)
    for (const more of ['', `${line}\n`, '— stranger.example AAAAAAAA\n']) {
      expect((await ask(`old 20\n\n${note}${more}`)).status).toBe(422)
    }
    expect((await ask(`old 0\n\n${note}`)).status).toBe(409)
    const strange = makeNeighbour(neighbour.origin, 8)
    expect((await ask(`old 20\n\n${await strange.noteOf(rewritten.head(20))}`)).status).toBe(403)
    // The proof is whoever sent it; a good checkpoint with a bad one is evidence of nothing.
    expect((await ask((await honest.request(20, 30)).replace(/\n[^\n]{44}\n/, '\n'))).status).toBe(422)
    expect(await parts.db.select().from(contradictions)).toMatchObject([{ origin: neighbour.origin, note }])
  })

  it('gives the same line to whoever asks at once again, and a newer one later', async () => {
    const { ask, clock } = await openWitness()
    const first = await (await ask(await honest.request(0, 5))).text()
    clock.now += 9000
    expect(await (await ask(await honest.request(5, 5))).text()).toBe(first)
    clock.now += 1000
    const later = await (await ask(await honest.request(5, 5))).text()
    expect(later).not.toBe(first)
    clock.now -= 3_600_000
    const back = await (await ask(await honest.request(5, 6))).text()
    const timeIn = (text: string) => parseCosignature(Buffer.from(text.split(' ')[2] ?? '', 'base64').subarray(4)).time
    expect(timeIn(back)).toBe(timeIn(later))
  })
})
