import { acceptSignUp } from '../../src/actions/accept-sign-up.ts'
import {
  declineInvited,
  reassignInvited,
  setInvitedBoardDay,
  startInvited,
} from '../../src/actions/answer-invitation.ts'
import { confirmSignatory, mailSignatoryCode } from '../../src/actions/confirm-signatory.ts'
import { fillInSignUp, requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { findHeldLink, openLink } from '../../src/actions/links.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { renewLink } from '../../src/actions/renew-link.ts'
import { sendMails } from '../../src/actions/send-mails.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { requireSession } from '../../src/actions/sessions.ts'
import { listRequests, signEdition } from '../../src/actions/sign-edition.ts'
import { stopMail } from '../../src/actions/stop-mail.ts'
import type { FullDay } from '../../src/core/day.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { stateOf } from '../../src/core/sign-up.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import type { Script } from './script.ts'
import type { openWorld } from './world.ts'

/** A body's people: their mailboxes, what they are about to do, and the calendar that they do it by. */
export type People = { slug: string; script: Script; dayOf: (day: number) => FullDay }

/** What somebody signs as. */
const client = { address: '192.0.2.7', agent: 'Crowd/1' }

/**
 * Does what the script says for a day, through the doors of the register and the mails in the world alone. Done again after a
 * death, it goes on where it stopped.
 */
export async function act(
  parts: Parts,
  world: ReturnType<typeof openWorld>,
  people: People,
  day: number,
): Promise<void> {
  const { slug, script } = people
  const box = contactOf(people)
  const token = () => required(world.findLast(box, /\/sign\/invitations\/([\w-]+)/), `${slug} was not invited`)
  switch (script.does) {
    case 'decline':
      if (day === script.on) await declineInvited(parts, token(), 'Not this year')
      return
    case 'stop':
      if (day === script.on) await stopMail(parts, token())
      return
    case 'look at it':
      if (day === script.on) await setInvitedBoardDay(parts, token(), people.dayOf(script.board))
      if (day === script.signs) await sign(parts, world, slug, token())
      return
    case 'name another':
      if (day === script.on) await nameAnother(parts, slug, token())
      if (day === script.signs) {
        await sendMails(parts)
        const theirs = world.findLast(successorOf(slug), /\/sign\/invitations\/([\w-]+)/)
        await sign(parts, world, slug, required(theirs, `the successor at ${slug} was not invited`))
      }
      return
    case 'sign':
      if (day === script.on) await sign(parts, world, slug, token())
      return
    case 'nothing':
    case 'bounce':
    case 'be left out':
  }
}

/** The mailbox of whoever is invited at first. */
export function contactOf({ slug, script }: Pick<People, 'slug' | 'script'>): string {
  return `${script.does === 'bounce' ? 'gone-' : ''}${slug}@vale.example`
}

function successorOf(slug: string): string {
  return `new-${slug}@vale.example`
}

async function nameAnother(parts: Parts, slug: string, token: string): Promise<void> {
  const address = parseMailAddress(successorOf(slug))
  const words = { name: 'Nia New', role: 'Chair', phone: null, language: 'en', address } as const
  try {
    await reassignInvited(parts, token, words)
  } catch (error) {
    // Somebody did so before they died: the link that they had works no more.
    if (!(error instanceof Refusal && error.kind === 'link-expired')) throw error
  }
}

/** The body signs, and the desk accepts it, all on one day. */
async function sign(parts: Parts, world: ReturnType<typeof openWorld>, slug: string, token: string): Promise<void> {
  const begun = await startInvited(parts, token).catch((error: unknown) => {
    if (error instanceof Refusal && error.kind === 'already-signed') return undefined
    throw error
  })
  if (!begun) return
  const box = parseMailAddress(`chief-${slug}@vale.example`)
  if ((await requireSignUp(parts, begun.id)).sentAt === null) {
    const signatory = { name: 'Cai Chief', role: 'Chair', address: box, mandate: 'office', nameShown: false } as const
    await fillInSignUp(parts, begun.id, { signatories: [signatory] })
    await sendSignUp(parts, begun.id)
  }
  if (stateOf(await requireSignUp(parts, begun.id)) === 'sent') await press(parts, world, box)
  const [coordinator] = await listCoordinators(parts.db)
  await acceptSignUp(parts, begun.id, ['phone-back'], required(coordinator, 'nobody runs the desk'))
}

/** Opens the link in the newest mail, types the code that comes for it, and signs. */
async function press(parts: Parts, world: ReturnType<typeof openWorld>, box: string): Promise<void> {
  const newest = async (pattern: RegExp) => {
    await sendMails(parts)
    return required(world.findLast(box, pattern), `nothing came to ${box}`)
  }
  let token = await newest(/\/sign\/links\/([\w-]+)/)
  if ((await findHeldLink(parts, token, 'signature')).state !== 'open') {
    await renewLink(parts, token)
    token = await newest(/\/sign\/links\/([\w-]+)/)
  }
  const invited = await requireSession(parts, (await openLink(parts, token, 'signature')).token, 'invited')
  await mailSignatoryCode(parts, invited)
  const confirmed = await confirmSignatory(parts, invited, await newest(/^Your code is (\d{6})/))
  const session = await requireSession(parts, confirmed.token, 'signatory')
  for (const { edition, signatory, statement } of (await listRequests(parts, session)).requests) {
    const pledge = { name: signatory.name, role: signatory.role, authorised: true, read: true }
    await signEdition(parts, session, edition.id, { ...pledge, statement, client })
  }
}

function required<Value>(value: Value | undefined, missing: string): Value {
  if (value === undefined) throw new Error(missing)
  return value
}
