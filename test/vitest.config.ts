import { readFileSync } from 'node:fs'
import { defineConfig, type Plugin } from 'vitest/config'

/** The text and byte imports that esbuild and wrangler know. */
const assets: Plugin = {
  name: 'assets',
  enforce: 'pre',
  load(id) {
    if (id.endsWith('.md')) return `export default ${JSON.stringify(readFileSync(id, 'utf8'))}`
    if (/\.(ttf|icc)$/.test(id)) {
      return `export default Uint8Array.from(atob('${readFileSync(id, 'base64')}'), (char) => char.charCodeAt(0))`
    }
    return undefined
  },
}

export default defineConfig({
  plugins: [assets],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          root: import.meta.dirname,
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['workerd/**', 'browser/**', 'oracle/**'],
        },
      },
    ],
  },
})
