import { listErrands, listStepsDue } from '../actions/tell-campaign.ts'
import { listOwned } from '../actions/list-owned.ts'
import { tellProspects } from '../actions/tell-prospects.ts'
import { formatDayWords } from '../core/day.ts'
import type { Uuid } from '../core/uuid.ts'
import { listCampaigns, type Campaign, type InvitationRow } from '../storage/read/campaigns.ts'
import { listProspects } from '../storage/read/prospects.ts'
import { today } from './asked-day.ts'
import type { Line, Pile } from './pages/desk-today.tsx'
import type { Visit } from './site.ts'

const headings = {
  'repair-contact': 'Contacts to put right',
  call: 'Organisations to telephone',
} as const

/**
 * What the campaigns that are going on ask of the desk: contacts, calls, what was planned, and the next wave. Of all of it,
 * or of what one coordinator looks after.
 */
export async function listCampaignPiles(c: Visit, most: number, owner?: Uuid): Promise<readonly Pile[]> {
  const open = (await listCampaigns(c.var.parts.db)).filter(({ closedAt }) => closedAt === null)
  return (await Promise.all(open.map((campaign) => pilesOf(c, campaign, most, owner)))).flat()
}

const piled = ['repair-contact', 'call', 'check-body', 'send-wave'] as const

async function pilesOf(c: Visit, campaign: Campaign, most: number, owner?: Uuid): Promise<readonly Pile[]> {
  const { parts } = c.var
  const [repair, call, check, send] = owner
    ? await listOwnErrands(c, campaign, owner, most)
    : await listErrands(parts, campaign, piled, most)
  const steps = (await listStepsDue(parts, campaign)).filter((row) => !owner || row.invitation.owner === owner)
  const place = `/desk/campaigns/${campaign.id}`
  const line = ({ invitation: { id, nextStep, nextOn }, body, contact }: InvitationRow): Line => ({
    href: `${place}/bodies/${id}`,
    words: body.name,
    facts: [
      [contact?.name, contact?.role, contact?.phone].filter(Boolean).join(', '),
      nextStep !== null && nextOn !== null ? `${nextStep}, by ${formatDayWords(nextOn)}` : '',
    ]
      .filter((words) => words !== '')
      .join('. '),
  })
  const bodies = [repair, call].flatMap((one) => {
    if (!one || one.errand === 'check-body' || one.errand === 'send-wave') return []
    const rest = `${place}/bodies?errand=${one.errand}${owner ? `&owner=${owner}` : ''}`
    return [{ heading: headings[one.errand], count: one.total, lines: one.rows.map(line), rest }]
  })
  const due = { heading: 'Next steps with organisations', count: steps.length, lines: steps.slice(0, most).map(line) }
  return [...bodies, due, wavePile(campaign, { check: check?.total ?? 0, send: send?.total ?? 0 })]
}

async function listOwnErrands(c: Visit, campaign: Campaign, owner: Uuid, most: number) {
  const own = await listOwned(c.var.parts, campaign, owner)
  return piled.map((errand) => {
    const rows = own.filter((row) => row.errand === errand)
    return { errand, total: rows.length, rows: rows.slice(0, most) }
  })
}

function wavePile({ id, name }: Campaign, { check, send }: { check: number; send: number }): Pile {
  const heading = 'Before the next wave'
  if (check + send === 0) return { heading, count: 0, lines: [] }
  const facts = [check > 0 && `${check} to look at before they are invited`, send > 0 && `${send} ready to be invited`]
  const words = facts.filter((one) => one !== false).join(', ')
  return { heading, count: 1, lines: [{ href: `/desk/campaigns/${id}`, words: name, facts: `${words}.` }] }
}

/** Prospects whose next step is due; all, or those that one coordinator looks after. */
export async function listProspectPile(c: Visit, owner?: Uuid): Promise<Pile> {
  const due = (await listProspects(c.var.parts.db)).filter(
    (one) => one.nextOn <= today(c) && (!owner || one.owner === owner),
  )
  const lines = (await tellProspects(c.var.parts, due))
    .filter(({ courtship }) => courtship !== 'signed')
    .map(({ id, name, nextStep, nextOn, ownerName }) => ({
      href: `/desk/prospects/${id}`,
      words: name,
      facts: `${nextStep}, by ${formatDayWords(nextOn)}. ${ownerName}.`,
    }))
  return { heading: 'Prospects due', count: lines.length, lines }
}
