import { hash } from 'node:crypto'
import type { Sha256 } from '../encoding/sha256.ts'

/** OpenSSL's SHA-256. By way of a text, because Node takes three times as long to hand over fresh bytes. */
export const fastSha256: Sha256 = (bytes) => Buffer.from(hash('sha256', bytes, 'binary'), 'binary')
