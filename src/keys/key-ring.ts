import type { JWK } from 'jose'
import { formatBase64, formatBase64Url, parseBase64, parseBase64Url } from '../encoding/base64.ts'
import { formatCanonicalText, parseJson } from '../encoding/canonical-json.ts'
import { formatHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import type { Cosigner } from '../log/cosignature.ts'
import type { NoteSigner } from '../log/note.ts'
import { sealsAsItsLeaf } from './check-seal.ts'
import { makeCosigner } from './cosigner.ts'
import { makeJoseSigner, type JoseSigner } from './jws.ts'
import { makeNoteSigner } from './note-signer.ts'
import { sealerOf, type Es256Sealer } from './sealer.ts'
import { importTokenKey, type TokenKey } from './token.ts'

/** The register's keys in memory: each for one purpose, never shared, private parts not to be had back. */
export type KeyRing = {
  /** Of the log, from the oldest on; which of them sign is what the log says (core/key-history.ts). All bear its origin. */
  logs: readonly [LogKey, ...LogKey[]]
  /** The seal, and the one that waits to take over; which of them seals is what the log says (actions/present-keys.ts). */
  sealers: readonly [Es256Sealer, ...Es256Sealer[]]
  /** DER of the seal's root, and the root's revocation list. */
  seal: { root: Uint8Array<ArrayBuffer>; revoked: Uint8Array<ArrayBuffer> }
  joses: readonly [JoseSigner, ...JoseSigner[]]
  tokens: TokenKey
  /** With which it cosigns its neighbours' logs. Keys that were made before it could have none. */
  witness: WitnessKey | undefined
  /** Those that came after it; which of them cosign is what the log says. */
  laterWitnesses: readonly WitnessKey[]
  /** What `register.opened` says of them. */
  named: { log: string; seal: string; jose: string }
}

/** A key with which a register cosigns. */
export type WitnessKey = { cosigner: Cosigner; vkey: string }

/** A key of the log. */
export type LogKey = { signer: NoteSigner; vkey: string }

/** The same keys as one JSON text of under 5 KB while none was rotated: a file of the embedded host, a secret of a Worker. */
export type StoredKeys = {
  origin: string
  log: StoredPair
  seal: { privateKey: string; chain: readonly string[]; revoked: string }
  jose: JWK
  tokens: string
  witness?: StoredPair
  /** The seal's next key. It waits for its certificate, and then for the log to name it. */
  nextSeal?: { pair: StoredPair; leaf?: string }
  /** Keys that came after the first ones, the newest last; the first ones are kept, because what they signed is. */
  later?: { log: readonly StoredPair[]; jose: readonly JWK[]; witness?: readonly StoredPair[] }
}

/** A key pair: PKCS#8 and the raw public bytes (32 of Ed25519, 65 of P-256), both in base64. */
export type StoredPair = { privateKey: string; publicKey: string }

/** The JSON text of keys. */
export function formatStoredKeys(keys: StoredKeys): string {
  return formatCanonicalText({ ...keys })
}

/** The keys of a text; says which part is missing, never what is in it. */
export function parseStoredKeys(text: string): StoredKeys {
  const stored = members(parseJson(text), 'keys')
  const seal = members(stored['seal'], 'seal')
  const chain = listOf(seal['chain'], 'chain')
  return {
    origin: textOf(stored['origin'], 'origin'),
    log: pairOf(stored['log'], 'log'),
    seal: {
      privateKey: textOf(seal['privateKey'], 'seal'),
      chain: chain.map((der) => textOf(der, 'chain')),
      revoked: textOf(seal['revoked'], 'revoked'),
    },
    jose: jwkOf(stored['jose']),
    tokens: textOf(stored['tokens'], 'tokens'),
    ...(stored['witness'] !== undefined && { witness: pairOf(stored['witness'], 'witness') }),
    ...(stored['nextSeal'] !== undefined && { nextSeal: nextSealOf(members(stored['nextSeal'], 'nextSeal')) }),
    ...(stored['later'] !== undefined && { later: laterOf(members(stored['later'], 'later')) }),
  }
}

/** Imports stored keys, and signs and verifies with each: a wrong key is found at the start, not by the first signatory. */
export async function importKeys(stored: StoredKeys): Promise<KeyRing> {
  const { later = { log: [], jose: [] } } = stored
  const importWitness = async (pair: StoredPair) =>
    makeCosigner(witnessNameOf(stored.origin), await importPair(pair, 'witness'))
  const importLog = async (pair: StoredPair) => makeNoteSigner(stored.origin, await importPair(pair, 'log'))
  const log = await importLog(stored.log)
  const witness = stored.witness && (await importWitness(stored.witness))
  const root = rootOf(stored)
  const sealer = await importSealer(stored.seal.privateKey, stored.seal.chain)
  const { nextSeal } = stored
  const next = nextSeal?.leaf ? [await importSealer(nextSeal.pair.privateKey, [nextSeal.leaf, formatBase64(root)])] : []
  const jose = await makeJoseSigner(stored.jose)
  return {
    logs: [log, ...(await Promise.all(later.log.map(importLog)))],
    sealers: [sealer, ...next],
    seal: { root, revoked: parseBase64(stored.seal.revoked) },
    joses: [jose, ...(await Promise.all(later.jose.map(makeJoseSigner)))],
    tokens: await importTokenKey(parseBase64Url(stored.tokens)),
    witness,
    laterWitnesses: await Promise.all((later.witness ?? []).map(importWitness)),
    named: { log: log.vkey, seal: formatHex(sha256(root)), jose: jose.kid },
  }
}

/** DER of the seal's root. */
export function rootOf({ seal }: StoredKeys): Uint8Array<ArrayBuffer> {
  const root = seal.chain.at(-1)
  if (root === undefined) throw new Malformed('malformed keys: chain')
  return parseBase64(root)
}

/** A seal from its private key (PKCS#8) and its chain, all in base64. */
export async function importSealer(privateKey: string, chain: readonly string[]): Promise<Es256Sealer> {
  const p256 = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await crypto.subtle.importKey('pkcs8', parseBase64(privateKey), p256, false, ['sign'])
  const sealer = sealerOf(key, chain.map(parseBase64))
  if (!(await sealsAsItsLeaf(sealer))) {
    throw new Malformed('malformed keys: the certificate of the seal is of another key')
  }
  return sealer
}

/** The private and public bytes of a pair, as they are stored. */
export async function exportPair(pair: CryptoKeyPair): Promise<StoredPair> {
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

/** The witness of a register is named after the host of its log: `register.example.org/witness`. */
function witnessNameOf(origin: string): string {
  return `${origin.replace(/\/log$/, '')}/witness`
}

async function importPair({ privateKey, publicKey }: StoredPair, part: string): Promise<CryptoKeyPair> {
  const pair = {
    privateKey: await crypto.subtle.importKey('pkcs8', parseBase64(privateKey), 'Ed25519', false, ['sign']),
    publicKey: await crypto.subtle.importKey('raw', parseBase64(publicKey), 'Ed25519', true, ['verify']),
  }
  const message = formatUtf8('self-check')
  const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, message)
  if (!(await crypto.subtle.verify('Ed25519', pair.publicKey, signature, message))) {
    throw new Malformed(`malformed keys: the two halves of the ${part} key do not belong together`)
  }
  return pair
}

function nextSealOf({ pair, leaf }: Record<string, unknown>): NonNullable<StoredKeys['nextSeal']> {
  return { pair: pairOf(pair, 'nextSeal'), ...(leaf !== undefined && { leaf: textOf(leaf, 'nextSeal') }) }
}

function laterOf(later: Record<string, unknown>): NonNullable<StoredKeys['later']> {
  return {
    log: listOf(later['log'], 'later').map((pair) => pairOf(pair, 'later')),
    jose: listOf(later['jose'], 'later').map(jwkOf),
    ...(later['witness'] !== undefined && {
      witness: listOf(later['witness'], 'later').map((pair) => pairOf(pair, 'later')),
    }),
  }
}

function jwkOf(value: unknown): JWK {
  return Object.fromEntries(
    Object.entries(members(value, 'jose')).map(([name, member]) => [name, textOf(member, 'jose')]),
  )
}

function listOf(value: unknown, part: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Malformed(`malformed keys: ${part}`)
  return value
}

function pairOf(value: unknown, part: string): StoredPair {
  const pair = members(value, part)
  return { privateKey: textOf(pair['privateKey'], part), publicKey: textOf(pair['publicKey'], part) }
}

function members(value: unknown, part: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Malformed(`malformed keys: ${part}`)
  return Object.fromEntries(Object.entries(value))
}

function textOf(value: unknown, part: string): string {
  if (typeof value !== 'string') throw new Malformed(`malformed keys: ${part}`)
  return value
}
