import { addDays, formatInstant, londonDay, startOfLondonDay, type FullDay } from '../core/day.ts'
import { keySince } from '../core/key-history.ts'
import { keyDays, keyTerms, noticedOn, sayTerm, type KeyTerm } from '../core/key-term.ts'
import { sealTerms } from '../keys/seal-terms.ts'
import { write, type Statement } from '../storage/database.ts'
import { findRegister, listCoordinators } from '../storage/read/register.ts'
import { listRotations } from '../storage/read/rotations.ts'
import { isNotMailedSince } from '../storage/write/access.ts'
import { draftMail } from './mails.ts'
import { now, type Parts } from './parts.ts'
import { findSealer } from './present-keys.ts'

/** What has an end, on which day, and since when somebody ought to do something about it. */
export type ToldTerm = { term: KeyTerm; until: FullDay; noticedOn: FullDay | undefined }

/** By when each key, certificate and list of the register is to be replaced. */
export async function tellKeyTerms(parts: Parts): Promise<readonly ToldTerm[]> {
  const history = await listRotations(parts.db)
  const { sealers, seal } = parts.keys
  const { certificate, root, list } = sealTerms((await findSealer(parts)) ?? sealers[0], seal)
  const dayOf = (milliseconds: number) =>
    milliseconds === Infinity ? undefined : londonDay(formatInstant(milliseconds))
  const replacedBy = (use: 'log' | 'jose') => {
    const since = keySince(history, use)
    return since && addDays(londonDay(since), keyDays)
  }
  const ends = {
    'seal-certificate': dayOf(certificate),
    'seal-root': dayOf(root),
    'revocation-list': dayOf(list),
    'log-key': replacedBy('log'),
    'list-key': replacedBy('jose'),
  } as const satisfies Record<KeyTerm, FullDay | undefined>
  return keyTerms.flatMap((term) => {
    const until = ends[term]
    return until ? [{ term, until, noticedOn: noticedOn(until, londonDay(now(parts))) }] : []
  })
}

/** Those that somebody ought to do something about. */
export async function listEndingTerms(parts: Parts): Promise<readonly ToldTerm[]> {
  return (await tellKeyTerms(parts)).filter((one) => one.noticedOn !== undefined)
}

/** Tells every coordinator of each, once at each notice. */
export async function warnKeys(parts: Parts): Promise<void> {
  if (!(await findRegister(parts.db))) return
  const ending = await listEndingTerms(parts)
  const coordinators = ending.length === 0 ? [] : await listCoordinators(parts.db)
  const warnings: Statement[] = []
  for (const { term, until, noticedOn: since = until } of ending) {
    const said = { ...sayTerm(term, until), desk: `${parts.address}/desk/clock` }
    for (const { name, address } of coordinators) {
      const unsaid = isNotMailedSince({ template: 'key-term', address, what: said.what }, startOfLondonDay(since))
      const mail = await draftMail(parts, { template: 'key-term', address, slots: { name, ...said } }, unsaid)
      warnings.push(mail.statement)
    }
  }
  if (warnings.length > 0) await write(parts.db, warnings)
}
