import { onTestFinished } from 'vitest'
import { fillInSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { offerSigningPasskey, offerStatement } from '../../src/actions/offer-signing-passkey.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { listRequests, signEdition, type Press } from '../../src/actions/sign-edition.ts'
import { parseEvidence, type OnlineEvidence } from '../../src/core/evidence.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { demonstration } from '../../src/demonstration.ts'
import { findSignUp } from '../../src/storage/read/sign-ups.ts'
import { Authenticator, type Manner } from './authenticator.ts'
import { openRegister, press as ticks, type Finished, type SignUpWords } from './register.ts'

/** What a signatory with a device of their own does in one press, step by step and otherwise than they should. */
export async function withSignatory(
  words: (editions: readonly Uuid[]) => SignUpWords = () => ({}),
  finished: Finished = onTestFinished,
) {
  const register = await openRegister(demonstration, finished)
  const { parts, start, answers, confirm } = register
  const { id } = await start()
  const given = answers(words(register.editions))
  await fillInSignUp(parts, id, given)
  await sendSignUp(parts, id)
  const session = await confirm(given.signatories?.[0]?.address ?? '')
  const device = new Authenticator(parts.address)

  const press = async (own: Partial<Press> = {}, edition?: Uuid): Promise<Press & { edition: Uuid }> => {
    const { requests } = await listRequests(parts, session)
    const request = requests.find((one) => edition === undefined || one.edition.id === edition)
    if (!request) throw new Error('nobody is asked to sign')
    const { signatory, statement } = request
    return { ...ticks, name: signatory.name, role: signatory.role, statement, edition: request.edition.id, ...own }
  }
  /** The statement that is handed out for a press, to a passkey that was just made for it. */
  const draw = async (pressed: Press & { edition: Uuid }, manner?: Manner, made = device) => {
    const { edition, ...own } = pressed
    const answer = made.make(await offerSigningPasskey(parts, session, edition, own), manner)
    return offerStatement(parts, session, edition, { ...own, answer })
  }
  /** One press with a passkey, from its beginning. */
  const approve = async (pressed: Press & { edition: Uuid }, manner?: Manner) => {
    const { sealed, options } = await draw(pressed)
    await sign(pressed, { sealed, answer: device.use(options, manner) })
  }
  const sign = async ({ edition, ...own }: Press & { edition: Uuid }, passkey: Press['passkey']) =>
    signEdition(parts, session, edition, { ...own, passkey })
  /** What is kept of the presses. */
  const kept = async (): Promise<readonly OnlineEvidence[]> => {
    const { signatures = [] } = (await findSignUp(parts.db, id)) ?? {}
    return signatures.flatMap(({ evidence }) => {
      const record = parseEvidence(evidence)
      return record.v === 2 && record.method === 'online' ? [record] : []
    })
  }
  return { ...register, id, session, device, press, draw, approve, sign, kept }
}
