import { bundlesOf, formatTile, hashTilesOf } from '../log/tile.ts'
import type { Database } from '../storage/database.ts'
import { listFormerAddresses } from '../storage/read/corrections.ts'
import { listEditions, readEdition } from '../storage/read/editions.ts'
import { listInstruments } from '../storage/read/instruments.ts'
import { listNamed, listTelling } from '../storage/read/site.ts'

/** Addresses of one sort, and what they are called to whoever waits for them. */
export type Addresses = { words: string; paths: readonly string[] }

/** The list in every form, which a later publication replaces all at once. */
export const listPaths: readonly string[] = ['json', 'csv', 'ndjson'].flatMap((form) =>
  ['', '.jws', '.tlog-proof'].map((more) => `/signatories.${form}${more}`),
)

/** Every public address but those of the list and the log: what a copy of the site consists of. */
export async function listSite(db: Database): Promise<readonly Addresses[]> {
  const named = await listNamed(db)
  const editions = await Promise.all(
    (await listEditions(db)).map(async (edition) => {
      const { slug, texts } = edition
      const text = await readEdition(db, edition)
      return [
        `/editions/${slug}/changes`,
        ...texts.map(({ language }) => `/editions/${slug}.${language}.md`),
        ...(await listFormerAddresses(db, edition)),
        ...(text?.themes ?? []).map(({ number }) => `/editions/${slug}/themes/${number}`),
      ]
    }),
  )
  return [
    { words: 'keys', paths: keyPaths },
    {
      words: 'pages',
      // Where nobody answers, the page that needs nobody is the one to check certificates with.
      paths: [
        '/',
        '/signatories',
        '/coverage',
        '/verify.html',
        '/privacy',
        '/accessibility',
        '/licence',
        '/log',
        '/seal',
      ],
    },
    {
      words: 'editions',
      paths: [
        ...(await listInstruments(db)).map(({ slug }) => `/instruments/${slug}`),
        ...named.editions.map((slug) => `/editions/${slug}`),
        ...editions.flat(),
      ],
    },
    { words: 'organisations', paths: named.bodies.map((slug) => `/bodies/${slug}`) },
    {
      words: 'certificates',
      paths: named.signings.flatMap(({ reference, position }) => [
        ...['', '.pdf', '.zip'].map((form) => `/certificates/${reference}${form}`),
        `/log/proofs/${position}`,
        `/log/entries/${position}`,
      ]),
    },
  ]
}

/** Every address of a log of so many entries but its checkpoint, which is asked for before them and kept after them. */
export async function listLog(db: Database, size: number): Promise<readonly Addresses[]> {
  const tiles = [...bundlesOf(size), ...hashTilesOf(size)].map((tile) => `/log/${formatTile(tile)}`)
  const told = await listTelling(db, size)
  return [
    { words: 'tiles and bundles of the log', paths: tiles },
    { words: 'disclosures', paths: told.map((position) => `/log/disclosures/${position}`) },
  ]
}

const keyPaths = [
  '/log/vkey',
  '/log/vkeys',
  '/log/policy',
  '/witness/vkey',
  '/.well-known/jwks.json',
  '/.well-known/did.json',
  '/seal/root.cer',
  '/seal/revoked.crl',
  '/seal/authorities.pem',
  '/seal/keys',
]
