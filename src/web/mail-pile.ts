import { formatDayWords, londonDay } from '../core/day.ts'
import { tellTroubled } from '../actions/desk-mails.ts'
import { mailStateWords, mailTroubleWords } from './mail-words.ts'
import type { Pile } from './pages/desk-today.tsx'
import type { Visit } from './site.ts'

/** Mails that came back or were given up; those of invitations that came back are contacts to put right. */
export async function listMailPile(c: Visit, most: number): Promise<Pile> {
  const { count, mails } = await tellTroubled(c.var.parts, most)
  const lines = mails.map(({ id, subject, at, state, trouble }) => ({
    href: `/desk/mails/${id}`,
    words: subject,
    tag: mailStateWords[state],
    facts: `Written on ${formatDayWords(londonDay(at))}. ${trouble ? mailTroubleWords[trouble] : ''}`.trim(),
  }))
  return { heading: 'Emails that did not arrive', count, lines, rest: '/desk/mails' }
}
