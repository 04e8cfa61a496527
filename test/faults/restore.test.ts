import { execFile } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, vi } from 'vitest'
import { fastSha256 } from '../../src/cli/fast-sha256.ts'
import { verifyInclusion } from '../../src/log/proof.ts'
import { parseTlogProof } from '../../src/log/tlog-proof.ts'
import { leafHash } from '../../src/log/tree.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { findCheckpoint } from '../../src/storage/read/log.ts'
import { acceptByApi, Program, signByApi, untilPublished } from '../support/api-client.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { startStaticHost } from '../support/static-host.ts'
import { makeCast } from '../support/walk-pages.ts'

const run = promisify(execFile)
const top = join(import.meta.dirname, '../..')
const newFolder = () => mkdtempSync(join(tmpdir(), 'restore-'))

/** The commands of README.md that bring a register back, in their order. */
function commandsOfReadme(): readonly string[] {
  const readme = readFileSync(join(top, 'README.md'), 'utf8')
  const part = readme.slice(readme.indexOf('## If you have to restore'), readme.indexOf('## Rooms'))
  return [...part.matchAll(/^ *```sh\n([^]*?)```/gm)].map(([, commands = '']) => commands)
}

const texts = async (url: string) => (await fetch(url)).text()

it.each(['folder', 'static host', 'register that runs elsewhere'] as const)(
  'an older backup is put back, the register stops and says why, and the documented commands bring everything back from a %s',
  async (place) => {
    const [data, backup, copy] = [newFolder(), newFolder(), newFolder()]
    const variables = { ...process.env, DATA_DIR: data, PORT: '18790' }
    const asked = async (commands: string) =>
      (await run('bash', ['-euo', 'pipefail', '-c', commands], { cwd: top, env: variables })).stdout

    const host = await startEmbeddedHost({ folder: data })
    const program = await Program.of(host.url)
    await acceptByApi(program, await signByApi(program, makeCast()))
    await untilPublished(host.url)
    await host.stop()
    for (const file of globSync('register.db*', { cwd: data })) cpSync(join(data, file), join(backup, file))

    // Fifty entries more, published and copied.
    const db = await openDatabase({ url: `file:${join(data, 'register.db')}` })
    await registerBodies({ db, clock: Date.now }, inventBodies(45))
    db.$client.close()
    const later = await startEmbeddedHost({ folder: data })
    await untilPublished(later.url)
    const checkpoint = await texts(`${later.url}/log/checkpoint`)
    const size = Number(checkpoint.split('\n')[1])
    const proofs = await Promise.all([0, 7, size - 1].map(async (index) => texts(`${later.url}/log/proofs/${index}`)))
    const signatories = await texts(`${later.url}/signatories.json`)
    await later.stop()
    await asked(`npm run -s export -- ${copy}`)

    const [putBack = '', bringBack = ''] = commandsOfReadme()
    const elsewhere = newFolder()
    cpSync(data, elsewhere, { recursive: true })
    await asked(putBack.replace(/\S+\.db/, join(backup, 'register.db')))

    const stopped = await startEmbeddedHost({ folder: data })
    expect(stopped.log.join('\n')).toContain('STOPPED')
    const health = await fetch(`${stopped.url}/health`)
    expect([health.status, await health.json()]).toMatchObject([503, { stopped: [{ reason: 'behind-mark' }] }])
    expect((await fetch(`${stopped.url}/signatories`)).status).toBe(200)
    const refused = await Program.of(stopped.url)
    const entered = await acceptByApi(refused, await signByApi(refused, makeCast())).then(
      () => true,
      () => false,
    )
    expect(entered).toBe(false)
    await stopped.stop()

    const open = {
      folder: async () => ({ url: copy, stop: async () => undefined }),
      'static host': async () => startStaticHost(copy),
      'register that runs elsewhere': async () => startEmbeddedHost({ folder: elsewhere }),
    }
    const from = await open[place]()
    expect(await asked(bringBack.replace(/copy$/m, from.url))).toContain('nothing that was published is missing')
    await from.stop()

    const again = await startEmbeddedHost({ folder: data })
    await acceptByApi(await Program.of(again.url), await signByApi(await Program.of(again.url), makeCast()))
    await untilPublished(again.url)
    expect((await fetch(`${again.url}/health`)).status).toBe(200)
    expect(Number((await texts(`${again.url}/log/checkpoint`)).split('\n')[1])).toBeGreaterThan(size)
    const listed = async () =>
      expect((await texts(`${again.url}/signatories.json`)).length).toBeGreaterThan(signatories.length)
    await vi.waitFor(listed, { timeout: 20_000, interval: 250 })
    await again.stop()

    const restored = await openDatabase({ url: `file:${join(data, 'register.db')}` })
    const kept = await findCheckpoint(restored, size)
    expect(kept?.note).toBe(checkpoint)
    for (const text of proofs) {
      const { extra = new Uint8Array(), index, hashes } = parseTlogProof(text)
      const proof = { leaf: leafHash(fastSha256, extra), index, proof: hashes, size, root: kept?.root ?? extra }
      expect(verifyInclusion(fastSha256, proof)).toBe(true)
    }
    restored.$client.close()
    for (const folder of [data, backup, copy, elsewhere]) rmSync(folder, { recursive: true })
  },
)

it('a folder whose database is lost does not open another register under the name of the one that it had', async () => {
  const data = newFolder()
  const host = await startEmbeddedHost({ folder: data })
  await untilPublished(host.url)
  await host.stop()
  for (const file of globSync('register.db*', { cwd: data })) rmSync(join(data, file))
  await expect(startEmbeddedHost({ folder: data })).rejects.toThrow('npm run import')
  rmSync(data, { recursive: true })
})
