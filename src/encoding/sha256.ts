import { sha256 as noble } from '@noble/hashes/sha2.js'

/** A synchronous SHA-256: 32 bytes. Rooms that hash much take one as an argument, so that a host can bring its fastest. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array<ArrayBuffer>

/** SHA-256 of what came first and of some more bytes: 32 bytes. */
export type BegunSha256 = (...more: readonly Uint8Array[]) => Uint8Array<ArrayBuffer>

/** Hashes what many byte strings begin with, once for all of them. */
export function beginSha256(first: Uint8Array): BegunSha256 {
  const begun = noble.create().update(first)
  return (...more) => Uint8Array.from(more.reduce((state, bytes) => state.update(bytes), begun.clone()).digest())
}

/** The SHA-256 that runs everywhere. */
export const sha256: Sha256 = (bytes) => Uint8Array.from(noble(bytes))
