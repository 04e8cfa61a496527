import regular from '../templates/certificate/source-sans-3-regular.ttf'
import semibold from '../templates/certificate/source-sans-3-semibold.ttf'
import words from '../templates/certificate/en.md'
import type { Parts } from './actions/parts.ts'
import { parseFace } from './certificate/face.ts'
import { parseWords } from './certificate/words.ts'
import { importKeys, parseStoredKeys } from './keys/key-ring.ts'
import type { Database } from './storage/database.ts'
import type { Mark } from './storage/mark.ts'

/** What differs from host to host. */
export type Host = Pick<Parts, 'later' | 'report'> & {
  db: Database
  origin: string
  local: Parts['local']
  keys: string
  mark: Mark
}

/** Builds what every action works with. */
export async function buildParts(host: Host): Promise<Parts> {
  return {
    db: host.db,
    address: host.origin,
    local: host.local,
    keys: await importKeys(parseStoredKeys(host.keys)),
    craft: {
      words: parseWords(words),
      // wrangler hands bytes out as an ArrayBuffer, esbuild as an array.
      faces: { regular: parseFace(new Uint8Array(regular)), semibold: parseFace(new Uint8Array(semibold)) },
      accent: host.local.accent,
    },
    mark: host.mark,
    clock: () => Date.now(),
    chance: (length) => crypto.getRandomValues(new Uint8Array(length)),
    later: host.later,
    report: host.report,
  }
}
