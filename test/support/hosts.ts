import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort, startEdgeHost } from './edge-host.ts'
import { startEmbeddedHost } from './embedded-host.ts'
import { openEdgeRegister } from './open-edge.ts'

/** A demonstration register on either host: where it listens, what it wrote, and how it is stopped. */
export type RunningHost = { url: string; log: readonly string[]; stop: () => Promise<unknown> }

/** Both hosts, each with a fresh demonstration register that is open and published. */
export const hosts = {
  embedded: async (): Promise<RunningHost> => startEmbeddedHost({}),
  edge: async (): Promise<RunningHost> => {
    const folder = await mkdtemp(join(tmpdir(), 'edge-'))
    const port = await findFreePort()
    const { front, keys } = await openEdgeRegister(folder, `http://localhost:${port}`)
    const host = await startEdgeHost({ databaseUrl: front.url, folder, port, bindings: { REGISTER_KEYS: keys } })
    // What was opened is published when the clock rings for the first time.
    await host.ring()
    return { url: host.url, log: host.log, stop: () => host.stop().then(() => front.close()) }
  },
}
