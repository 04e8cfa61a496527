import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import Engine from 'libsql'
import * as v from 'valibot'
import { HranaError, Pipeline } from './hrana-protocol.ts'
import { HranaStream, WriterLock } from './hrana-stream.ts'

export type HranaFront = { url: string; close(): Promise<void> }

/**
 * Serves one database file on a loopback port as a libSQL server would: SQL over HTTP, `POST /v2/pipeline`.
 * A client that died in a transaction must not keep the others from writing: what idles for `idle` milliseconds is rolled back.
 */
export async function startHranaFront(fileUrl: string, idle = 5000): Promise<HranaFront> {
  const path = fileUrl.startsWith('file://') ? fileURLToPath(fileUrl) : fileUrl.replace(/^file:/, '')
  prepareFile(path)

  const lock = new WriterLock()
  const streams = new Set<HranaStream>()
  const waiting = new Map<string, { stream: HranaStream; timer: NodeJS.Timeout }>()

  function takeUp(baton: string | null | undefined): HranaStream {
    if (!baton) {
      const stream = new HranaStream(path, lock)
      streams.add(stream)
      return stream
    }
    const kept = waiting.get(baton)
    if (!kept) throw new HranaError('STREAM_EXPIRED', 'The stream has expired due to inactivity')
    waiting.delete(baton)
    clearTimeout(kept.timer)
    return kept.stream
  }

  function layDown(stream: HranaStream): string {
    const baton = randomUUID()
    const expire = () => {
      waiting.delete(baton)
      drop(stream)
    }
    waiting.set(baton, { stream, timer: setTimeout(expire, idle).unref() })
    return baton
  }

  function drop(stream: HranaStream): void {
    stream.close()
    streams.delete(stream)
  }

  async function answer({ baton, requests }: Pipeline): Promise<object> {
    const stream = takeUp(baton)
    const results: object[] = []
    for (const request of requests) {
      try {
        // A pipeline is a sequence: each request sees what the ones before it did.
        // oxlint-disable-next-line no-await-in-loop
        results.push({ type: 'ok', response: await stream.answer(request) })
      } catch (error) {
        results.push({ type: 'error', error: HranaError.from(error) })
      }
    }
    if (!stream.closed) return { baton: layDown(stream), base_url: null, results }
    drop(stream)
    return { baton: null, base_url: null, results }
  }

  async function route(request: IncomingMessage): Promise<{ status: number; body: object }> {
    const { method, url } = request
    if (method === 'GET' && (url === '/v2' || url === '/v3')) return { status: 200, body: {} }
    if (method !== 'POST' || (url !== '/v2/pipeline' && url !== '/v3/pipeline')) return { status: 404, body: {} }
    try {
      return { status: 200, body: await answer(v.parse(Pipeline, await json(request))) }
    } catch (error) {
      return { status: 400, body: HranaError.from(error) }
    }
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body } = await route(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  const server = createServer((request, response) => void respond(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the front has no port')

  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      for (const { timer } of waiting.values()) clearTimeout(timer)
      streams.forEach(drop)
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Readers must not hold up the writer, here as on a real server. */
function prepareFile(path: string): void {
  const db = new Engine(path, { timeout: 2000 })
  db.exec('PRAGMA journal_mode = WAL')
  db.close()
}
