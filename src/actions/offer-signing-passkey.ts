import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { askForPasskey, askForPasskeyOnce, verifyNewPasskey, type NewPasskeyAnswer } from '../keys/passkey.ts'
import type { Session } from '../storage/read/access.ts'
import { findRegister } from '../storage/read/register.ts'
import type { Parts } from './parts.ts'
import { makeChallenge, readChallenge } from './passkey-challenge.ts'
import { drawStatement, unsigned } from './passkey-statement.ts'
import type { Pressed } from './record-act.ts'
import { judgePress, type Press } from './sign-edition.ts'

/** What a browser is given to make a passkey for one press, which has to be one that could be kept. Nothing is written. */
export async function offerSigningPasskey(parts: Parts, session: Session, edition: Uuid, press: Press) {
  const { request } = await requirePress(parts, session, edition, press)
  const site = { site: parts.address, title: (await findRegister(parts.db))?.name ?? '' }
  const holder = { id: parts.chance(16), address: request.signatory.address, name: press.name }
  return askForPasskeyOnce(site, await makeChallenge(parts, 'signing-passkey'), holder)
}

/** What the browser is then given to sign with it: the digest of the statement, and the statement, sealed. Nothing is written. */
export async function offerStatement(
  parts: Parts,
  session: Session,
  edition: Uuid,
  { answer, ...press }: Press & { answer: NewPasskeyAnswer },
) {
  const pressed = await requirePress(parts, session, edition, press)
  const heard = await readChallenge(parts, 'signing-passkey', answer)
  const made = heard && (await verifyNewPasskey(answer, { site: parts.address, challenge: heard.text }))
  if (!made) throw new Refusal('passkey-wrong', `No passkey was made, or it took too long. ${unsigned}`, 'passkey')
  const { sealed, challenge } = await drawStatement(parts, pressed, answer.response)
  return { sealed, options: await askForPasskey(parts.address, challenge, [made]) }
}

async function requirePress(parts: Parts, session: Session, edition: Uuid, press: Press): Promise<Pressed> {
  const pressed = await judgePress(parts, session, edition, press)
  if (!pressed) throw new Refusal('already-done', 'You have signed this already.')
  return pressed
}
