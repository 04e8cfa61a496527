import * as v from 'valibot'
import { requireCampaign } from '../../actions/send-wave.ts'
import type { ToldInvitation } from '../../actions/judge-invitation.ts'
import { listSought, tellCampaign } from '../../actions/tell-campaign.ts'
import { tellProspects } from '../../actions/tell-prospects.ts'
import { kinds } from '../../core/body-kind.ts'
import { progresses } from '../../core/campaign.ts'
import { courtships } from '../../core/courtship.ts'
import { errands } from '../../core/errand.ts'
import { filter, pageNumber, parseId } from '../../http/parse.ts'
import { listCampaigns, type Campaign } from '../../storage/read/campaigns.ts'
import { listEditions, type Edition } from '../../storage/read/editions.ts'
import { listProspects } from '../../storage/read/prospects.ts'
import { nothing, seatedOperation } from '../operation.ts'
import { limit } from '../paging.ts'

const campaign = v.object({
  id: v.string(),
  name: v.string(),
  from: v.nullable(v.string()),
  to: v.string(),
  opensOn: v.string(),
  targetOn: v.string(),
  closesOn: v.string(),
  target: v.number(),
  quiet: v.boolean(),
  closedAt: v.nullable(v.string()),
})

const count = v.object({ count: v.number() })

/** Renewal drives, as a program that draws or exports them wants to know of them. Whom to write to is told at the desk alone. */
export const campaignOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/campaigns',
      scope: 'read:desk',
      summary: 'Campaigns, the newest first',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ campaigns: v.array(campaign) }),
    },
    async ({ parts: { db } }) => {
      const editions = await listEditions(db)
      return { campaigns: (await listCampaigns(db)).map((one) => told(one, editions)) }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/campaigns/:campaign',
      scope: 'read:desk',
      summary: 'One campaign: how many organisations stand where, and what is to be done about how many',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        ...campaign.entries,
        organisations: v.number(),
        progress: v.array(v.object({ progress: v.picklist(progresses), ...count.entries })),
        toDo: v.array(v.object({ errand: v.picklist(errands), ...count.entries })),
        waves: v.array(
          v.object({
            number: v.number(),
            name: v.string(),
            on: v.string(),
            sentAt: v.nullable(v.string()),
            organisations: v.number(),
          }),
        ),
      }),
    },
    async ({ parts, at }) => {
      const found = await requireCampaign(parts, parseId(at('campaign')))
      const { total, progresses: progress, errands: toDo, waves } = await tellCampaign(parts, found)
      return {
        ...told(found, await listEditions(parts.db)),
        organisations: total,
        progress,
        toDo,
        waves: waves.map(({ number, name, onDay, sentAt, bodies }) => {
          return { number, name, on: onDay, sentAt, organisations: bodies }
        }),
      }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/campaigns/:campaign/invitations',
      scope: 'read:desk',
      summary: 'The organisations of a campaign by name, where each stands and what is to be done next',
      query: v.object({
        progress: filter(progresses),
        errand: filter(errands),
        kind: filter(kinds),
        limit,
        page: pageNumber,
      }),
      body: nothing,
      status: 200,
      answer: v.object({
        total: v.number(),
        invitations: v.array(
          v.object({
            id: v.string(),
            body: v.string(),
            name: v.string(),
            kind: v.picklist(kinds),
            wave: v.number(),
            progress: v.picklist(progresses),
            errand: v.picklist(errands),
            invitedAt: v.nullable(v.string()),
            reminders: v.number(),
            boardOn: v.nullable(v.string()),
            nextOn: v.nullable(v.string()),
          }),
        ),
      }),
      next: ({ total }, { limit: most, page: number }) => (number * most < total ? { page: number + 1 } : undefined),
    },
    async ({ parts, at, query: { limit: most, page: number, ...sought } }) => {
      const found = await requireCampaign(parts, parseId(at('campaign')))
      const place = { limit: most, offset: (number - 1) * most }
      const { rows, total } = await listSought(parts, found, sought, place)
      return { total, invitations: rows.map(toldInvitation) }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/prospects',
      scope: 'read:desk',
      summary: 'Organisations that somebody courts, how far each has come and who does what next',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        prospects: v.array(
          v.object({
            id: v.string(),
            name: v.string(),
            kind: v.picklist(kinds),
            state: v.picklist(courtships),
            body: v.nullable(v.string()),
            owner: v.string(),
            nextStep: v.string(),
            nextOn: v.string(),
          }),
        ),
      }),
    },
    async ({ parts }) => {
      const courted = await tellProspects(parts, await listProspects(parts.db))
      return {
        prospects: courted
          .filter(({ courtship }) => courtship !== 'signed')
          .map(({ id, name, kind, courtship, body, ownerName, nextStep, nextOn }) => {
            return { id, name, kind, state: courtship, body: body?.slug ?? null, owner: ownerName, nextStep, nextOn }
          }),
      }
    },
  ),
]

function told(
  { madeAt: _madeAt, chase: _chase, fromEdition, toEdition, ...rest }: Campaign,
  editions: readonly Edition[],
) {
  const slugOf = (id: string) => editions.find((one) => one.id === id)?.slug ?? ''
  return { ...rest, from: fromEdition && slugOf(fromEdition), to: slugOf(toEdition) }
}

function toldInvitation({ invitation, body, progress, errand }: ToldInvitation) {
  const { id, kind, wave, invitedAt, reminders, boardOn, nextOn } = invitation
  return { id, body: body.slug, name: body.name, kind, wave, progress, errand, invitedAt, reminders, boardOn, nextOn }
}
