import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { unstable_startWorker as startWorker } from 'wrangler'

const top = join(import.meta.dirname, '../..')

// Asked of the network at every start otherwise; nothing of ours reads it.
process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false'

export type EdgeHost = {
  /** The ORIGIN it was started with, on the loopback interface. */
  url: string
  /** What the Worker wrote to its console, a line each. */
  log: readonly string[]
  /** Rings the clock, as the host does every minute. */
  ring(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts the Worker of `wrangler.toml` on workerd. Needs `npm run bundle` for its assets, and no network.
 * `folder` keeps what the bucket holds, so that the same folder and port are the same host started again.
 */
export async function startEdgeHost(settings: {
  databaseUrl: string
  folder: string
  bindings?: Record<string, string>
  port?: number
}): Promise<EdgeHost> {
  const port = settings.port ?? (await findFreePort())
  const url = `http://localhost:${port}`
  const log: string[] = []
  const variables = { ORIGIN: url, MAIL_CARRIER: 'mailbox', DATABASE_URL: settings.databaseUrl, ...settings.bindings }

  const worker = await startWorker({
    config: join(top, 'wrangler.toml'),
    // Not what a developer keeps in `.dev.vars`.
    envFiles: [join(settings.folder, '.env')],
    bindings: Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, { type: 'secret_text', value }] as const),
    ),
    dev: {
      server: { hostname: 'localhost', port },
      persist: join(settings.folder, 'edge'),
      remote: false,
      watch: false,
      inspector: false,
      logLevel: 'error',
      structuredLogsHandler: ({ message }: { message: string }) => log.push(message),
    },
  })
  await once(worker.raw, 'reloadComplete').catch(async (failure: unknown) => {
    await worker.dispose().catch(() => undefined)
    throw new Error(`the Worker did not start: ${log.join('\n')}`, { cause: failure })
  })

  return {
    url,
    log,
    async ring() {
      const rung = await fetch(`${url}/cdn-cgi/handler/scheduled?cron=${encodeURIComponent('* * * * *')}`)
      if (!rung.ok) throw new Error(`the clock was not heard: ${rung.status} ${await rung.text()}`)
    },
    stop: () => worker.dispose(),
  }
}

/** A port of the loopback interface that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
