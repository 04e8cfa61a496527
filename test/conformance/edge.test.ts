import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort, startEdgeHost } from '../support/edge-host.ts'
import { openEdgeRegister } from '../support/open-edge.ts'
import { conformanceOf } from './conformance-of.ts'

conformanceOf('the edge host', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'edge-'))
  const port = await findFreePort()
  const { front, keys } = await openEdgeRegister(folder, `http://localhost:${port}`)
  const host = await startEdgeHost({ databaseUrl: front.url, folder, port, bindings: { REGISTER_KEYS: keys } })
  // What was opened is published when the clock rings for the first time.
  await host.ring()
  return {
    url: host.url,
    stop: async () => {
      await host.stop()
      await front.close()
    },
  }
})
