import { tellReports } from '../actions/answer-report.ts'
import { listDeclined } from '../actions/list-declined.ts'
import { listEndingTransitions } from '../actions/warn-lapse.ts'
import { listReviews } from '../actions/list-reviews.ts'
import { askedOf, bodyNameOf, editionNamesOf } from '../actions/name-sign-up.ts'
import { tellProposals } from '../actions/tell-proposal.ts'
import { formatDayWords, londonDay, type FullDay } from '../core/day.ts'
import { boardAhead } from '../core/decision.ts'
import { missingSignatures, stateOf, type SignUp } from '../core/sign-up.ts'
import { editionName } from '../storage/read/editions.ts'
import { countQueues, listQueue, type Queue } from '../storage/read/sign-ups.ts'
import { actForms } from './act-forms.ts'
import { today } from './asked-day.ts'
import type { Line, Pile } from './pages/desk-today.tsx'
import type { Visit } from './site.ts'

const queues = {
  check: { heading: 'Sign-ups to check', since: 'Signed on' },
  signature: { heading: 'Out for signature', since: 'Sent on' },
  board: { heading: 'At a board', since: 'Begun on' },
} as const satisfies Record<Queue, { heading: string; since: string }>

/** Sign-ups by what each waits for, and at most so many of each. */
export async function listSignUpPiles(c: Visit, most: number): Promise<Readonly<Record<Queue, Pile>>> {
  const counts = await countQueues(c.var.parts.db, today(c))
  const pileOf = async (queue: Queue): Promise<Pile> => {
    const { heading, since } = queues[queue]
    const some = counts[queue] === 0 ? [] : await listQueue(c.var.parts.db, queue, { today: today(c), most })
    const lines = await Promise.all(some.map((signUp) => lineOf(c, signUp, since)))
    return { heading, count: counts[queue], lines, rest: '/desk/sign-ups' }
  }
  return { check: await pileOf('check'), signature: await pileOf('signature'), board: await pileOf('board') }
}

async function lineOf(c: Visit, signUp: SignUp, since: string): Promise<Line> {
  const { parts } = c.var
  const day = formatDayWords(londonDay(signUp.signatures.at(-1)?.at ?? signUp.sentAt ?? signUp.startedAt))
  const words = stageOf(signUp)
  return {
    href: `/desk/sign-ups/${signUp.id}`,
    words: (await bodyNameOf(parts, signUp)) || 'An organisation',
    tag: { words, colour: words === 'Your check' ? 'yellow' : 'grey' },
    facts: `Asks to ${await askedOf(parts, signUp)}. ${since} ${day}.${boardWords(signUp, today(c))}`,
  }
}

function boardWords(signUp: SignUp, on: FullDay): string {
  const day = boardAhead(signUp, on)
  return day ? ` At board on ${formatDayWords(day)}.` : ''
}

/** What a sign-up waits for. */
function stageOf(signUp: SignUp): string {
  if (!signUp.sentAt) return 'Being prepared'
  if (signUp.paper) return 'A second approver'
  if (stateOf(signUp) === 'awaiting-check') return signUp.approvals.length > 0 ? 'A second approver' : 'Your check'
  if (stateOf(signUp) === 'awaiting-board') return 'Its own decision'
  const missing = new Set(missingSignatures(signUp).map(({ signatory }) => signatory))
  return missing.size < signUp.draft.signatories.length ? '1 of 2 signed' : 'A signature'
}

/** Acts that wait for a second coordinator. */
export async function listProposalPile(c: Visit): Promise<Pile> {
  const lines = (await tellProposals(c.var.parts)).map(({ id, act, about, at }) => ({
    href: `/desk/proposals/${id}`,
    words: `${actForms[act.act].title}: ${about.signing?.body.name ?? about.edition.name}`,
    facts: `Proposed on ${formatDayWords(londonDay(at))}.`,
  }))
  return { heading: 'For two coordinators', count: lines.length, lines }
}

/** Mistakes that somebody reported. */
export async function listReportPile(c: Visit): Promise<Pile> {
  const lines = (await tellReports(c.var.parts)).map(({ id, subject, at }) => ({
    href: `/desk/reports/${id}`,
    words: subject.name,
    facts: `Reported on ${formatDayWords(londonDay(at))}.`,
  }))
  return { heading: 'Mistakes reported', count: lines.length, lines }
}

/** Editions and suspensions that are to be looked at again. */
export async function listReviewPile(c: Visit): Promise<Pile> {
  const lines = (await listReviews(c.var.parts)).map(({ words, by, about }) => ({
    href: 'edition' in about ? `/desk/editions/${about.edition}/conclude-review` : `/desk/bodies/${about.body}`,
    words,
    facts: `${'edition' in about ? 'To be reviewed' : 'Suspended, and to be reviewed'} by ${formatDayWords(by)}.`,
  }))
  return { heading: 'Reviews due', count: lines.length, lines }
}

/** Editions whose signings are about to lapse. */
export async function listLapsePile(c: Visit): Promise<Pile> {
  const lines = (await listEndingTransitions(c.var.parts)).map(({ before, next, ends }) => ({
    href: `/desk/editions/${next.slug}/extend-edition`,
    words: editionName(before),
    facts: `Signings of it count until ${formatDayWords(ends)}.`,
  }))
  return { heading: 'Signings about to lapse', count: lines.length, lines }
}

/** What was declined of late. */
export async function listDeclinedPile(c: Visit): Promise<Pile> {
  const { parts } = c.var
  const declined = await listDeclined(parts)
  const lines = await Promise.all(
    declined.slice(0, 10).map(async (signUp) => {
      const editions = await editionNamesOf(parts, signUp)
      const on = formatDayWords(londonDay(signUp.closedAt ?? signUp.startedAt))
      return {
        href: `/desk/sign-ups/${signUp.id}`,
        words: (await bodyNameOf(parts, signUp)) || 'An organisation',
        facts: `${editions && `${editions}. `}Declined on ${on}.`,
        said: signUp.endedWords,
      }
    }),
  )
  return { heading: 'Declined in the last 30 days', count: declined.length, lines }
}
