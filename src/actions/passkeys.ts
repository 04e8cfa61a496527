import { Refusal } from '../core/refusal.ts'
import { uuidBytes } from '../core/uuid.ts'
import {
  askForNewPasskey,
  askForPasskey,
  verifyNewPasskey,
  verifyPasskey,
  type NewPasskeyAnswer,
  type PasskeyAnswer,
} from '../keys/passkey.ts'
import { write } from '../storage/database.ts'
import { findPasskey, listPasskeys } from '../storage/read/passkeys.ts'
import { findCoordinator, findRegister, type Coordinator } from '../storage/read/register.ts'
import { deletePasskey, keepPasskey, renamePasskeyRow, spendPasskey } from '../storage/write/passkeys.ts'
import { now, type Parts } from './parts.ts'
import { makeChallenge, readChallenge } from './passkey-challenge.ts'
import { draftSession, sessionToken } from './sessions.ts'

/** What a browser is given to sign in with any passkey it has. Nothing is written: the challenge says itself when it was made. */
export async function offerSignIn(parts: Parts) {
  return askForPasskey(parts.address, await makeChallenge(parts, 'passkey'))
}

/** Lets somebody in by their passkey. Whatever was wrong, the answer is the same. */
export async function enterByPasskey(parts: Parts, answer: PasskeyAnswer, agent: string): Promise<{ token: string }> {
  const heard = await readChallenge(parts, 'passkey', answer)
  const passkey = heard && (await findPasskey(parts.db, answer.id))
  const coordinator = passkey && (await findCoordinator(parts.db, passkey.coordinator))
  const expected = { site: parts.address, challenge: heard?.text ?? '' }
  const next = coordinator && (await verifyPasskey(answer, passkey, expected))
  if (heard && coordinator && next !== undefined) {
    const session = draftSession(parts, 'coordinator', coordinator.id, { agent })
    if (await spendPasskey(parts.db, passkey, { session, challenge: heard.challenge, next })) {
      return { token: await sessionToken(parts, session) }
    }
  }
  const words = 'This passkey does not open the desk, or it took too long. Try again, or have a code emailed.'
  throw new Refusal('passkey-wrong', words, 'passkey')
}

/** What a browser is given to make a passkey for somebody who is signed in. */
export async function offerPasskey(parts: Parts, { id, address, name }: Coordinator) {
  const challenge = await makeChallenge(parts, 'new-passkey')
  const site = { site: parts.address, title: (await findRegister(parts.db))?.name ?? '' }
  const holder = { id: uuidBytes(id), address, name }
  return askForNewPasskey(site, challenge, holder, await listPasskeys(parts.db, id))
}

/** Keeps the passkey that a browser has made, under a name by which its holder knows it again. */
export async function addPasskey(
  parts: Parts,
  { answer, name }: { answer: NewPasskeyAnswer; name: string },
  { id: coordinator }: Coordinator,
): Promise<void> {
  const heard = await readChallenge(parts, 'new-passkey', answer)
  const made = heard && (await verifyNewPasskey(answer, { site: parts.address, challenge: heard.text }))
  const passkey = made && { ...made, coordinator, name, madeAt: now(parts), usedAt: null }
  if (!passkey || !(await keepPasskey(parts.db, passkey, heard.challenge))) {
    throw new Refusal('passkey-wrong', 'This passkey could not be added, or it took too long. Try again.', 'name')
  }
}

/** Gives one of somebody's own passkeys another name. */
export async function renamePasskey(parts: Parts, by: Coordinator, id: string, name: string): Promise<void> {
  const [done] = await write(parts.db, [renamePasskeyRow(parts.db, by.id, id, name)])
  if (done?.rowsAffected !== 1) throw new Refusal('not-found', 'You have no such passkey. It may have been removed.')
}

/** Forgets one of somebody's own passkeys: it opens the desk no more. */
export async function removePasskey(parts: Parts, by: Coordinator, id: string): Promise<void> {
  const [done] = await write(parts.db, [deletePasskey(parts.db, by.id, id)])
  if (done?.rowsAffected !== 1) throw new Refusal('not-found', 'You have no such passkey. It may have been removed.')
}
