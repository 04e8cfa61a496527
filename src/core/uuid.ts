import { formatHex, parseHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'

/** A UUIDv7 in lower case (RFC 9562 §5.7). */
export type Uuid = string & { readonly brand: 'Uuid' }

/** A UUIDv7 of an instant in milliseconds since 1970 and ten random bytes. */
export function makeUuid(milliseconds: number, chance: Uint8Array): Uuid {
  if (chance.length !== 10) throw new TypeError('a UUIDv7 takes ten random bytes')
  const bytes = new Uint8Array(16)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(milliseconds) << 16n)
  bytes.set(chance, 6)
  bytes.set([0x70 | ((bytes[6] ?? 0) & 0x0f)], 6)
  bytes.set([0x80 | ((bytes[8] ?? 0) & 0x3f)], 8)
  return formatUuid(bytes)
}

/** Whether a text is a UUIDv7. */
export function isUuid(text: unknown): text is Uuid {
  return typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
}

/** The UUIDv7 a text is. */
export function parseUuid(text: string): Uuid {
  if (!isUuid(text)) throw new Malformed('malformed UUID')
  return text
}

/** When a UUIDv7 was made, in milliseconds since 1970. */
export function uuidTime(uuid: Uuid): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16)
}

/** The 16 bytes of a UUID. */
export function uuidBytes(uuid: Uuid): Uint8Array<ArrayBuffer> {
  return parseHex(uuid.replaceAll('-', ''))
}

/** The UUIDv7 that 16 bytes are. */
export function formatUuid(bytes: Uint8Array): Uuid {
  return parseUuid(formatHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
}
