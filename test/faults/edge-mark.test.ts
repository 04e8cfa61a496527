import { cpSync, globSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findFreePort, startEdgeHost } from '../support/edge-host.ts'
import { startHranaFront } from '../support/hrana-front.ts'
import { openEdgeRegister } from '../support/open-edge.ts'

it('a Worker looks at its mark before it first writes, and takes nothing into a database that went back in time', async () => {
  const [folder, older] = [mkdtempSync(join(tmpdir(), 'edge-')), mkdtempSync(join(tmpdir(), 'edge-'))]
  const port = await findFreePort()
  const { front, keys } = await openEdgeRegister(folder, `http://localhost:${port}`)
  for (const file of globSync('register.db*', { cwd: folder })) cpSync(join(folder, file), join(older, file))
  const bindings = { REGISTER_KEYS: keys }
  const host = await startEdgeHost({ databaseUrl: front.url, folder, bindings, port })
  await host.ring()
  expect((await fetch(`${host.url}/health`)).status).toBe(200)
  await host.stop()
  await front.close()

  const back = await startHranaFront(`file:${join(older, 'register.db')}`)
  const again = await startEdgeHost({ databaseUrl: back.url, folder, bindings, port })
  expect((await fetch(`${again.url}/health`)).status).toBe(200)
  // No clock has rung yet: the first who wants to write makes it look.
  const body = JSON.stringify({ name: 'Mina Preparer', address: 'mina@vale.example' })
  const headers = { 'content-type': 'application/json' }
  const refused = await fetch(`${again.url}/api/v1/sign-ups`, { method: 'POST', headers, body })
  expect([refused.status, await refused.json()]).toMatchObject([503, { type: '/problems/log-stopped' }])
  const health = await fetch(`${again.url}/health`)
  expect([health.status, await health.json()]).toMatchObject([503, { stopped: [{ reason: 'behind-mark' }] }])
  expect((await fetch(`${again.url}/signatories`)).status).toBe(200)
  await again.stop()
  await back.close()
})
