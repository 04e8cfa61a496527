import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

/** Serves the files of a folder as hosts of static sites do: an address, with `.html` at its end, or a folder's first page. */
export async function startStaticHost(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://static')
    const file = [pathname, `${pathname}.html`, join(pathname, 'index.html')]
      .map((path) => join(folder, path))
      .find((path) => existsSync(path) && statSync(path).isFile())
    response.writeHead(file ? 200 : 404).end(file && readFileSync(file))
  }).listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://localhost:${address.port}`, stop: async () => void server.close() }
}
