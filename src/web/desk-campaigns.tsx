import { Hono } from 'hono'
import * as v from 'valibot'
import { listNewcomers } from '../actions/join-campaign.ts'
import { makeCampaign } from '../actions/make-campaign.ts'
import { stamp } from '../actions/parts.ts'
import { arrangeWaves, closeCampaign, quietenCampaign } from '../actions/run-campaign.ts'
import { requireCampaign, sendWave } from '../actions/send-wave.ts'
import { tellCampaign, type ToldCampaign } from '../actions/tell-campaign.ts'
import { kinds } from '../core/body-kind.ts'
import { addDays, formatDayWords, type FullDay } from '../core/day.ts'
import type { Mistake } from '../core/refusal.ts'
import { parseTypedDay } from '../core/typed-day.ts'
import { isUuid } from '../core/uuid.ts'
import { choice, line, parse, parseId, readForm, typedDay, typedText, type Typed } from '../http/parse.ts'
import { listCampaigns } from '../storage/read/campaigns.ts'
import { editionName, listEditions, nameOfEdition } from '../storage/read/editions.ts'
import { today } from './asked-day.ts'
import { signedIn } from './desk-visit.ts'
import { CampaignPage } from './pages/desk-campaign.tsx'
import { CampaignsPage } from './pages/desk-campaigns.tsx'
import { WavesPage } from './pages/desk-waves.tsx'
import { chosenId, spreadDay } from './read-plan.ts'
import type { Site, Visit } from './site.ts'

/** Renewal campaigns: begun, sent wave by wave, paused and closed. */
export const deskCampaignPages = new Hono<Site>()
  .get('/desk/campaigns', async (c) => {
    await signedIn(c)
    const day = today(c)
    const days = {
      ...spreadDay('opens', day),
      ...spreadDay('reach', addDays(day, 70)),
      ...spreadDay('closes', addDays(day, 120)),
    }
    return c.html(await campaignsPage(c, days, []))
  })
  .post('/desk/campaigns', async (c) => {
    await signedIn(c)
    const typed = await readForm(c)
    c.set('again', async (mistakes) => campaignsPage(c, typed, mistakes))
    const plan = parse(planForm, typed)
    const key = parseId(typedText(typed, 'key'))
    const { id } = await makeCampaign(
      c.var.parts,
      {
        name: plan.campaign,
        fromEdition: plan.from,
        toEdition: plan.to,
        opensOn: dayOf(typed, 'opens'),
        targetOn: dayOf(typed, 'reach'),
        closesOn: dayOf(typed, 'closes'),
        target: plan.target,
      },
      key,
    )
    return c.redirect(`/desk/campaigns/${id}`, 303)
  })
  .get('/desk/campaigns/:id', async (c) => {
    await signedIn(c)
    return c.html(await campaignPage(c, await toldCampaign(c), []))
  })
  .get('/desk/campaigns/:id/waves', async (c) => {
    await signedIn(c)
    const told = await toldCampaign(c)
    return c.html(wavesPage(c, told, formOfWaves(told), []))
  })
  .post('/desk/campaigns/:id/waves', async (c) => {
    await signedIn(c, 'assistant')
    const told = await toldCampaign(c)
    const typed = await readForm(c)
    c.set('again', (mistakes) => wavesPage(c, told, typed, mistakes))
    await arrangeWaves(c.var.parts, told.campaign.id, readWaves(told, typed))
    return c.redirect(`/desk/campaigns/${told.campaign.id}`, 303)
  })
  .post('/desk/campaigns/:id/waves/:number{[1-9][0-9]?}/sending', async (c) => {
    await signedIn(c, 'assistant')
    const id = await showAgain(c)
    await sendWave(c.var.parts, id, Number(c.req.param('number')))
    return c.redirect(`/desk/campaigns/${id}`, 303)
  })
  .post('/desk/campaigns/:id/quiet', async (c) => {
    await signedIn(c)
    const typed = await readForm(c)
    const id = await showAgain(c)
    await quietenCampaign(c.var.parts, id, typedText(typed, 'quiet') === 'yes')
    return c.redirect(`/desk/campaigns/${id}`, 303)
  })
  .post('/desk/campaigns/:id/closure', async (c) => {
    await signedIn(c)
    const id = await showAgain(c)
    await closeCampaign(c.var.parts, id)
    return c.redirect(`/desk/campaigns/${id}`, 303)
  })

