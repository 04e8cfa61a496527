import * as v from 'valibot'
import { answerReport, tellReport, tellReports, type ToldReport } from '../../actions/answer-report.ts'
import { stamp } from '../../actions/parts.ts'
import { reportMistake } from '../../actions/report-mistake.ts'
import { uuid } from '../../core/entry-fields.ts'
import { reportOutcomes } from '../../core/report.ts'
import { block, choice, optionalMailbox, parseId } from '../../http/parse.ts'
import { nothing, operation, seatedOperation } from '../operation.ts'

const report = v.object({
  id: v.string(),
  at: v.string(),
  about: v.object({ page: v.string(), name: v.string(), entry: v.nullable(v.number()) }),
  words: v.string(),
  email: v.nullable(v.string()),
  outcome: v.nullable(v.picklist(reportOutcomes)),
  answer: v.nullable(v.string()),
})

/** Mistakes that somebody reports, and what the desk answers. */
export const reportOperations = [
  operation(
    {
      method: 'post',
      path: '/reports',
      summary:
        'Report a mistake on the page of an organisation, a certificate, an edition or an entry. A repeat with the same key is the same report',
      query: nothing,
      body: v.object({
        about: v.string('Name the path of the page, as /bodies/example'),
        words: block('Say what is wrong'),
        email: optionalMailbox,
        key: v.exactOptional(uuid),
      }),
      status: 204,
      answer: nothing,
    },
    async ({ parts, body: { about, words, email, key = stamp(parts).id() } }) => {
      await reportMistake(parts, { about, words, address: email }, key)
      return undefined
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/reports',
      scope: 'read:desk',
      summary: 'Mistakes that were reported and wait for an answer, the oldest first',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ reports: v.array(report) }),
    },
    async ({ parts }) => {
      return { reports: (await tellReports(parts)).map(told) }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/reports/:report/answer',
      scope: 'write:register',
      summary: 'Answer a report, by email where somebody waits for one',
      query: nothing,
      body: v.object({
        outcome: choice(reportOutcomes, 'Say whether something was put right'),
        answer: block('Write what you found'),
      }),
      status: 201,
      answer: report,
    },
    async ({ parts, at, body }) => {
      const id = parseId(at('report'))
      await answerReport(parts, id, body)
      return told(await tellReport(parts, id))
    },
  ),
]

function told({ id, at, subject, words, address, outcome, answer }: ToldReport) {
  const about = { page: subject.place, name: subject.name, entry: subject.entry }
  return { id, at, about, words, email: address, outcome, answer }
}
