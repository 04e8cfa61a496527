import { formatBase64Url, parseBase64Url } from '../encoding/base64.ts'
import { parseJson, type Json } from '../encoding/canonical-json.ts'
import { Malformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../encoding/utf8.ts'

/** The readable value behind a salted digest. `text` is the form that is hashed and must be kept as issued (RFC 9901 §4.2). */
export type Disclosure = { digest: string; name: string; value: Json; text: string; public: boolean }

/** One field to disclose; private ones are never served. */
export type Field = { name: string; value: Json; public: boolean }

/** A disclosure of a field under a fresh salt of 16 random bytes (RFC 9901 §4.2.1). */
export function disclose(salt: Uint8Array, field: Field): Disclosure {
  if (salt.length !== 16) throw new TypeError('a salt has 128 bits')
  if (reserved.has(field.name)) throw new TypeError('a reserved name cannot be disclosed')
  const text = formatBase64Url(formatUtf8(JSON.stringify([formatBase64Url(salt), field.name, field.value])))
  return { ...field, text, digest: digestOf(text) }
}

/** base64url of the SHA-256 of the encoded text, never of what it decodes to (RFC 9901 §4.2.3). */
export function digestOf(text: string): string {
  return formatBase64Url(sha256(formatUtf8(text)))
}

/** Name and value of an encoded disclosure of an object member; reserved names are refused (RFC 9901 §7.1). */
export function parseDisclosure(text: string): { name: string; value: Json } {
  const parts = parseJson(parseUtf8(parseBase64Url(text)))
  if (!Array.isArray(parts) || parts.length !== 3) throw malformed()
  const [salt, name, value]: readonly (Json | undefined)[] = parts
  if (typeof salt !== 'string' || typeof name !== 'string' || value === undefined || reserved.has(name))
    throw malformed()
  return { name, value }
}

const reserved: ReadonlySet<string> = new Set(['_sd', '...'])
const malformed = (): Malformed => new Malformed('malformed disclosure')
