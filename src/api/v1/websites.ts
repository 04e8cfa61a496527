import * as v from 'valibot'
import { tellSilentSites } from '../../actions/check-websites.ts'
import { nothing, seatedOperation } from '../operation.ts'
import { named } from './answers.ts'

/** Websites, as the clock finds them. */
export const websiteOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/websites',
      scope: 'read:desk',
      summary: 'Websites of organisations that have not answered for two weeks, the longest first',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        websites: v.array(
          v.object({ body: named, website: v.string(), silentSince: v.nullable(v.string()), askedAt: v.string() }),
        ),
      }),
    },
    async ({ parts }) => {
      const sites = await tellSilentSites(parts)
      return {
        websites: sites.map(({ slug, name, website, failingSince, at }) => {
          return { body: { slug, name }, website, silentSince: failingSince, askedAt: at }
        }),
      }
    },
  ),
]
