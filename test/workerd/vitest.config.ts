import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineProject } from 'vitest/config'

const top = join(import.meta.dirname, '../..')

// Until there is a Worker, the pure rooms run on workerd by themselves.
const worker = existsSync(join(top, 'src/worker.ts')) ? { wrangler: { configPath: join(top, 'wrangler.toml') } } : {}

/** What `disk.ts` shows instead of a disk: other people's known answers, where they are, and our templates. */
function readDisk(): Record<string, string> {
  const files = [join(top, '../shared/vectors'), join(top, 'templates')]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  return Object.fromEntries(files.map((path) => [path, readFileSync(path, 'base64')] as const))
}

export default defineProject({
  plugins: [
    cloudflareTest(({ inject }) => ({
      ...worker,
      miniflare: {
        compatibilityDate: '2026-11-01',
        bindings: { ORIGIN: 'http://localhost:8787', MAIL_CARRIER: 'mailbox', DATABASE_URL: inject('databaseUrl') },
      },
    })),
  ],
  // Exactly this name: what runs in Node beside workerd reads the disk through `node:fs/promises`.
  resolve: { alias: [{ find: /^node:fs$/, replacement: join(import.meta.dirname, 'disk.ts') }] },
  test: {
    name: 'workerd',
    root: join(top, 'test'),
    include: ['{encoding,core,log,certificate}/**/*.test.ts', 'workerd/**/*.test.ts'],
    // What cuts the faces from their package, on a developer's machine only, and what openssl time-stamps for.
    exclude: ['face', 'prolonged', 'bilingual'].map((name) => `certificate/${name}.test.ts`),
    // One workerd for each core, and time for what Node does in a tenth of it.
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 60_000,
    globalSetup: join(import.meta.dirname, 'database.ts'),
    provide: { disk: readDisk() },
  },
})
