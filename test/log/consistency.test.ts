import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { askConsistency } from '../../src/log/consistency.ts'
import { rootOf } from '../../src/log/tree.ts'
import { filesOfLog } from '../support/log-files.ts'
import { leavesOf } from './naive.ts'
import { keyOf } from './signing.ts'

describe('whether a log begins with an older one', () => {
  const size = 1000
  const leaves = leavesOf(size)
  const headOf = (of: number) => ({ size: of, root: rootOf(sha256, leaves.slice(0, of)) })
  const files = new Map<string, Uint8Array>()
  beforeAll(async () => {
    const { signer } = keyOf('register.example/log', new Uint8Array(32).fill(7))
    for await (const { path, bytes } of filesOfLog(size, (n) => formatUtf8(`entry ${n}`), signer))
      files.set(path, bytes)
  })
  const ask = async (from: number, root = headOf(from).root, read = files) =>
    askConsistency(async (path) => read.get(path), sha256, { from: { size: from, root }, to: headOf(size) })

  it('is learnt from a few tiles, whatever its size was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.nat(size), fc.constantFrom(0, 1, 255, 256, 257, 512, 999, 1000)), async (from) => {
        expect(await ask(from)).toBe(true)
        expect(await ask(from + 1, headOf(from).root)).toBe(false)
      }),
    )
  })

  it('is not believed of tiles that are other ones, and not known without them', async () => {
    for (const path of ['log/tile/0/001', 'log/tile/1/000.p/3']) {
      const other = Uint8Array.from(files.get(path)!)
      other.fill(1)
      // oxlint-disable-next-line no-await-in-loop
      expect(await ask(300, undefined, new Map([...files, [path, other]]))).toBe(false)
      const rest = [...files].filter(([name]) => name !== path)
      // oxlint-disable-next-line no-await-in-loop
      expect(await ask(300, undefined, new Map(rest))).toBeUndefined()
    }
  })
})
