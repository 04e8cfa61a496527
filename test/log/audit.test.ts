import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { fastSha256 as sha256 } from '../../src/cli/fast-sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { auditLog, type Auditing, type LogVerdict } from '../../src/log/audit.ts'
import { parseBundle } from '../../src/log/bundle.ts'
import { formatCheckpoint } from '../../src/log/checkpoint.ts'
import { signNote } from '../../src/log/note.ts'
import { leafHash, rootOf } from '../../src/log/tree.ts'
import { noteVerifier } from '../../src/log/vkey.ts'
import { filesOfLog } from '../support/log-files.ts'
import { keyOf } from './signing.ts'

const { key, signer } = keyOf('register.example/log', new Uint8Array(32).fill(7))
const entryAt = (n: number) => formatUtf8(`{"entry":${n}}`)
const leaves = Array.from({ length: 70_000 }, (_, n) => leafHash(sha256, entryAt(n)))
const headOf = (size: number) => ({ size, root: Uint8Array.from(rootOf(sha256, leaves.slice(0, size))) })

type Files = ReadonlyMap<string, Uint8Array>

async function logOf(size: number, at = entryAt): Promise<Files> {
  const files = new Map<string, Uint8Array>()
  for await (const { path, bytes } of filesOfLog(size, at, signer)) files.set(path, bytes)
  return files
}

function audit(files: Files, more: Partial<Auditing> = {}): Promise<LogVerdict> {
  return auditLog(async (path) => files.get(path), { hash: sha256, logs: [noteVerifier(key)], ...more })
}

describe('a log that is as it says', () => {
  it.each([0, 1, 2, 255, 256, 257, 65_535, 65_536, 70_000])(
    'is accepted at size %i, and read once and whole',
    async (size) => {
      const files = await logOf(size)
      const read = new Map<string, number>()
      const entries: Uint8Array[] = []
      const verdict = await auditLog(
        async (path) => {
          read.set(path, (read.get(path) ?? 0) + 1)
          return files.get(path)
        },
        {
          hash: sha256,
          logs: [noteVerifier(key)],
          follow: ({ from, to, bundle, size: whole }) => {
            expect([from, whole]).toEqual([entries.length, size])
            entries.push(...parseBundle(bundle, to - from))
          },
        },
      )
      expect(verdict).toMatchObject({ valid: true, checkpoint: { size, root: headOf(size).root } })
      expect(read).toEqual(new Map([...files.keys()].map((path) => [path, 1])))
      expect(entries).toHaveLength(size)
      expect([entries[0], entries.at(-1)]).toEqual(size > 0 ? [entryAt(0), entryAt(size - 1)] : [undefined, undefined])
    },
  )

  it('begins with every tree that it ever had', async () => {
    const sizes = [0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_792, 65_793, 66_000]
    expect(await audit(await logOf(66_000), { known: sizes.map(headOf) })).toMatchObject({ valid: true })
    const files = await logOf(700)
    const known = sizes.filter((size) => size <= 700).map(headOf)
    for (const head of known) {
      const root = Uint8Array.from(head.root)
      root[31]! ^= 1
      // oxlint-disable-next-line no-await-in-loop
      expect(await audit(files, { known: [...known, { ...head, root }] })).toMatchObject({ reason: 'rewritten' })
    }
  })

  it('waits for whoever follows it, and passes on what goes wrong there and on the way', async () => {
    const files = await logOf(600)
    const order: string[] = []
    const follow = async ({ from }: { from: number }) => {
      order.push(`begins ${from}`)
      await new Promise((resolve) => setTimeout(resolve, 1))
      order.push(`ends ${from}`)
    }
    await audit(files, { follow })
    expect(order).toEqual([0, 256, 512].flatMap((from) => [`begins ${from}`, `ends ${from}`]))
    const stop = () => {
      throw new Error('stop')
    }
    await expect(audit(files, { follow: stop })).rejects.toThrow('stop')
    const away = auditLog(
      async (path) => {
        if (path.includes('/entries/002')) throw new Error('nobody answers')
        return files.get(path)
      },
      { hash: sha256, logs: [noteVerifier(key)] },
    )
    await expect(away).rejects.toThrow('nobody answers')
  })
})

