import * as v from 'valibot'
import type { Entry } from '../core/entry.ts'
import { formatBase64Url } from '../encoding/base64.ts'
import { formatCanonicalJson, parseJson } from '../encoding/canonical-json.ts'
import { formatHex } from '../encoding/hex.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import type { Source } from '../log/audit.ts'
import { verifyCheckpoint } from '../log/checkpoint.ts'
import { noteVerifier, parseVkey } from '../log/vkey.ts'
import { parseSealKeys } from './seal-keys.ts'
import { countOf, type Finding } from './finding.ts'

/** The keys that entries name for each use, the one in force last: vkeys, digests of certificates, thumbprints (RFC 7638). */
export type NamedKeys = Readonly<Record<'log' | 'seal' | 'jose' | 'witness', readonly string[]>>

/** The keys from the first entry on, through every rotation of them. */
export function keysNamedBy(entries: Iterable<Entry>): NamedKeys {
  const named: Record<keyof NamedKeys, string[]> = { log: [], seal: [], jose: [], witness: [] }
  for (const entry of entries) {
    if (entry.type === 'key.rotated') {
      // The first seal is there by its root, and by itself once another takes over.
      if (entry.use === 'seal' && entry.replaces && !named.seal.includes(entry.replaces))
        named.seal.push(entry.replaces)
      named[entry.use].push(entry.key)
    }
    if (entry.type !== 'register.opened') continue
    for (const use of ['log', 'seal', 'jose'] as const) named[use].push(entry.keys[use])
  }
  return named
}

/** The lines of `log/vkey`, or of the key that somebody gave. */
export function parseVkeys(text: string): readonly string[] {
  const vkeys = text.split('\n').filter((line) => line !== '')
  for (const vkey of vkeys) parseVkey(vkey)
  return vkeys
}

/** Whether the keys that were used are those that the entries name. `used` are the vkeys that opened the checkpoint. */
export async function judgeKeys(
  read: Source,
  named: NamedKeys,
  { note, used, given }: { note: string; used: readonly string[]; given: boolean },
): Promise<Finding> {
  const say = (holds: Finding['holds'], words: string): Finding => ({ about: 'keys', holds, words })
  const stranger = used.find((vkey) => !named.log.includes(vkey))
  if (stranger !== undefined) return say('no', `No entry names the key that signed the checkpoint: ${stranger}.`)
  const verifiers = named.log.map((vkey) => noteVerifier(parseVkey(vkey)))
  if (!verifyCheckpoint(note, verifiers).valid)
    return say('no', 'The checkpoint has a signature under a key of this log that is not good.')

  const files: readonly (readonly [string, (bytes: Uint8Array) => boolean])[] = [
    ['log/vkey', (bytes) => areNamed(bytes, named.log)],
    ['.well-known/jwks.json', (bytes) => areThumbprintsNamed(bytes, named.jose)],
    ['seal/root.cer', (bytes) => named.seal.includes(formatHex(sha256(bytes)))],
    // Until then nobody but the register knows which it is.
    ...(named.seal.length > 1 ? [sealKeys(named)] : []),
    // What it says of other logs is theirs to check, unless its own log speaks of it.
    ...(named.witness.length > 0 ? [witnessKey(named)] : []),
  ]
  const answers = await Promise.all(files.map(async ([path, isNamed]) => ({ path, isNamed, bytes: await read(path) })))
  const wrong = answers.find(({ bytes, isNamed }) => bytes && !isNamed(bytes))
  if (wrong) return say('no', `${wrong.path} has a key that no entry names.`)
  const missing = answers.find(({ bytes }) => !bytes)
  if (missing) return say('unknown', `Not every key could be checked, because ${missing.path} is missing.`)

  const firsts = named.seal.length > 1 ? 4 : 3
  const rotations = Object.values(named).reduce((sum, keys) => sum + keys.length, 0) - firsts
  const by = given ? 'the key that you gave' : 'the key that the register itself names'
  const changed = rotations > 0 ? `, and ${countOf(rotations, 'change')} of keys since` : ''
  return say('yes', `The checkpoint is signed under ${by}; the first entry names it${changed}.`)
}

function witnessKey({ witness }: NamedKeys): readonly [string, (bytes: Uint8Array) => boolean] {
  return ['witness/vkey', (bytes) => areNamed(bytes, witness)]
}

function sealKeys({ seal }: NamedKeys): readonly [string, (bytes: Uint8Array) => boolean] {
  const areOurs = (bytes: Uint8Array) =>
    unlessMalformed(() => parseSealKeys(parseUtf8(bytes)))?.every((leaf) => seal.includes(leaf)) === true
  return ['seal/keys', areOurs]
}

function areNamed(bytes: Uint8Array, named: readonly string[]): boolean {
  const vkeys = unlessMalformed(() => parseVkeys(parseUtf8(bytes)))
  return vkeys !== undefined && vkeys.length > 0 && vkeys.every((vkey) => named.includes(vkey))
}

const jwks = v.strictObject({
  keys: v.array(
    v.strictObject({
      kty: v.literal('EC'),
      crv: v.literal('P-256'),
      x: v.string(),
      y: v.string(),
      kid: v.string(),
      alg: v.literal('ES256'),
      use: v.literal('sig'),
    }),
  ),
})

function areThumbprintsNamed(bytes: Uint8Array, named: readonly string[]): boolean {
  const read = v.safeParse(
    jwks,
    unlessMalformed(() => parseJson(parseUtf8(bytes))),
  )
  if (!read.success || read.output.keys.length === 0) return false
  return read.output.keys.every(({ kid, crv, kty, x, y }) => {
    const thumbprint = formatBase64Url(sha256(formatCanonicalJson({ crv, kty, x, y })))
    return kid === thumbprint && named.includes(kid)
  })
}
