import { Refusal } from '../core/refusal.ts'
import type { ReportOutcome } from '../core/report.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { findReport, listReports, type Report } from '../storage/read/reports.ts'
import { closeReport, isUnanswered } from '../storage/write/reports.ts'
import { findSubject, type Subject } from './find-subject.ts'
import { draftMails } from './mails.ts'
import { now, type Parts } from './parts.ts'

/** A report with what it is about. */
export type ToldReport = Report & { subject: Subject }

/** One report, for whoever answers it. */
export async function tellReport({ db }: Parts, id: Uuid): Promise<ToldReport> {
  const report = await findReport(db, id)
  if (!report) throw new Refusal('not-found', 'There is no such report.')
  return { ...report, subject: await findSubject(db, report.place) }
}

/** The reports that nobody has answered, the oldest first. */
export async function tellReports({ db }: Parts): Promise<readonly ToldReport[]> {
  const waiting = await listReports(db)
  return Promise.all(waiting.map(async (report) => ({ ...report, subject: await findSubject(db, report.place) })))
}

/** Answers a report, by mail where somebody waits for one. The same answer once more does nothing. */
export async function answerReport(
  parts: Parts,
  id: Uuid,
  { outcome, answer }: { outcome: ReportOutcome; answer: string },
): Promise<void> {
  const { subject, address, words, ...report } = await tellReport(parts, id)
  if (report.outcome === outcome && report.answer === answer) return
  if (report.closedAt !== null) throw answeredAlready()
  const slots = { about: subject.name, page: parts.address + subject.place, words, answer }
  const letters = address ? [{ template: 'mistake' as const, address, slots }] : []
  // The mail is decided before the report is closed, in the same batch.
  await write(parts.db, [
    ...(await draftMails(parts, letters, isUnanswered(id))),
    closeReport(parts.db, id, { outcome, answer, closedAt: now(parts) }),
  ])
}

/** What is said to whoever answers second. */
export function answeredAlready(): Refusal {
  return new Refusal('already-done', 'Somebody has answered this report already.')
}
