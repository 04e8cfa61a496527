import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { exported } from '../support/export.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'
import { startStaticHost } from '../support/static-host.ts'

const ask = promisify(execFile)

it('a host that only serves files carries on with a copy, in the eyes of Go’s own tlog, until a bit of it is another', async () => {
  const go = join(mkdtempSync(join(tmpdir(), 'oracle-')), 'log')
  const env = { ...process.env, GO111MODULE: 'off', GOFLAGS: '', GOPATH: '/usr/share/gocode' }
  execFileSync('go', ['build', '-o', go, '.'], { cwd: import.meta.dirname, env, stdio: 'pipe' })

  const { parts, publish } = await openRegister()
  await registerBodies(parts, inventBodies(300), 100)
  await publish()
  const folder = await exported(parts)
  const host = await startStaticHost(folder)
  const vkey = readFileSync(join(folder, 'log/vkey'), 'utf8').trim()
  const { stdout } = await ask(go, [vkey, host.url])
  expect(stdout).toMatch(/^All \d+ entries are in the signed tree/)

  const tile = join(folder, 'log/tile/entries/000')
  const bytes = readFileSync(tile)
  bytes[bytes.length - 5]! ^= 1
  writeFileSync(tile, bytes)
  await expect(ask(go, [vkey, host.url])).rejects.toThrow('Not verified')
  await host.stop()
})
