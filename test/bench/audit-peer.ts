import { join } from 'node:path'
import { fastSha256 } from '../../src/cli/fast-sha256.ts'
import { sourceIn } from '../../src/cli/source.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { auditLog } from '../../src/log/audit.ts'
import { parseBundle } from '../../src/log/bundle.ts'
import { bundlesOf, formatTile } from '../../src/log/tile.ts'
import { noteVerifier, parseVkey } from '../../src/log/vkey.ts'

// A process of its own, so that the memory it took at most is its own: it audits a folder, or hashes what an audit of it would.
const [task = '', folder = '', vkey = '', entries = ''] = process.argv.slice(2)
const read = sourceIn(folder)
const milliseconds = task === 'audit' ? await auditIt() : await hashOnly(Number(entries))
process.stdout.write(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }))

async function auditIt(): Promise<number> {
  const begun = performance.now()
  const verdict = await auditLog(read, { hash: fastSha256, logs: [noteVerifier(parseVkey(vkey))] })
  if (!verdict.valid) throw new Error(`${verdict.reason} ${verdict.path}`)
  return performance.now() - begun
}

/** Every leaf and every node of the tree, from memory: the same number of hashes over as many bytes, and nothing beside. */
async function hashOnly(size: number): Promise<number> {
  let spent = 0
  const node = new Uint8Array(65).fill(1)
  for (const tile of bundlesOf(size)) {
    const bundle = await read(join('log', formatTile(tile)))
    if (!bundle) throw new Error('a bundle is missing')
    const prefixed = parseBundle(bundle, tile.width).map((entry) => concatBytes(Uint8Array.of(0), entry))
    const begun = performance.now()
    for (const leaf of prefixed) fastSha256(leaf)
    for (let n = 0; n < tile.width; n += 1) fastSha256(node)
    spent += performance.now() - begun
  }
  return spent
}
