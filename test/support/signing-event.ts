import { fillInSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { stamp } from '../../src/actions/parts.ts'
import { inviteSignUps, planEvent } from '../../src/actions/plan-event.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { codeOf, slipsOf } from '../../src/actions/slips.ts'
import { tellEvent } from '../../src/actions/tell-event.ts'
import type { FullDay } from '../../src/core/day.ts'
import { parseFullDay } from '../../src/core/day.ts'
import type { SlipWay } from '../../src/core/slip.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { openRegister, type SignUpWords } from './register.ts'

export const eventDay: FullDay = parseFullDay('2026-03-10')

/** A register with a signing event ahead, and how sign-ups come to it. */
export async function planned() {
  const register = await openRegister()
  const { parts, start, answers, editions } = register
  const [edition] = editions
  if (!edition) throw new Error('nothing can be signed')
  const event = stamp(parts).id()
  await planEvent(parts, event, { name: 'An evening at the Town Hall', onDay: eventDay, edition, language: 'en' })
  return {
    ...register,
    event,
    /** A sign-up that is out for signature, and is signed at the event. */
    come: async (words: SignUpWords): Promise<Uuid> => {
      const { id } = await start()
      await fillInSignUp(parts, id, answers(words))
      await sendSignUp(parts, id)
      await inviteSignUps(parts, event, [id])
      return id
    },
    /** What stands on the slip of somebody who has still to sign. */
    codeFor: async (way: SlipWay, signUp: Uuid, signatory = 1): Promise<string> => {
      const attendee = (await tellEvent(parts, event)).attendees.find((one) => one.signUp.id === signUp)
      const slip = attendee && slipsOf(attendee).find((one) => one.signatory === signatory)
      return slip ? codeOf(parts, way, slip) : 'none'
    },
  }
}
