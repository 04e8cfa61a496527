import { stamp, type Parts } from '../../src/actions/parts.ts'
import type { ErasureWish } from '../../src/actions/erase-person.ts'
import { proveEntry } from '../../src/actions/prove-entry.ts'
import { tellPerson } from '../../src/actions/tell-person.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { verifyCheckpoint } from '../../src/log/checkpoint.ts'
import { verifyInclusion } from '../../src/log/proof.ts'
import { parseTlogProof } from '../../src/log/tlog-proof.ts'
import { leafHash } from '../../src/log/tree.ts'
import { noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { disclosures } from '../../src/storage/schema.ts'
import { openRegister, type Register, type SignUpWords } from './register.ts'

/** Who signs where nothing else is said. */
export const ffion = { address: parseMailAddress('ffion@vale.example'), name: 'Ffion Tŷ' }

/** A register on which somebody has signed, with the certificate made. */
export async function signedBy(words: SignUpWords): Promise<Register> {
  const register = await openRegister()
  await register.signUp(words)
  await register.accept()
  await register.settle()
  await register.publish()
  return register
}

/** The erasure of all that is known of Ffion, unless told. */
export async function wishFor(
  { parts }: Pick<Register, 'parts'>,
  about: Partial<ErasureWish> = {},
): Promise<ErasureWish> {
  const { disclosures: all } = await tellPerson(parts, ffion)
  const digests = all.map(({ digest }) => digest)
  return { ...ffion, digests, kept: true, ground: 'objection', key: stamp(parts).id(), ...about }
}

/** The disclosures of a person as they were issued, with salt and value of each apart, and pieces of the file that showed them. */
export async function secretsOf({ parts }: Register): Promise<readonly string[]> {
  const mine = new Set((await tellPerson(parts, ffion)).disclosures.map(({ digest }) => digest))
  const rows = (await parts.db.select().from(disclosures)).filter(({ digest }) => mine.has(digest))
  return rows.flatMap(({ text }) => {
    const [salt, , value]: string[] = JSON.parse(Buffer.from(text, 'base64url').toString())
    return [text, salt ?? '', value ?? '']
  })
}

/** Statements that put private rows, disclosures and certificates back as they are now. */
export async function dumpRows({ parts }: Register) {
  const tables = ['sign_ups', 'acts', 'links', 'mails', 'disclosures', 'certificates']
  const found = await parts.db.$client.batch(tables.map((table) => `SELECT * FROM ${table}`))
  return found.flatMap(({ rows, columns }, n) =>
    rows.map((row) => ({
      sql: `INSERT OR IGNORE INTO ${tables[n]} VALUES (${columns.map(() => '?').join(', ')})`,
      args: Array.from(row),
    })),
  )
}

/** A proof of every entry that is published. */
export async function proofsOf({ db }: Pick<Parts, 'db'>): Promise<readonly string[]> {
  const { rows } = await db.$client.execute('SELECT max(size) AS size FROM published')
  const size = Number(rows[0]?.['size'])
  return Promise.all(Array.from({ length: size }, async (_, n) => parseUtf8(await proveEntry(db, n))))
}

/** Judged by its own bytes and some keys: nothing of the register is asked. */
export function holds(vkeys: readonly string[], text: string): boolean {
  const { extra, index, hashes, checkpoint } = parseTlogProof(text)
  const verdict = verifyCheckpoint(
    checkpoint,
    vkeys.map((vkey) => noteVerifier(parseVkey(vkey))),
  )
  if (!verdict.valid) return false
  const leaf = leafHash(sha256, extra ?? new Uint8Array())
  return verifyInclusion(sha256, { leaf, index, proof: hashes, ...verdict.checkpoint })
}
