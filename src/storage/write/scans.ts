import type { Paper } from '../../core/transcript.ts'
import type { Database, Statement } from '../database.ts'
import { scans } from '../private-schema.ts'
import type { StoredSignUp } from '../read/sign-ups.ts'
import { insertIf } from './insert-if.ts'
import { unchanged } from './sign-ups.ts'

/** Keeps a scan and what was typed from it, where nobody has changed the sign-up since it was read. */
export function insertScan(db: Database, signUp: StoredSignUp, paper: Paper, bytes: Uint8Array): Statement {
  const { sha256, mediaType, at, by, signatories } = paper
  const row = { signUp: signUp.id, mediaType, sha256, bytes, transcript: signatories, at, coordinator: by }
  return insertIf(db, scans, row, unchanged(signUp))
}
