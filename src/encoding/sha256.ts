import { sha256 as noble } from '@noble/hashes/sha2.js'

/** A synchronous SHA-256: 32 bytes. Rooms that hash much take one as an argument, so that a host can bring its fastest. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array<ArrayBuffer>

/** The SHA-256 that runs everywhere. */
export const sha256: Sha256 = (bytes) => Uint8Array.from(noble(bytes))
