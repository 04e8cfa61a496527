import { Buffer } from 'node:buffer'
import { join, relative } from 'node:path'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path to base64. */
    disk: Record<string, string>
  }
}

// As much of `node:fs` as the suites of the pure rooms ask for: workerd sees no disk, so the configuration hands the files over.

const disk = inject('disk')

export function existsSync(path: string): boolean {
  return path in disk || listBelow(path).length > 0
}

export function readFileSync(path: string, encoding?: BufferEncoding): Buffer | string {
  const bytes = disk[path]
  if (bytes === undefined) throw new Error(`workerd was not handed ${path}`)
  const buffer = Buffer.from(bytes, 'base64')
  return encoding === undefined ? buffer : buffer.toString(encoding)
}

export function readdirSync(folder: string, { recursive = false, withFileTypes = false } = {}): unknown[] {
  const below = listBelow(folder)
  if (below.length === 0) throw new Error(`workerd was not handed ${folder}`)
  if (!recursive) return [...new Set(below.map((path) => relative(folder, path).split('/')[0]))]
  if (!withFileTypes) return below.map((path) => relative(folder, path))
  return below.map((path) => ({
    name: path.slice(path.lastIndexOf('/') + 1),
    parentPath: join(path, '..'),
    isFile: () => true,
  }))
}

function listBelow(folder: string): string[] {
  return Object.keys(disk).filter((path) => path.startsWith(join(folder, '/')))
}
