import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Unreachable } from './unreachable.ts'
import type { Source } from '../log/audit.ts'

/** The files below an address, asked for over HTTP. */
export function sourceAt(address: string): Source {
  return async (path) => {
    const url = `${address}/${path}`
    const answer = await fetch(url).then(
      (found) => found,
      (cause: unknown) => {
        throw new Unreachable(`Nobody answers at ${url}.`, { cause })
      },
    )
    if (answer.status === 404 || answer.status === 410) return undefined
    if (!answer.ok) throw new Unreachable(`${url} was answered with ${answer.status}.`)
    return new Uint8Array(await answer.arrayBuffer())
  }
}

/** The files of a folder with the addresses of a register, as `npm run export` writes it. */
export function sourceIn(folder: string): Source {
  // Node reads a small file sooner at once than by way of its threads, and a log has thousands.
  return async (path) => (isFile(join(folder, path)) ? readFileSync(join(folder, path)) : undefined)
}

/** The files of a register by its address, or in a folder with such addresses. */
export function sourceOf(place: string): Source {
  if (/^https?:\/\//.test(place)) return sourceAt(place.replace(/\/+$/, ''))
  if (!statSync(place, { throwIfNoEntry: false })) throw new Unreachable(`There is no ${place} here.`)
  return sourceIn(place)
}

/** Whether a path leads to a file. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
