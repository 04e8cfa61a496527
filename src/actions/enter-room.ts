import { addSeconds } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { parseSlipCode, slipWays } from '../core/slip.ts'
import { formatUuid, uuidBytes, type Uuid } from '../core/uuid.ts'
import { formatToken, isGenuine } from '../keys/token.ts'
import { write } from '../storage/database.ts'
import { insertSession } from '../storage/write/access.ts'
import { countRoomTry, forgiveRoom, forgiveRoomTry } from '../storage/write/events.ts'
import { now, type Parts } from './parts.ts'
import { requireOpen } from './plan-event.ts'
import { draftSession, readToken, sessionToken } from './sessions.ts'
import { codeOf, slipsOf } from './slips.ts'
import { tellEvent, type ToldEvent } from './tell-event.ts'

/** How many codes may be mistyped in a room before a coordinator has to begin the ceremony again. */
const roomTries = 200

/** For which somebody who typed their code may read and sign, in minutes: whoever walks away is signed out. */
const atTheDevice = 30

/** Begins the ceremony on a device. What it gets opens nothing but the page that asks for a code. */
export async function openRoom(parts: Parts, id: Uuid): Promise<string> {
  await requireOpen(parts, id)
  await write(parts.db, [forgiveRoom(parts.db, id)])
  return formatToken(parts.keys.tokens, 'room', uuidBytes(id), 0)
}

/** The event that a device stands in. */
export async function requireRoom(parts: Parts, text: string | undefined): Promise<ToldEvent> {
  const token = text === undefined ? undefined : readToken(text)
  if (!token || !(await isGenuine(parts.keys.tokens, 'room', token, 0))) {
    throw new Refusal('not-signed-in', 'A coordinator begins a ceremony at the desk.')
  }
  const told = await tellEvent(parts, formatUuid(token.id))
  if (!told.open) throw new Refusal('link-expired', 'This event is over. What was signed is with the coordinator.')
  return told
}

/** Lets whoever typed the code of a slip read and sign, alone, for a while. */
export async function enterBySlip(
  parts: Parts,
  { event, attendees }: ToldEvent,
  typed: string,
): Promise<{ token: string }> {
  const digits = parseSlipCode(typed)
  if (!(await countRoomTry(parts.db, event.id, roomTries))) {
    throw new Refusal('too-many-tries', 'Codes were mistyped too often. Ask the coordinator to begin again.', 'code')
  }
  for (const attendee of attendees) {
    for (const slip of slipsOf(attendee)) {
      for (const way of slipWays) {
        if ((await codeOf(parts, way, slip)) !== digits) continue
        const session = {
          ...draftSession(parts, 'signatory', slip.signUp, { signatory: slip.signatory }),
          expiresAt: addSeconds(now(parts), atTheDevice * 60),
          confirmedBy: way === 'handed' ? ('handed-slip' as const) : ('mailed-code' as const),
        }
        await write(parts.db, [insertSession(parts.db, session), forgiveRoomTry(parts.db, event.id)])
        return { token: await sessionToken(parts, session) }
      }
    }
  }
  const words = 'This is not a code of somebody who has still to sign here. Compare it with your slip'
  throw new Refusal('code-wrong', words, 'code')
}
