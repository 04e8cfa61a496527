import * as v from 'valibot'
import { tellList } from '../../credentials/list.ts'
import { computeList, listQuery } from '../list.ts'
import { nothing, operation } from '../operation.ts'
import { listLine } from './answers.ts'

/** The list in the shape of `/signatories.json`. */
export const signatoryOperations = [
  operation(
    {
      method: 'get',
      path: '/signatories',
      summary: 'Who has signed what and how that stands on a day: computed, not signed',
      query: listQuery,
      body: nothing,
      status: 200,
      answer: v.object({
        asAt: v.string(),
        licence: v.string(),
        log: v.object({ origin: v.string(), size: v.number(), root: v.string() }),
        total: v.number(),
        signatories: v.array(v.object({ ...listLine.entries, certificate: v.string() })),
      }),
    },
    async ({ parts, query }) => {
      const { list, log } = await computeList(parts, query)
      return tellList(list, log, parts.address)
    },
  ),
]
