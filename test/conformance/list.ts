import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/core/disclosure.ts'
import { formatBase64Url } from '../../src/encoding/base64.ts'
import { formatCanonicalText, parseCanonicalJson } from '../../src/encoding/canonical-json.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { verifyCheckpoint } from '../../src/log/checkpoint.ts'
import { verifyInclusion } from '../../src/log/proof.ts'
import { parseTlogProof } from '../../src/log/tlog-proof.ts'
import { leafHash } from '../../src/log/tree.ts'
import { noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { acceptByApi, Program, signByApi } from '../support/api-client.ts'
import { makeCast, until } from '../support/walk-pages.ts'
import { readLog } from './read-log.ts'

const files = ['signatories.ndjson', 'signatories.json', 'signatories.csv'] as const

const Log = v.object({ origin: v.string(), size: v.number(), root: v.string() })
const Head = v.looseObject({ asAt: v.string(), sequence: v.number(), nextUpdate: v.string(), log: Log })
const Line = v.looseObject({
  body: v.looseObject({ id: v.string() }),
  instrumentId: v.string(),
  editionId: v.string(),
  entry: v.number(),
  reference: v.string(),
  standing: v.string(),
  signedOn: v.nullable(v.string()),
  decidedOn: v.nullable(v.string()),
  disclosed: v.object({
    body: v.object({ name: v.exactOptional(v.string()), identifiers: v.array(v.string()) }),
    instrument: v.exactOptional(v.string()),
    edition: v.exactOptional(v.string()),
  }),
})
const Answer = v.looseObject({
  asAt: v.string(),
  log: Log,
  signatories: v.array(v.looseObject({ reference: v.string(), standing: v.string() })),
})

/** The list as a stranger checks it, with the files that are served and nothing else. */
export function listSuite(url: () => string): void {
  describe('by its list', () => {
    const get = async (path: string) => fetch(`${url()}/${path}`)
    const read = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer())
    const sign = async () => {
      const program = await Program.of(url())
      return (await acceptByApi(program, await signByApi(program, makeCast()))).reference
    }

    /** Files, signatures and proof are several requests: where one of them is of another list, all are asked for again. */
    const readList = async (reference: string) =>
      until('a list with its signatures and its proof', async () => {
        const before = await read('signatories.ndjson')
        const signed = await Promise.all(
          files.map(async (name) => ({ file: await read(name), jws: parseUtf8(await read(`${name}.jws`)) })),
        )
        const proof = await get('signatories.ndjson.tlog-proof')
        const text = parseUtf8(before)
        const same = formatHex(before) === formatHex(await read('signatories.ndjson'))
        return same && proof.ok && text.includes(reference) ? { text, signed, proof: await proof.text() } : undefined
      })

    it('signs every file of it with the key it shows, proves it by its log, and shows nothing that its log does not know', async () => {
      const { text, signed, proof } = await readList(await sign())
      const keys: JSONWebKeySet = await (await get('.well-known/jwks.json')).json()
      const key = createLocalJWKSet(keys)
      for (const { file, jws } of signed) {
        const { protectedHeader } = await compactVerify(jws.replace('..', `.${formatBase64Url(file)}.`), key)
        expect(protectedHeader).toEqual({ alg: 'ES256', kid: keys.keys[0]?.kid, typ: 'signatory-list+jws' })
        const flipped = Uint8Array.from(file, (byte, n) => (n === file.length - 2 ? byte ^ 1 : byte))
        await expect(compactVerify(jws.replace('..', `.${formatBase64Url(flipped)}.`), key)).rejects.toThrow(
          'signature',
        )
      }

      const [first, ...rest] = text
        .slice(0, -1)
        .split('\n')
        .map((line) => parseCanonicalJson(formatUtf8(line)))
      const { asAt, log, nextUpdate } = v.parse(Head, first)
      const lines = v.parse(v.array(Line), rest)
      expect(Date.parse(nextUpdate)).toBeGreaterThan(Date.now())
      const bare = [{ asAt, log: { size: log.size, root: log.root } }, ...lines.map(bareOf)]
      const digest = formatHex(sha256(formatUtf8(bare.map((one) => `${formatCanonicalText(one)}\n`).join(''))))
      const { extra = new Uint8Array(), index, hashes, checkpoint } = parseTlogProof(proof)
      expect(JSON.parse(parseUtf8(extra))).toMatchObject({ type: 'list.published', asAt, size: log.size, bare: digest })
      const vkeys = (await (await get('log/vkey')).text()).trim().split('\n')
      const verdict = verifyCheckpoint(
        checkpoint,
        vkeys.map((vkey) => noteVerifier(parseVkey(vkey))),
      )
      if (!verdict.valid) throw new Error('the checkpoint of the proof is not signed')
      const tree = { size: verdict.checkpoint.size, root: verdict.checkpoint.root }
      expect(verifyInclusion(sha256, { leaf: leafHash(sha256, extra), index, proof: hashes, ...tree })).toBe(true)

      const { entries } = await readLog(url())
      const known = new Set(entries.flatMap((entry) => (Array.isArray(entry['sd']) ? entry['sd'] : [])))
      const shown = lines.flatMap(({ disclosed: { body, instrument = '', edition = '' } }) => [
        ...(body.name === undefined ? [] : [body.name]),
        ...body.identifiers,
        instrument,
        edition,
      ])
      expect(shown.length).toBeGreaterThan(2)
      for (const disclosure of shown) expect(known).toContain(digestOf(disclosure))
    })

    it('answers what it said at a size of its log, for ever, and refuses a size that it has not published', async () => {
      await readList(await sign())
      const whole = v.parse(Answer, await (await get('signatories.json')).json())
      const { size } = whole.log
      const then = async () => (await get(`signatories.json?log-size=${size}`)).text()
      const before = await then()
      expect(v.parse(Answer, JSON.parse(before)).signatories).toEqual(whole.signatories)
      expect(v.parse(Answer, JSON.parse(before)).log).toEqual(whole.log)
      const later = await sign()
      await readList(later)
      expect(await then()).toBe(before)
      const lines = parseUtf8(await read(`signatories.ndjson?log-size=${size}`))
      expect(lines.split('\n').length).toBe(whole.signatories.length + 2)
      expect(lines).not.toContain(later)
      const earlier = v.parse(Answer, await (await get(`signatories.json?log-size=${size}&as-at=2001-01-01`)).json())
      expect(new Set(earlier.signatories.map(({ standing }) => standing))).toEqual(new Set(['not-yet']))

      const page = await (await get(`signatories?log-size=${size}`)).text()
      expect(page).toContain(`when its log had ${size} entries`)
      expect(await (await get(`api/v1/list?log-size=${size}`)).text()).not.toContain(later)
      for (const path of ['signatories', 'signatories.csv', 'api/v1/signatories', 'api/v1/list']) {
        for (const wrong of ['99999999', '0', '-1', '1.5', 'x']) {
          expect((await get(`${path}?log-size=${wrong}`)).status, `${path} ${wrong}`).toBe(422)
        }
      }
    })
  })
}

function bareOf({ body, instrumentId, editionId, ...line }: v.InferOutput<typeof Line>) {
  const { entry, standing, signedOn, decidedOn } = line
  return { body: { id: body.id }, instrument: instrumentId, edition: editionId, entry, standing, signedOn, decidedOn }
}
