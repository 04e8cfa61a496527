import * as v from 'valibot'
import { tellAuthorities } from '../../actions/tell-authorities.ts'
import { listSealFaults } from '../../actions/check-seal.ts'
import { tellClock } from '../../actions/tell-clock.ts'
import { tellProlonging } from '../../actions/tell-prolonging.ts'
import { tellBackups } from '../../actions/back-up.ts'
import { tellKeyTerms } from '../../actions/warn-keys.ts'
import { keyTerms } from '../../core/key-term.ts'
import { prolongTroubles } from '../../core/prolonging.ts'
import { stampTroubles } from '../../core/stamp-trouble.ts'
import { jobNames, jobStates } from '../../core/job.ts'
import { nothing, seatedOperation } from '../operation.ts'

const toldAuthority = v.object({
  authority: v.string(),
  triedAt: v.nullable(v.string()),
  goodAt: v.nullable(v.string()),
  trouble: v.nullable(v.picklist(stampTroubles)),
})

const toldProlonging = v.object({
  waiting: v.number(),
  failed: v.nullable(
    v.object({
      trouble: v.picklist(prolongTroubles),
      failingSince: v.string(),
      triedAt: v.string(),
      againAt: v.string(),
    }),
  ),
})

/** What the register does by itself. */
export const clockOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/clock',
      scope: 'read:desk',
      summary:
        'What the register does by itself, how often in seconds, when it was last done, and how it is; copies of the database, by when keys are to be replaced, what is wrong with the seal, how the time-stamping authorities answer, and how many certificates wait for them',
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
        backups: v.nullable(v.array(v.string())),
        authorities: v.array(toldAuthority),
        certificates: toldProlonging,
        seal: v.array(v.string()),
        keys: v.array(v.object({ term: v.picklist(keyTerms), until: v.string(), ending: v.boolean() })),
      }),
    },
    async ({ parts }) => ({
      jobs: await tellClock(parts),
      backups: (await tellBackups(parts)).made ?? null,
      authorities: [...(await tellAuthorities(parts))],
      certificates: await tellProlonging(parts),
      seal: [...(await listSealFaults(parts))],
      keys: (await tellKeyTerms(parts)).map(({ term, until, noticedOn }) => ({
        term,
        until,
        ending: noticedOn !== undefined,
      })),
    }),
  ),
]
