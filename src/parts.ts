import regular from '../templates/certificate/source-sans-3-regular.ttf'
import semibold from '../templates/certificate/source-sans-3-semibold.ttf'
import welsh from '../templates/certificate/cy.md'
import english from '../templates/certificate/en.md'
import logo from '../templates/certificate/logo.jpg'
import { openStamper } from './actions/open-stamper.ts'
import type { Parts } from './actions/parts.ts'
import { parseFace } from './certificate/face.ts'
import { parseLogo } from './certificate/logo.ts'
import { isBegun, parseWords } from './certificate/words.ts'
import { importKeys, parseStoredKeys } from './keys/key-ring.ts'
import type { Settings } from './env.ts'
import { markNameOf, type Mark } from './storage/mark.ts'

/** What differs from host to host. */
export type Host = Pick<Parts, 'db' | 'later' | 'report'> &
  Partial<Pick<Parts, 'clock' | 'ask' | 'post' | 'outbox' | 'backups'>> & {
    settings: Pick<Settings, 'origin' | 'local' | 'limits' | 'twoSignatures' | 'authorities' | 'certificateLevel'>
    keys: string
    /** The mark of a name, wherever the host keeps them. */
    marks: (name: string) => Mark
  }

/** Builds what every action works with. */
export async function buildParts({ settings, keys, marks, ...host }: Host): Promise<Parts> {
  const { origin: address, local, limits, twoSignatures, authorities, certificateLevel } = settings
  return {
    authorities,
    stamper: openStamper({ ...outside, ...host }, authorities),
    ...outside,
    backups: undefined,
    outbox: host.db,
    ...host,
    address,
    local,
    keys: await importKeys(parseStoredKeys(keys)),
    mark: marks('mark'),
    markOf: (origin) => marks(markNameOf(origin)),
    craft: await buildCraft(local),
    limits,
    twoSignatures,
    certificateLevel,
    counted: new WeakMap(),
  }
}

/** How a certificate looks and reads. */
export async function buildCraft({ accent }: Pick<Parts['local'], 'accent'>): Promise<Parts['craft']> {
  return {
    wordings: [parseWords(english), ...[welsh].filter(isBegun).map(parseWords)],
    // wrangler hands bytes out as an ArrayBuffer, esbuild as an array.
    logo: await parseLogo(new Uint8Array(logo)),
    faces: { regular: parseFace(new Uint8Array(regular)), semibold: parseFace(new Uint8Array(semibold)) },
    accent,
  }
}

/** The world's time and chance, and the ways out to it. */
export const outside: Pick<Parts, 'clock' | 'chance' | 'ask' | 'post'> = {
  ask: (request) => fetch(request),
  // Who brings no carrier sends nothing.
  post: { kind: 'mailbox' },
  clock: () => Date.now(),
  chance: (length) => crypto.getRandomValues(new Uint8Array(length)),
}
