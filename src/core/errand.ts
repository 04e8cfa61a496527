import { isWaitedOut, progressOf, type Chase, type InvitationFacts } from './campaign.ts'
import type { FullDay } from './day.ts'

/** What a coordinator does next about a body of a campaign. */
export const errands = [
  'check-body',
  'repair-contact',
  'send-wave',
  'call',
  'check-sign-up',
  'wait',
  'nothing',
] as const
export type Errand = (typeof errands)[number]

/** Whether somebody has looked at a body, and found whom to write to. */
export type Look = { checked: boolean; reachable: boolean }

/** What to do next about an invitation on a day. */
export function errandOf(facts: InvitationFacts, look: Look, chase: Chase, today: FullDay): Errand {
  switch (progressOf(facts, chase, today)) {
    case 'signed':
    case 'declined':
    case 'left-out':
      return 'nothing'
    case 'awaiting-check':
      return 'check-sign-up'
    case 'one-of-two':
    case 'at-board':
      return 'wait'
    case 'not-sent':
      if (!look.checked) return 'check-body'
      return look.reachable ? 'send-wave' : 'repair-contact'
    case 'bounced':
      return 'repair-contact'
    case 'no-reply':
      return 'call'
    case 'started':
    case 'sent':
    case 'delivered':
      // Whoever has started, and then a mail came back, gets no reminders to wait for.
      if (facts.bounced) return 'repair-contact'
      return facts.stopped || isWaitedOut(facts, chase, today) ? 'call' : 'wait'
  }
}
