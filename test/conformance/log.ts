import { beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { formatBase64Url } from '../../src/encoding/base64.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { parseBundle } from '../../src/log/bundle.ts'
import { parseCheckpoint } from '../../src/log/checkpoint.ts'
import { verifyInclusion } from '../../src/log/proof.ts'
import { bundlesOf, formatTile, hashTilesOf, rangeOfTile } from '../../src/log/tile.ts'
import { parseTlogProof } from '../../src/log/tlog-proof.ts'
import { leafHash, rootOf } from '../../src/log/tree.ts'
import { parseNote } from '../../src/log/note.ts'
import { acceptByApi, issuedByApi, Program, signByApi } from '../support/api-client.ts'
import { makeCast, until } from '../support/walk-pages.ts'
import { readCheckpoint, readLog, readTile, type ReadLog } from './read-log.ts'

const Told = v.object({
  entry: v.number(),
  disclosures: v.array(
    v.union([
      v.strictObject({ digest: v.string(), disclosure: v.string() }),
      v.strictObject({ digest: v.string(), withheld: v.literal(true) }),
    ]),
  ),
})

/** The log as a monitor reads it, c2sp.org/tlog-tiles. `readLog` fails where checkpoint, key and bundles do not agree. */
export function logSuite(url: () => string): void {
  describe('by its log', () => {
    let log: ReadLog
    beforeAll(async () => {
      const program = await Program.of(url())
      const { reference } = await acceptByApi(program, await signByApi(program, makeCast()))
      const { sha256: pdf } = await issuedByApi(program, reference)
      log = await until('the certificate in the log', async () => {
        const read = await readLog(url())
        return read.entries.some((one) => one.pdf === pdf) ? read : undefined
      })
    })

    const get = async (path: string, headers: Record<string, string> = {}) => fetch(`${url()}/log/${path}`, { headers })

    it('says how long it is, how much of it is published, and how old that is', async () => {
      const health: unknown = await (await fetch(`${url()}/health`)).json()
      const size = expect.any(Number)
      expect(health).toMatchObject({ log: { size, published: size, checkpointAge: expect.any(Number) } })
      expect(health).not.toHaveProperty('stopped')
    })

    it('signs a checkpoint whose root all its bundles make, and begins with its opening', () => {
      expect(log.entries[0]).toMatchObject({
        type: 'register.opened',
        origin: log.checkpoint.origin,
        demonstration: true,
      })
      expect(log.leaves).toHaveLength(log.checkpoint.size)
    })

    it('serves hash tiles that its entries make', async () => {
      const hashes = log.leaves.map((leaf) => leafHash(sha256, leaf))
      for (const tile of hashTilesOf(log.checkpoint.size)) {
        const { from, to } = rangeOfTile(tile)
        const unit = 256 ** tile.level
        const nodes = Array.from({ length: to - from }, (_, n) =>
          rootOf(sha256, hashes.slice((from + n) * unit, (from + n + 1) * unit)),
        )
        // oxlint-disable-next-line no-await-in-loop -- one tile after the other
        expect(await readTile(url(), tile), formatTile(tile)).toEqual(concatBytes(...nodes))
      }
    })

    it('proves every entry', async () => {
      for (const [index, leaf] of log.leaves.entries()) {
        // oxlint-disable-next-line no-await-in-loop -- one entry after the other
        const proof = parseTlogProof(await (await get(`proofs/${index}`)).text())
        const { size, root } = parseCheckpoint(parseNote(proof.checkpoint).text)
        expect(proof.index).toBe(index)
        expect(proof.extra).toEqual(new Uint8Array(leaf))
        const claim = { leaf: leafHash(sha256, leaf), index, size, root, proof: proof.hashes }
        expect(verifyInclusion(sha256, claim), `entry ${index}`).toBe(true)
      }
    })

    it('discloses what is public of every entry, each under the digest of its leaf', async () => {
      for (const [index, entry] of log.entries.entries()) {
        // oxlint-disable-next-line no-await-in-loop -- one entry after the other
        const answer = await get(`disclosures/${index}`)
        expect(answer.headers.get('cache-control')).toBe('no-store')
        // oxlint-disable-next-line no-await-in-loop -- one entry after the other
        const told = v.parse(Told, await answer.json())
        expect(told.disclosures.map(({ digest }) => digest)).toEqual(entry.sd)
        for (const one of told.disclosures) {
          if ('disclosure' in one) {
            const digest = formatBase64Url(sha256(formatUtf8(one.disclosure)))
            if (digest !== one.digest) throw new Error(`a disclosure of entry ${index} is not under its digest`)
          }
        }
      }
    })

    it('keeps statement, evidence and approver of a signing to itself', async () => {
      const index = log.entries.findLastIndex(({ type }) => type === 'signing.recorded')
      const told = v.parse(Told, await (await get(`disclosures/${index}`)).json())
      const names = told.disclosures.flatMap((one) =>
        'disclosure' in one ? [String(JSON.parse(Buffer.from(one.disclosure, 'base64url').toString())[1])] : [],
      )
      expect(names.toSorted()).toEqual(['signatory.1.minute', 'signatory.1.name', 'signatory.1.role'])
      expect(told.disclosures).toHaveLength(6)
    })

    it('lets tiles be kept for ever, and answers 304 to whoever has one', async () => {
      const { size } = log.checkpoint
      const [tile] = hashTilesOf(size)
      const [bundle] = bundlesOf(size)
      for (const path of [tile, bundle].flatMap((one) => (one ? [formatTile(one)] : []))) {
        // oxlint-disable-next-line no-await-in-loop -- one tile after the other
        const answer = await get(path)
        expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
        expect(answer.headers.get('access-control-allow-origin')).toBe('*')
        const etag = answer.headers.get('etag') ?? ''
        expect(etag).toMatch(/^"[^"]+"$/)
        for (const held of [etag, `"another", ${etag}`, `W/${etag}`, '*']) {
          // oxlint-disable-next-line no-await-in-loop -- one way of asking after the other
          expect((await get(path, { 'if-none-match': held })).status, held).toBe(304)
        }
        // oxlint-disable-next-line no-await-in-loop -- one tile after the other
        expect((await get(path, { 'if-none-match': '"another"' })).status).toBe(200)
      }
    })

    it('compresses bundles for whoever takes them so, under a tag of their own', async () => {
      const path = formatTile({ level: 'entries', index: 0, width: Math.min(256, log.checkpoint.size) })
      // fetch asks for gzip by itself, and undoes it.
      const zipped = await get(path)
      const plain = await get(path, { 'accept-encoding': 'identity' })
      expect([zipped.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toEqual(['gzip', null])
      expect(zipped.headers.get('etag')).not.toBe(plain.headers.get('etag'))
      expect(zipped.headers.get('vary')).toContain('accept-encoding')
      expect(await zipped.bytes()).toEqual(await plain.bytes())
    })

    it('says of every address what it holds, how long it may be kept, and that any site may read it', async () => {
      const width = Math.min(256, log.checkpoint.size)
      const text = 'text/plain; charset=utf-8'
      const expected = [
        ['checkpoint', text, 'public, max-age=2'],
        ['vkey', text, 'public, max-age=300'],
        ['policy', text, 'public, max-age=300'],
        [formatTile({ level: 0, index: 0, width }), 'application/octet-stream', 'public, max-age=31536000, immutable'],
        [
          formatTile({ level: 0, index: 0, width: 1 }),
          'application/octet-stream',
          'public, max-age=31536000, immutable',
        ],
        [
          formatTile({ level: 'entries', index: 0, width }),
          'application/octet-stream',
          'public, max-age=31536000, immutable',
        ],
        ['proofs/0', text, 'public, max-age=2'],
        ['disclosures/0', 'application/json', 'no-store'],
      ] as const
      const said = expected.map(async ([path]) => {
        const { status, headers } = await get(path)
        const [type, caching, site] = ['content-type', 'cache-control', 'access-control-allow-origin'].map((name) =>
          headers.get(name),
        )
        return [path, status, type, caching, site]
      })
      expect(await Promise.all(said)).toEqual(expected.map(([path, type, caching]) => [path, 200, type, caching, '*']))
    })

    it.each([
      'tile/0/999',
      'tile/1/999',
      'tile/63/000',
      'tile/64/000',
      'tile/entries/999',
      'tile/entries/000.p/0',
      'tile/entries/000.p/256',
      'tile/00/000',
      'tile/-1/000',
      'tile/0',
      'tile/0/0',
      'tile/0/00',
      'tile/0/0000',
      'tile/0/1000',
      'tile/0/x000/000',
      'tile/0/x000/x000/000',
      'tile/0/x001',
      'tile/0/000/000',
      'tile/0/000.p',
      'tile/0/000.p/',
      'tile/0/000.p/01',
      'tile/0/000.p/+1',
      'tile/0/000.p/1e0',
      'tile/0/000.p/0x1',
      'tile/0/000.p/1%20',
      'tile/0/000.p/1/1',
      'tile/0/000.p/%D9%A1',
      'tile/0/%D9%A0%D9%A0%D9%A0',
      'tile/%30/000.p/1%00',
      'tile/entries/0.p/1',
      'tile/leaves/000',
      'tile/data/000',
      'tile/8/0/000.p/1',
      'proofs/999999',
      'proofs/9007199254740993',
      'proofs/-1',
      'proofs/01',
      'proofs/+0',
      'proofs/0x0',
      'proofs/1e0',
      'proofs/%200',
      'proofs/%D9%A0',
      'disclosures/999999',
      'disclosures/00',
      'checkpoint/0',
      'nothing',
    ])('has nothing at %s, and lets nobody remember that', async (path) => {
      const answer = await get(path)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    })

    it('serves its last tile as it was at every size, and none wider', async () => {
      const { size } = await readCheckpoint(url())
      const index = Math.floor((size - 1) / 256)
      const widths = Array.from({ length: Math.min(255, size - index * 256) }, (_, n) => n + 1)
      for (const level of ['entries', 0] as const) {
        // oxlint-disable-next-line no-await-in-loop -- one kind after the other
        const tiles = await inTurn(widths, async (width) => readTile(url(), { level, index, width }))
        const widest = Buffer.from(tiles.at(-1) ?? [])
        for (const tile of tiles) expect(widest.subarray(0, tile.length).equals(tile)).toBe(true)
        const held = tiles.map((tile, n) => (level === 0 ? tile.length / 32 : parseBundle(tile, n + 1).length))
        expect(held).toEqual(widths)
      }
    })

    it('serves the same bytes while it grows, and no wider tile before the checkpoint that covers it', async () => {
      const { size } = await readCheckpoint(url())
      const index = Math.floor(size / 256)
      const held = { index: Math.floor((size - 1) / 256), width: ((size - 1) % 256) + 1 }
      const before = await Promise.all((['entries', 0] as const).map((level) => readTile(url(), { level, ...held })))
      const program = await Program.of(url())
      const growing = signByApi(program, makeCast()).then((id) => acceptByApi(program, id))
      await until('the log to grow', async () => {
        for (const [n, level] of (['entries', 0] as const).entries()) {
          expect(await readTile(url(), { level, ...held })).toEqual(before[n])
          const wider = await get(formatTile({ level, index, width: (size % 256) + 1 }))
          const said = `${wider.status} ${wider.headers.get('cache-control')}`
          expect(['404 no-store', '200 public, max-age=31536000, immutable']).toContain(said)
          expect(wider.status === 200 && (await readCheckpoint(url())).size <= size).toBe(false)
        }
        return (await readCheckpoint(url())).size > size ? true : undefined
      })
      await growing
    })

    it('only grows: an earlier checkpoint is the beginning of a later one', async () => {
      const program = await Program.of(url())
      await acceptByApi(program, await signByApi(program, makeCast()))
      const later = await until('the log to grow', async () => {
        const read = await readLog(url())
        return read.checkpoint.size > log.checkpoint.size ? read : undefined
      })
      const begun = later.leaves.slice(0, log.checkpoint.size).map((leaf) => leafHash(sha256, leaf))
      expect(rootOf(sha256, begun)).toEqual(log.checkpoint.root)
    })

    it('stands in the published list with its size and root', async () => {
      const List = v.looseObject({ log: v.object({ origin: v.string(), size: v.number(), root: v.string() }) })
      const list = v.parse(List, await (await fetch(`${url()}/signatories.json`)).json())
      const { leaves, checkpoint } = await readLog(url())
      expect(list.log.origin).toBe(checkpoint.origin)
      const root = rootOf(
        sha256,
        leaves.slice(0, list.log.size).map((leaf) => leafHash(sha256, leaf)),
      )
      expect(list.log.root).toBe(Buffer.from(root).toString('base64'))
    })
  })
}

/** A few at a time: a test of what is served, not of how much at once. */
async function inTurn<One, Told>(ones: readonly One[], ask: (one: One) => Promise<Told>): Promise<readonly Told[]> {
  const told: Told[] = []
  for (let from = 0; from < ones.length; from += 8) {
    // oxlint-disable-next-line no-await-in-loop -- that is the point
    told.push(...(await Promise.all(ones.slice(from, from + 8).map(ask))))
  }
  return told
}
