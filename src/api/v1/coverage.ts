import * as v from 'valibot'
import { kinds } from '../../core/body-kind.ts'
import { computeCoverage, coverageQuery } from '../coverage.ts'
import { nothing, operation } from '../operation.ts'

/** How far signing has come. */
export const coverageOperations = [
  operation(
    {
      method: 'get',
      path: '/coverage',
      summary:
        'How many organisations of each kind have a signing in force, have another one, or are on the register without one, on a day; of one agreement or of all',
      query: coverageQuery,
      body: nothing,
      status: 200,
      answer: v.object({
        asAt: v.string(),
        kinds: v.array(
          v.object({
            kind: v.picklist(kinds),
            inForce: v.number(),
            otherwise: v.number(),
            unsigned: v.number(),
          }),
        ),
      }),
    },
    async ({ parts, query }) => computeCoverage(parts, query),
  ),
]
