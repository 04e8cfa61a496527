import { formatDayWords } from './day.ts'
import type { Signatory } from './sign-up.ts'

/** The exact words a person signs. They carry the mandate, because it is what makes the act the body's. */
export function statementFor(
  signatory: Pick<Signatory, 'role' | 'mandate' | 'decidedOn' | 'minute'>,
  body: string,
  edition: string,
): string {
  const { role, mandate, decidedOn, minute } = signatory
  const reference = minute ? ` (${minute})` : ''
  const on = decidedOn ? ` on ${formatDayWords(decidedOn)}` : ''
  const closing = `I am its ${role} and sign on its behalf.`
  switch (mandate) {
    case 'office':
      return `${body} signs the ${edition}. ${closing}`
    case 'delegated':
      return `${body} has delegated to me${on}${reference} the authority to sign the ${edition}. ${closing}`
    case 'resolution':
      return `${body} decided${on}${reference} to sign the ${edition}. ${closing}`
    case 'on-behalf-of-members':
      return `${body} decided${on}${reference} to sign the ${edition} on behalf of its members. ${closing}`
  }
}
