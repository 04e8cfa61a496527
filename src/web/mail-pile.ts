import { formatDayWords, londonDay } from '../core/day.ts'
import { tellMails } from '../actions/desk-mails.ts'
import { countTroubled } from '../storage/read/outbox.ts'
import { mailStateWords, mailTroubleWords } from './mail-words.ts'
import type { Pile } from './pages/desk-today.tsx'
import type { Visit } from './site.ts'

/** Mails that came back or were given up. */
export async function listMailPile(c: Visit, most: number): Promise<Pile> {
  const count = await countTroubled(c.var.parts.db)
  const { troubled } = count === 0 ? { troubled: [] } : await tellMails(c.var.parts)
  const lines = troubled.slice(0, most).map(({ id, subject, at, state, trouble }) => ({
    href: `/desk/mails/${id}`,
    words: subject,
    tag: mailStateWords[state],
    facts: `Written on ${formatDayWords(londonDay(at))}. ${trouble ? mailTroubleWords[trouble] : ''}`.trim(),
  }))
  return { heading: 'Emails that did not arrive', count, lines, rest: '/desk/mails' }
}
