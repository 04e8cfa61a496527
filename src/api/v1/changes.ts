import * as v from 'valibot'
import { listLatestChanges } from '../../storage/read/changes.ts'
import { nothing, operation } from '../operation.ts'
import { change } from './answers.ts'

const perPage = 50

/** What happened lately, for everybody who wants to hear of it. */
export const changeOperations = [
  operation(
    {
      method: 'get',
      path: '/changes',
      summary: 'What changed, the newest first, 50 at a time; “before” goes on from the number of an entry',
      query: v.object({
        before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'Write the number of an entry'))),
      }),
      body: nothing,
      status: 200,
      answer: v.object({ changes: v.array(change) }),
    },
    async ({ parts, query: { before } }) => {
      return { changes: await listLatestChanges(parts.db, perPage, before === undefined ? undefined : Number(before)) }
    },
  ),
]
