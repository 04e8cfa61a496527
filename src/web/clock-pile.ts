import { sayProlongTrouble } from '../core/prolonging.ts'
import { tellProlonging } from '../actions/tell-prolonging.ts'
import { tellAuthorities } from '../actions/tell-authorities.ts'
import { listTroubledJobs } from '../actions/tell-clock.ts'
import { listEndingTerms } from '../actions/warn-keys.ts'
import { sayTerm } from '../core/key-term.ts'
import { sayStampTrouble } from '../core/stamp-trouble.ts'
import { jobStateTags, jobWords } from './job-words.ts'
import type { Pile } from './pages/desk-today.tsx'
import type { Visit } from './site.ts'

/** What the register cannot do by itself: jobs that fail or are late, keys that are about to run out, and time-stamps that are not given. */
export async function listClockPile(c: Visit): Promise<Pile> {
  const href = '/desk/clock'
  const jobs = (await listTroubledJobs(c.var.parts)).map(({ job, state }) => {
    return { href, words: jobWords[job], tag: jobStateTags[state] }
  })
  const terms = (await listEndingTerms(c.var.parts)).map(({ term, until }) => {
    const { what, ends, why } = sayTerm(term, until)
    return { href, words: `${what} ${ends}`, facts: why }
  })
  const authorities = (await tellAuthorities(c.var.parts)).flatMap(({ authority, trouble }) =>
    trouble ? [{ href, words: `Time-stamps of ${authority}: ${sayStampTrouble(trouble)}` }] : [],
  )
  const { waiting, failed } = await tellProlonging(c.var.parts)
  const certificates =
    failed && failed.trouble !== 'no-time-stamp'
      ? [{ href, words: `Time-stamps of certificates, ${waiting} waiting: ${sayProlongTrouble(failed.trouble)}` }]
      : []
  const lines = [...jobs, ...terms, ...authorities, ...certificates]
  return { heading: 'For whoever runs the computer', count: lines.length, lines }
}
