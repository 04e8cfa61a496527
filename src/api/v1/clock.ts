import * as v from 'valibot'
import { tellClock } from '../../actions/tell-clock.ts'
import { jobNames, jobStates } from '../../core/job.ts'
import { nothing, seatedOperation } from '../operation.ts'

/** What the register does by itself. */
export const clockOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/clock',
      scope: 'read:desk',
      summary: 'What the register does by itself, how often in seconds, when it was last done, and how it is',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        jobs: v.array(
          v.object({
            job: v.picklist(jobNames),
            every: v.number(),
            state: v.picklist(jobStates),
            doneAt: v.nullable(v.string()),
            reference: v.nullable(v.string()),
          }),
        ),
      }),
    },
    async ({ parts }) => ({ jobs: await tellClock(parts) }),
  ),
]
