import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vitest/config'

/** The text and byte imports that esbuild and wrangler know. */
const assets: Plugin = {
  name: 'assets',
  enforce: 'pre',
  load(id) {
    if (id.endsWith('.md')) return `export default ${JSON.stringify(readFileSync(id, 'utf8'))}`
    if (/\.(ttf|jpg)$/.test(id)) {
      return `export default Uint8Array.from(atob('${readFileSync(id, 'base64')}'), (char) => char.charCodeAt(0))`
    }
    return undefined
  },
}

/** A project whose tests start whole registers, browsers or other people's tools. */
const whole = (name: string) => ({
  extends: true as const,
  test: {
    name,
    root: import.meta.dirname,
    include: [`${name}/**/*.test.ts`],
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
})

export default defineConfig({
  plugins: [assets],
  test: {
    // Unless told, one core is left idle, which of two is half of all there is.
    maxWorkers: '100%',
    projects: [
      join(import.meta.dirname, 'workerd/vitest.config.ts'),
      {
        extends: true,
        test: {
          name: 'node',
          root: import.meta.dirname,
          include: ['**/*.test.{ts,tsx}'],
          // A machine that is busy with all of them at once is slow, and no test is about that.
          testTimeout: 30_000,
          // Hundreds of small files that read the same modules: each worker loads them once.
          isolate: false,
          exclude: ['workerd/**', 'browser/**', 'conformance/**', 'faults/**', 'oracle/**'],
        },
      },
      whole('conformance'),
      whole('faults'),
      whole('browser'),
      whole('oracle'),
    ],
  },
})