const planForm = v.object({
  campaign: line('Enter a name'),
  from: v.pipe(
    v.optional(v.string('Choose one'), ''),
    v.transform((id) => (isUuid(id) ? id : null)),
  ),
  to: chosenId('Choose an edition'),
  target: v.pipe(
    v.optional(v.string('Enter a number'), ''),
    v.trim(),
    v.regex(/^(\d{1,7})?$/, 'Enter a number, such as 80'),
    v.transform((typed) => (typed === '' ? null : Number(typed))),
  ),
})

function dayOf(typed: Typed, name: string): FullDay {
  return parseTypedDay(typedDay(typed, name), `${name}-day`)
}

async function showAgain(c: Visit) {
  const told = await toldCampaign(c)
  c.set('again', async (mistakes) => campaignPage(c, told, mistakes))
  return told.campaign.id
}

async function toldCampaign(c: Visit): Promise<ToldCampaign> {
  const { parts } = c.var
  return tellCampaign(parts, await requireCampaign(parts, parseId(c.req.param('id') ?? '')))
}

async function campaignPage(c: Visit, told: ToldCampaign, mistakes: readonly Mistake[]) {
  const editions = await listEditions(c.var.parts.db)
  const slug = editions.find(({ id }) => id === told.campaign.toEdition)?.slug ?? ''
  const to = { name: nameOfEdition(editions, told.campaign.toEdition), slug }
  return (
    <CampaignPage
      shell={c.var.shell}
      told={told}
      from={nameOfEdition(editions, told.campaign.fromEdition)}
      to={to}
      newcomers={told.campaign.closedAt === null ? (await listNewcomers(c.var.parts, told.campaign)).length : 0}
      mistakes={mistakes}
    />
  )
}

async function campaignsPage(c: Visit, typed: Typed, mistakes: readonly Mistake[]) {
  const { parts, shell } = c.var
  const editions = await listEditions(parts.db)
  const campaigns = await Promise.all(
    (await listCampaigns(parts.db)).map(async (campaign) => {
      const { id, name, toEdition, closesOn, closedAt } = campaign
      const edition = nameOfEdition(editions, toEdition)
      const when = closedAt === null ? `until ${formatDayWords(closesOn)}` : 'closed'
      const { total, progresses } = await tellCampaign(parts, campaign)
      const signed = progresses.find(({ progress }) => progress === 'signed')?.count ?? 0
      return { id, name, facts: `${edition}, ${when}. ${signed} of ${total} have signed.` }
    }),
  )
  const offered = editions.map((one) => ({ id: one.id, name: editionName(one), held: one.texts.length > 0 }))
  const id = typedText(typed, 'key') || stamp(parts).id()
  return (
    <CampaignsPage shell={shell} id={id} campaigns={campaigns} editions={offered} typed={typed} mistakes={mistakes} />
  )
}

function wavesPage(
  c: Visit,
  { campaign, waves, kinds: its }: ToldCampaign,
  typed: Typed,
  mistakes: readonly Mistake[],
) {
  return (
    <WavesPage shell={c.var.shell} campaign={campaign} waves={waves} kinds={its} typed={typed} mistakes={mistakes} />
  )
}

function formOfWaves({ waves }: ToldCampaign): Typed {
  const each = waves.map(({ number, name, onDay, kinds: its }) => ({
    [`wave-${number}`]: name,
    ...spreadDay(`on-${number}`, onDay),
    ...Object.fromEntries(its.map((kind) => [kind, String(number)])),
  }))
  return Object.assign({}, ...each)
}

/** Kinds that no organisation of the campaign is of are not asked about, and stay where they are. */
function readWaves({ waves, kinds: its }: ToldCampaign, typed: Typed) {
  const numbers = waves.map(({ number }) => String(number))
  const asked = Object.fromEntries(its.map(({ kind }) => [kind, choice(numbers, 'Choose a wave')]))
  const chosen = parse(v.object(asked), typed)
  return waves.map(({ number, kinds: before }) => ({
    number,
    name: parse(v.object({ [`wave-${number}`]: line('Enter a name') }), typed)[`wave-${number}`] ?? '',
    onDay: dayOf(typed, `on-${number}`),
    kinds: kinds.filter((kind) =>
      chosen[kind] === undefined ? before.includes(kind) : chosen[kind] === String(number),
    ),
  }))
}
