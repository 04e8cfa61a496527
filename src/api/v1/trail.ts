import * as v from 'valibot'
import { tellTrail } from '../../actions/trail.ts'
import { nothing, seatedOperation } from '../operation.ts'

/** What was done at the desk, for those who work there. */
export const trailOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/trail',
      summary: 'What was done at the desk, the newest first; “before” goes on from the number of a row',
      query: v.object({
        before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'Write the number of a row'))),
      }),
      body: nothing,
      status: 200,
      answer: v.object({
        steps: v.array(
          v.object({
            id: v.number(),
            at: v.string(),
            coordinator: v.string(),
            program: v.nullable(v.string()),
            route: v.string(),
            subject: v.nullable(v.string()),
            /** Null: it was begun and never answered. */
            status: v.nullable(v.number()),
          }),
        ),
        /** What “before” is on the next page; null on the last one. */
        next: v.nullable(v.number()),
      }),
    },
    async ({ parts, query: { before } }) => {
      const { steps, next } = await tellTrail(parts, before === undefined ? undefined : Number(before))
      return {
        steps: steps.map(({ id, at, name: coordinator, program, route, subject, status }) => {
          return { id, at, coordinator, program, route, subject, status }
        }),
        next,
      }
    },
  ),
]
