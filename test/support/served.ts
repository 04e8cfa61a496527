import type { Parts } from '../../src/actions/parts.ts'
import type { Source } from '../../src/log/audit.ts'
import { appOf } from './app.ts'

/** The files that a register of a test serves, as anybody could ask for them. */
export function sourceOf(parts: Parts): Source {
  const app = appOf(parts)
  return async (path) => {
    const answer = await app.request(`${parts.address}/${path}`)
    if (answer.status === 404) return undefined
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
}

/** The same files, kept: a source that reads each once, and what it has read. */
export function keeping(read: Source): { read: Source; files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>()
  return {
    files,
    read: async (path) => {
      const bytes = files.get(path) ?? (await read(path))
      if (bytes) files.set(path, bytes)
      return bytes
    },
  }
}
