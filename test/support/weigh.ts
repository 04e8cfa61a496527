import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '../..')

/** How many bytes some of our code takes, packed as hosts pack it; with the libraries that it brings unless they stay outside. */
export async function weigh(contents: string, packages: 'bundle' | 'external' = 'bundle'): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    packages,
    minify: true,
    format: 'esm',
    write: false,
  })
  return outputFiles.reduce((bytes, { contents: code }) => bytes + gzipSync(code).length, 0)
}