describe('a log that is not as it says', () => {
  let files: Files
  beforeAll(async () => {
    files = await logOf(700)
  })
  const reasonOf = async (changed: Files, more: Partial<Auditing> = {}) => {
    const verdict = await audit(changed, more)
    return verdict.valid ? 'valid' : `${verdict.reason} ${verdict.path}`
  }
  const changed = (path: string, change: (bytes: Uint8Array) => Uint8Array | undefined) => {
    const bytes = change(Uint8Array.from(files.get(path)!))
    const rest = [...files].filter(([name]) => name !== path)
    return new Map(bytes ? [...rest, [path, bytes] as const] : rest)
  }

  it('is rejected for any bit that is another one, in any of its files', async () => {
    const flip = fc
      .constantFrom(...files.keys())
      .chain((path) => fc.record({ path: fc.constant(path), at: fc.nat(files.get(path)!.length - 1), bit: fc.nat(7) }))
    const reasons = new Set<string>()
    await fc.assert(
      fc.asyncProperty(flip, async ({ path, at, bit }) => {
        const reason = await reasonOf(
          changed(path, (bytes) => {
            bytes[at]! ^= 1 << bit
            return bytes
          }),
        )
        reasons.add(reason.split(' ')[0]!)
        return reason !== 'valid'
      }),
      { numRuns: 2000 },
    )
    expect(reasons).toEqual(new Set(['malformed', 'unsigned', 'bad-signature', 'differs']))
  }, 60_000)

  it('is rejected for every bit of its checkpoint', async () => {
    const note = files.get('log/checkpoint')!
    for (let bit = 0; bit < note.length * 8; bit += 1) {
      const mangled = changed('log/checkpoint', (bytes) => {
        bytes[Math.floor(bit / 8)]! ^= 1 << (bit % 8)
        return bytes
      })
      // oxlint-disable-next-line no-await-in-loop
      expect(await reasonOf(mangled), `bit ${bit}`).not.toBe('valid')
    }
  }, 60_000)

  it('is rejected for every file that is missing, empty, cut short or longer', async () => {
    for (const path of files.keys()) {
      const faults = [
        changed(path, () => undefined),
        changed(path, () => new Uint8Array()),
        changed(path, (bytes) => bytes.subarray(0, -1)),
        changed(path, (bytes) => Uint8Array.of(...bytes, 0)),
      ]
      for (const fault of faults) {
        // oxlint-disable-next-line no-await-in-loop
        expect(await reasonOf(fault)).toMatch(new RegExp(`^(missing|malformed|unsigned|differs) ${path}$`))
      }
    }
  })

  it('is rejected for two entries that changed places, even if the tiles go along', async () => {
    const swapped = await logOf(700, (n) =>
      entryAt(
        new Map([
          [300, 301],
          [301, 300],
        ]).get(n) ?? n,
      ),
    )
    const bundle = 'log/tile/entries/001'
    const tile = 'log/tile/0/001'
    const one = new Map([...files, [bundle, swapped.get(bundle)!]])
    expect(await reasonOf(one)).toBe(`differs ${tile}`)
    const two = new Map([...one, [tile, swapped.get(tile)!]])
    expect(await reasonOf(two)).toBe('differs log/tile/1/000.p/2')
    const three = new Map([...swapped, ['log/checkpoint', files.get('log/checkpoint')!]])
    expect(await reasonOf(three)).toBe('root-differs log/checkpoint')
  })

  it('is rejected when it is shorter than it was, or was rewritten under the same key', async () => {
    expect(await reasonOf(files, { known: [headOf(701)] })).toBe('shorter log/checkpoint')
    const rewritten = await logOf(700, (n) => (n === 3 ? formatUtf8('{"entry":"other"}') : entryAt(n)))
    expect(await reasonOf(rewritten, { known: [headOf(3)] })).toBe('valid')
    for (const size of [4, 256, 257, 700]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await reasonOf(rewritten, { known: [headOf(size)] })).toBe('rewritten log/checkpoint')
    }
  })

  it('is rejected under another key, and under the name of another log', async () => {
    const other = keyOf('register.example/log', new Uint8Array(32).fill(8))
    expect(await reasonOf(files, { logs: [noteVerifier(other.key)] })).toBe('unsigned log/checkpoint')
    const text = formatCheckpoint({ ...headOf(700), origin: 'another.example/log' })
    const note = formatUtf8(await signNote(text, [signer]))
    expect(await reasonOf(changed('log/checkpoint', () => note))).toBe('other-log log/checkpoint')
  })
})
