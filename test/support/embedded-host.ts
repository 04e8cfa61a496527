import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from './edge-host.ts'

const program = join(import.meta.dirname, '../../.out/node.js')

export type EmbeddedHost = {
  url: string
  folder: string
  /** What the host wrote, a line each. */
  log: readonly string[]
  /** Asks it to stop, and waits; gives its exit code. */
  stop(): Promise<number | null>
  /** Takes its life, as a power cut would. */
  kill(): Promise<void>
}

/** Starts the bundled register on a folder, by default an empty one. Needs `npm run bundle`. */
export async function startEmbeddedHost(settings: {
  folder?: string
  port?: number
  variables?: Record<string, string>
  /** A file for what it writes, where whoever measures it must not be kept busy with reading that. */
  logFile?: string
}): Promise<EmbeddedHost> {
  const folder = settings.folder ?? (await mkdtemp(join(tmpdir(), 'register-')))
  const port = settings.port ?? (await findFreePort())
  const url = `http://localhost:${port}`
  const log: string[] = []
  const variables = { PATH: process.env['PATH'] ?? '', PORT: String(port), DATA_DIR: folder, ...settings.variables }
  const written = settings.logFile === undefined ? 'pipe' : openSync(settings.logFile, 'a')
  const child = spawn(process.execPath, [program], { env: variables, stdio: ['ignore', written, written] })
  for (const stream of [child.stdout, child.stderr]) {
    stream
      ?.setEncoding('utf8')
      .on('data', (text: string) => log.push(...text.split('\n').filter((line) => line !== '')))
  }
  const ended = once(child, 'exit')
  while (!(await answers(url))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the register did not start: ${log.join('\n')}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  return {
    url,
    folder,
    log,
    stop: async () => {
      await end('SIGTERM')
      return child.exitCode
    },
    kill: () => end('SIGKILL'),
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/health`).then(
    () => true,
    () => false,
  )
}
