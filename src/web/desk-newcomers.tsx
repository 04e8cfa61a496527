import { Hono } from 'hono'
import { joinCampaign, joinNewcomers, listNewcomers } from '../actions/join-campaign.ts'
import { requireCampaign } from '../actions/send-wave.ts'
import type { Mistake } from '../core/refusal.ts'
import { parseId, readForm, typedText } from '../http/parse.ts'
import { listBeside } from '../storage/read/joining.ts'
import { searchBodies } from '../storage/read/search.ts'
import { signedIn } from './desk-visit.ts'
import { NewcomersPage } from './pages/desk-newcomers.tsx'
import type { Site, Visit } from './site.ts'

/** So many are named; the others join with them. */
const most = 100

/** Organisations that join a campaign which has begun. */
export const deskNewcomerPages = new Hono<Site>()
  .get('/desk/campaigns/:id/newcomers', async (c) => {
    await signedIn(c)
    return c.html(await newcomersPage(c, []))
  })
  .post('/desk/campaigns/:id/newcomers', async (c) => {
    await signedIn(c, 'assistant')
    const id = parseId(c.req.param('id'))
    c.set('again', async (mistakes) => newcomersPage(c, mistakes))
    await joinNewcomers(c.var.parts, id)
    return c.redirect(`/desk/campaigns/${id}/bodies?errand=check-body`, 303)
  })
  .post('/desk/campaigns/:id/bodies', async (c) => {
    await signedIn(c, 'assistant')
    const id = parseId(c.req.param('id'))
    const typed = await readForm(c)
    c.set('again', async (mistakes) => newcomersPage(c, mistakes))
    const invitation = await joinCampaign(c.var.parts, id, parseId(typedText(typed, 'body')))
    return c.redirect(`/desk/campaigns/${id}/bodies/${invitation}`, 303)
  })

async function newcomersPage(c: Visit, mistakes: readonly Mistake[]) {
  const { parts, shell } = c.var
  const campaign = await requireCampaign(parts, parseId(c.req.param('id') ?? ''))
  const all = await listNewcomers(parts, campaign)
  const q = (c.req.query('q') ?? '').trim().slice(0, 300)
  const found = q === '' ? [] : await searchBodies(parts.db, { q }, 10)
  const ids = all.slice(0, most).map(({ body }) => body)
  return (
    <NewcomersPage
      shell={shell}
      campaign={campaign}
      newcomers={await listBeside(parts.db, campaign, ids)}
      whys={new Map(all.map(({ body, why }) => [body, why]))}
      q={q}
      found={await listBeside(
        parts.db,
        campaign,
        found.map(({ id }) => id),
      )}
      mistakes={mistakes}
    />
  )
}
