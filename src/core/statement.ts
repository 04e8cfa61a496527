import { sayAct, type AskedChange } from './asked-change.ts'
import { formatDayWords, type FullDay } from './day.ts'
import type { Signatory } from './sign-up.ts'

/** The words beside the two boxes that a person ticks to sign, or to confirm a change of what was signed. */
export function consentWords(edition: string, change?: AskedChange): { authorised: string; read: string } {
  return {
    authorised: 'I am authorised to sign for this organisation',
    read: `I have read the ${change ? 'statement' : edition}`,
  }
}

/**
 * The exact words a person signs. They carry the mandate, because it is what makes the act the body's, and claim no decision
 * that is not made: `boardOn` is when one is awaited, as far as that is known.
 */
export function statementFor(
  signatory: Pick<Signatory, 'role' | 'mandate' | 'decidedOn' | 'minute' | 'undecided'> & {
    boardOn?: FullDay | undefined
  },
  body: string,
  edition: string,
  change?: AskedChange,
): string {
  const { role, mandate, decidedOn, minute, undecided, boardOn } = signatory
  const reference = minute ? ` (${minute})` : ''
  const on = decidedOn ? ` on ${formatDayWords(decidedOn)}` : ''
  const act = sayAct(edition, change)
  const closing = `I am its ${role} and ${change ? 'act' : 'sign'} on its behalf.`
  if (undecided) {
    const day = boardOn ? ` on ${formatDayWords(boardOn)}` : ''
    const condition = `${closing.slice(0, -1)}, on condition that it decides to.`
    return `Whether to ${act} will be put to ${body} for decision${day}. ${condition}`
  }
  switch (mandate) {
    case 'office':
      // The first word is what the body does: it signs, withdraws or re-affirms.
      return `${body} ${act.replace(' ', 's ')}. ${closing}`
    case 'delegated':
      return `${body} has delegated to me${on}${reference} the authority to ${act}. ${closing}`
    case 'resolution':
      return `${body} decided${on}${reference} to ${act}. ${closing}`
    case 'on-behalf-of-members':
      return `${body} decided${on}${reference} to ${act} on behalf of its members. ${closing}`
  }
}
