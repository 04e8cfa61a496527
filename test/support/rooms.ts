/** What a room may import beside itself: lower rooms (or a part of one), and packages by name, by scope, or as `node:` modules. */
export type Row = { readonly rooms: readonly string[]; readonly packages: readonly string[] }

/**
 * The plan of the house, lowest room first. CONTRIBUTING.md has the same table, and a test holds the two together.
 * `cli` and the composition at the top of `src` may import everything, so they have no row.
 */
export const rooms = new Map<string, Row>([
  ['encoding', { rooms: [], packages: ['@noble/hashes', 'fflate'] }],
  ['core', { rooms: ['encoding'], packages: ['valibot'] }],
  ['log', { rooms: ['encoding'], packages: ['@noble/*'] }],
  [
    'keys',
    {
      rooms: ['encoding', 'log'],
      packages: ['jose', '@peculiar/*', 'asn1js', 'reflect-metadata', '@simplewebauthn/server'],
    },
  ],
  ['certificate', { rooms: ['encoding', 'core', 'log'], packages: ['pdf-lib', '@peculiar/*', 'asn1js', 'uqr'] }],
  ['credentials', { rooms: ['encoding', 'core', 'keys'], packages: ['jose'] }],
  ['verify', { rooms: ['encoding', 'core', 'log', 'keys', 'certificate', 'credentials'], packages: ['valibot'] }],
  ['storage', { rooms: ['encoding', 'core', 'log'], packages: ['drizzle-orm', '@libsql/client', 'libsql', 'valibot'] }],
  ['mail', { rooms: ['encoding', 'core', 'templates/mail'], packages: ['nodemailer', 'jose'] }],
  [
    'actions',
    {
      rooms: [
        'encoding',
        'core',
        'log',
        'keys',
        'certificate',
        'credentials',
        'verify',
        'storage/database',
        'storage/mark',
        'storage/backups',
        'storage/read',
        'storage/write',
        'mail',
        'templates/national',
      ],
      packages: [],
    },
  ],
  ['http', { rooms: ['core', 'keys'], packages: ['hono', 'valibot'] }],
  [
    'web',
    {
      rooms: ['encoding', 'core', 'verify', 'actions', 'storage/read', 'http', 'templates/pages'],
      packages: ['hono', 'valibot', 'uqr', 'd3-scale', 'd3-shape'],
    },
  ],
  [
    'web/browser',
    {
      rooms: ['encoding', 'core', 'log', 'certificate', 'credentials', 'verify'],
      packages: ['@simplewebauthn/browser'],
    },
  ],
  [
    'api',
    {
      rooms: ['encoding', 'core', 'log', 'credentials', 'actions', 'storage/read', 'http'],
      packages: ['hono', '@valibot/to-json-schema', 'valibot'],
    },
  ],
  ['demo', { rooms: ['core'], packages: ['valibot'] }],
  ['jobs', { rooms: ['encoding', 'core', 'actions', 'storage/read'], packages: [] }],
])

/** The files that build and start the house. */
export const composition = [
  'app.ts',
  'env.ts',
  'parts.ts',
  'node.ts',
  'serve.ts',
  'worker.ts',
  'embedded.ts',
  'demonstration.ts',
  'report.ts',
  'turn.ts',
]

/** A row in words, as CONTRIBUTING.md writes it and as the test says it to whoever steps out of a room. */
export function formatRow({ rooms: lower, packages }: Row): string {
  return [lower.join(', '), packages.join(', ')].filter((part) => part !== '').join(' · ')
}
