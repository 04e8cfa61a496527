import { addSeconds } from '../core/day.ts'
import { listDeclinedSince, type StoredSignUp } from '../storage/read/sign-ups.ts'
import { now, type Parts } from './parts.ts'

/** What was declined in the last thirty days, the newest first. */
export async function listDeclined(parts: Parts): Promise<readonly StoredSignUp[]> {
  return listDeclinedSince(parts.db, addSeconds(now(parts), -30 * 86_400))
}
