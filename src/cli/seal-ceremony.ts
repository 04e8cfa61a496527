import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { parseBase64 } from '../encoding/base64.ts'
import { parseJson } from '../encoding/canonical-json.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { SettingRefused } from '../env.ts'
import { answerSealRequest, type SealAnswer, type SealRequest } from '../keys/seal-ceremony.ts'
import { revocationReasons, type Revocation } from '../keys/x509.ts'

const request = v.strictObject({
  root: v.string(),
  revoked: v.string(),
  address: v.string(),
  publicKey: v.exactOptional(v.string()),
})
const answer = v.strictObject({ revoked: v.string(), leaf: v.exactOptional(v.string()) })

/** The files that are carried between the register's machine and the one with the root's private key. */
export const carried = { request: 'seal-request.json', answer: 'seal-answer.json' } as const

/** What the command may be told of a leaf that is revoked. */
export type RevocationWords = {
  revoke?: string | undefined
  reason?: string | undefined
  since?: string | undefined
}

/** Writes what is carried to the root, and says by what both people recognise it there. */
export async function writeRequest(folder: string, asked: SealRequest): Promise<void> {
  const path = join(folder, carried.request)
  await writeFile(path, `${JSON.stringify(asked)}\n`)
  for (const line of describe(asked)) console.log(line)
  console.log(`Carry ${path} to the machine that has seal-root-key.txt and no network. There:`)
  console.log(`  npm run keys -- sign ${carried.request} seal-root-key.txt`)
}

/** Signs what was carried to the root. It opens no folder, no database and no connection. */
export async function signRequest(path: string, keyPath: string, words: RevocationWords): Promise<void> {
  const asked = v.parse(request, parseJson(await readFile(path, 'utf8')))
  const now = Date.now()
  const rootKey = (await readFile(keyPath, 'utf8')).trim()
  const chance = (length: number) => new Uint8Array(randomBytes(length))
  const signed = await answerSealRequest(asked, rootKey, { now, chance }, readRevocation(words, now))
  const target = join(dirname(path), carried.answer)
  await writeFile(target, `${JSON.stringify(signed)}\n`)
  for (const line of describe(asked)) console.log(line)
  console.log(`Signed at ${new Date(now).toISOString()}. Carry ${target} back to the register. There:`)
  console.log(`  npm run keys -- accept ${carried.answer}`)
}

/** What was carried back. */
export async function readAnswer(path: string): Promise<SealAnswer> {
  return v.parse(answer, parseJson(await readFile(path, 'utf8')))
}

/** SHA-256 of the root and of the public key: the same lines stand on both machines. */
function describe({ root, publicKey }: SealRequest): readonly string[] {
  const digest = (text: string) => formatHex(sha256(parseBase64(text)))
  return [
    `Root:    ${digest(root)}`,
    publicKey === undefined ? 'New key: none; a revocation list alone' : `New key: ${digest(publicKey)}`,
  ]
}

function readRevocation({ revoke, reason, since }: RevocationWords, now: number): readonly Revocation[] {
  if (revoke === undefined) return []
  const why = revocationReasons.find((one) => one === reason)
  const from = Date.parse(since ?? '')
  if (!why || !(from <= now)) {
    throw new SettingRefused(
      `Say why and since when: --revoke SERIAL --reason ${revocationReasons.join('|')} --since 2026-11-22T09:00:00Z`,
    )
  }
  const whole = (milliseconds: number) => new Date(Math.floor(milliseconds / 1000) * 1000)
  return [{ serial: revoke.toLowerCase(), revokedOn: whole(now), reason: why, invalidSince: whole(from) }]
}
