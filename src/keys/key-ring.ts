import { calculateJwkThumbprint, importJWK, type JWK } from 'jose'
import { formatBase64, formatBase64Url, parseBase64, parseBase64Url } from '../encoding/base64.ts'
import { formatCanonicalText, parseJson, type Json } from '../encoding/canonical-json.ts'
import { formatHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import type { NoteSigner } from '../log/note.ts'
import { makeNoteSigner } from './note-signer.ts'
import { sealerOf, type Es256Sealer } from './sealer.ts'
import { importTokenKey, type TokenKey } from './token.ts'

/** The register's keys in memory: four keys, four purposes, never shared, private parts not to be had back. */
export type KeyRing = {
  log: { signer: NoteSigner; vkey: string }
  sealer: Es256Sealer
  /** DER of the seal's root, and the root's revocation list. */
  seal: { root: Uint8Array<ArrayBuffer>; revoked: Uint8Array<ArrayBuffer> }
  jose: { kid: string; publicKey: JWK }
  tokens: TokenKey
  /** What `register.opened` says of them. */
  named: { log: string; seal: string; jose: string }
}

/** The same keys as one JSON text of under 5 KB: a file of the embedded host, a secret of a Worker. */
export type StoredKeys = {
  origin: string
  log: { privateKey: string; publicKey: string }
  seal: { privateKey: string; chain: readonly string[]; revoked: string }
  jose: JWK
  tokens: string
}

/** The JSON text of keys. */
export function formatStoredKeys({ origin, log, seal, jose, tokens }: StoredKeys): string {
  return formatCanonicalText({ origin, log, seal, jose: jose as Json, tokens })
}

/** The keys of a text; says which part is missing, never what is in it. */
export function parseStoredKeys(text: string): StoredKeys {
  const stored = members(parseJson(text), 'keys')
  const log = members(stored['log'], 'log')
  const seal = members(stored['seal'], 'seal')
  const chain = seal['chain']
  if (!Array.isArray(chain)) throw new Malformed('malformed keys: chain')
  return {
    origin: textOf(stored['origin'], 'origin'),
    log: { privateKey: textOf(log['privateKey'], 'log'), publicKey: textOf(log['publicKey'], 'log') },
    seal: {
      privateKey: textOf(seal['privateKey'], 'seal'),
      chain: chain.map((der: unknown) => textOf(der, 'chain')),
      revoked: textOf(seal['revoked'], 'revoked'),
    },
    jose: Object.fromEntries(
      Object.entries(members(stored['jose'], 'jose')).map(([name, value]) => [name, textOf(value, 'jose')]),
    ),
    tokens: textOf(stored['tokens'], 'tokens'),
  }
}

/** Imports stored keys, and signs and verifies with each: a wrong key is found at the start, not by the first signatory. */
export async function importKeys(stored: StoredKeys): Promise<KeyRing> {
  const pair = {
    privateKey: await crypto.subtle.importKey('pkcs8', parseBase64(stored.log.privateKey), 'Ed25519', false, ['sign']),
    publicKey: await crypto.subtle.importKey('raw', parseBase64(stored.log.publicKey), 'Ed25519', true, ['verify']),
  }
  const log = await makeNoteSigner(stored.origin, pair)
  const chain = stored.seal.chain.map(parseBase64)
  const root = chain.at(-1)
  if (!root) throw new Malformed('malformed keys: chain')
  const p256 = { name: 'ECDSA', namedCurve: 'P-256' }
  const sealer = sealerOf(
    await crypto.subtle.importKey('pkcs8', parseBase64(stored.seal.privateKey), p256, false, ['sign']),
    chain,
  )
  // Private members left out: this is what the world may see.
  const { d: _private, ...publicKey } = stored.jose
  const kid = await calculateJwkThumbprint(publicKey)
  await importJWK(stored.jose, 'ES256')
  await assureSound(pair)
  return {
    log,
    sealer,
    seal: { root, revoked: parseBase64(stored.seal.revoked) },
    jose: { kid, publicKey: { ...publicKey, kid, alg: 'ES256', use: 'sig' } },
    tokens: await importTokenKey(parseBase64Url(stored.tokens)),
    named: { log: log.vkey, seal: formatHex(sha256(root)), jose: kid },
  }
}

/** The private and public bytes of an Ed25519 pair, as they are stored. */
export async function exportLogKey(pair: CryptoKeyPair): Promise<StoredKeys['log']> {
  return { privateKey: await exportPrivate(pair.privateKey), publicKey: await exportRaw(pair.publicKey) }
}

/** PKCS#8 in base64. */
export async function exportPrivate(key: CryptoKey): Promise<string> {
  return formatBase64(new Uint8Array(await crypto.subtle.exportKey('pkcs8', key)))
}

/** 32 secret bytes as they are stored. */
export function formatTokenSecret(secret: Uint8Array): string {
  return formatBase64Url(secret)
}

async function exportRaw(key: CryptoKey): Promise<string> {
  return formatBase64(new Uint8Array(await crypto.subtle.exportKey('raw', key)))
}

async function assureSound({ privateKey, publicKey }: CryptoKeyPair): Promise<void> {
  const message = formatUtf8('self-check')
  const signature = await crypto.subtle.sign('Ed25519', privateKey, message)
  if (!(await crypto.subtle.verify('Ed25519', publicKey, signature, message))) {
    throw new Malformed('malformed keys: the two halves of the log key do not belong together')
  }
}

function members(value: unknown, part: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Malformed(`malformed keys: ${part}`)
  return Object.fromEntries(Object.entries(value))
}

function textOf(value: unknown, part: string): string {
  if (typeof value !== 'string') throw new Malformed(`malformed keys: ${part}`)
  return value
}
