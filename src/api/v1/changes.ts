import * as v from 'valibot'
import { listLatestChanges } from '../../storage/read/changes.ts'
import { limit } from '../paging.ts'
import { nothing, operation } from '../operation.ts'
import { change } from './answers.ts'

/** What happened lately, for everybody who wants to hear of it. */
export const changeOperations = [
  operation(
    {
      method: 'get',
      path: '/changes',
      summary: 'What changed, the newest first; “before” goes on from the number of an entry',
      query: v.object({
        limit,
        before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'Write the number of an entry'))),
      }),
      body: nothing,
      status: 200,
      answer: v.object({
        changes: v.array(change),
        /** What “before” is on the next page; null on the last one. */
        next: v.nullable(v.number()),
      }),
      next: ({ next }) => (next === null ? undefined : { before: next }),
    },
    async ({ parts, query: { limit: most, before } }) =>
      listLatestChanges(parts.db, most, before === undefined ? undefined : Number(before)),
  ),
]
