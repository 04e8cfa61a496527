import { Hono } from 'hono'
import * as v from 'valibot'
import {
  closeProspect,
  courtProspect,
  inviteProspect,
  planProspect,
  requireProspect,
  tieProspect,
} from '../actions/court-prospect.ts'
import { noteProspect } from '../actions/note.ts'
import { stamp } from '../actions/parts.ts'
import { tellProspects } from '../actions/tell-prospects.ts'
import { kinds } from '../core/body-kind.ts'
import { Refusal, type Mistake } from '../core/refusal.ts'
import { choice, line, parse, parseId, readForm, typedText, type Typed } from '../http/parse.ts'
import { listCampaigns } from '../storage/read/campaigns.ts'
import { listNotes, listProspects } from '../storage/read/prospects.ts'
import { listCoordinators } from '../storage/read/register.ts'
import { bodyNamed } from './desk-acts.tsx'
import { signedIn } from './desk-visit.ts'
import { ProspectPage, ProspectsPage } from './pages/desk-prospects.tsx'
import { formOfPlan, readNoted, readPlan } from './read-plan.ts'
import type { Site, Visit } from './site.ts'

/** Organisations that somebody courts beside the campaigns. */
export const deskProspectPages = new Hono<Site>()
  .get('/desk/prospects', async (c) => {
    await signedIn(c)
    return c.html(await prospectsPage(c, {}, []))
  })
  .post('/desk/prospects', async (c) => {
    await signedIn(c, 'assistant')
    const typed = await readForm(c)
    c.set('again', async (mistakes) => prospectsPage(c, typed, mistakes))
    const { prospect, kind } = parse(prospectForm, typed)
    const key = parseId(typedText(typed, 'key'))
    await courtProspect(c.var.parts, { name: prospect, kind, ...readPlan(typed) }, key)
    return c.redirect(`/desk/prospects/${key}`, 303)
  })
  .get('/desk/prospects/:prospect', async (c) => {
    await signedIn(c)
    return c.html(await prospectPage(c, undefined, []))
  })
  .post('/desk/prospects/:prospect/notes', async (c) => {
    const by = await signedIn(c, 'assistant')
    const { typed, id } = await readTyped(c)
    await noteProspect(c.var.parts, id, readNoted(typed), { key: parseId(typedText(typed, 'key')), by })
    return c.redirect(`/desk/prospects/${id}`, 303)
  })
  .post('/desk/prospects/:prospect/plan', async (c) => {
    await signedIn(c, 'assistant')
    const { typed, id } = await readTyped(c)
    await planProspect(c.var.parts, id, readPlan(typed))
    return c.redirect(`/desk/prospects/${id}`, 303)
  })
  .post('/desk/prospects/:prospect/body', async (c) => {
    await signedIn(c, 'assistant')
    const { typed, id, known } = await readTyped(c)
    // The page says which one it is, and no longer asks.
    if (known) return c.redirect(`/desk/prospects/${id}`, 303)
    const name = typedText(typed, 'body').trim()
    const body = name === '' ? undefined : await bodyNamed(c, name)
    if (!body) throw new Refusal('field-invalid', 'Enter the full name of an organisation on the register', 'body')
    await tieProspect(c.var.parts, id, body)
    return c.redirect(`/desk/prospects/${id}`, 303)
  })
  .post('/desk/prospects/:prospect/invitation', async (c) => {
    await signedIn(c, 'assistant')
    const { typed, id } = await readTyped(c)
    const campaign = parseId(typedText(typed, 'campaign'))
    const invitation = await inviteProspect(c.var.parts, id, campaign)
    return c.redirect(`/desk/campaigns/${campaign}/bodies/${invitation}`, 303)
  })
  .post('/desk/prospects/:prospect/closure', async (c) => {
    await signedIn(c, 'assistant')
    const { id } = await readTyped(c)
    await closeProspect(c.var.parts, id)
    return c.redirect('/desk/prospects', 303)
  })

const prospectForm = v.object({
  prospect: line('Enter the name of the organisation'),
  kind: choice(kinds, 'Choose a kind of organisation'),
})

async function readTyped(c: Visit) {
  const typed = await readForm(c)
  const { id, body, closedAt } = await requireProspect(c.var.parts, parseId(c.req.param('prospect') ?? ''))
  c.set('again', async (mistakes) => prospectPage(c, typed, mistakes))
  return { typed, id, known: body !== null || closedAt !== null }
}

async function prospectsPage(c: Visit, typed: Typed, mistakes: readonly Mistake[]) {
  const { parts, shell } = c.var
  const told = await tellProspects(parts, await listProspects(parts.db))
  return (
    <ProspectsPage
      shell={shell}
      id={typedText(typed, 'key') || stamp(parts).id()}
      prospects={told.filter(({ courtship }) => courtship !== 'signed')}
      owners={await listCoordinators(parts.db)}
      typed={typed}
      mistakes={mistakes}
    />
  )
}

async function prospectPage(c: Visit, typed: Typed | undefined, mistakes: readonly Mistake[]) {
  const { parts, shell } = c.var
  const [prospect] = await tellProspects(parts, [await requireProspect(parts, parseId(c.req.param('prospect') ?? ''))])
  if (!prospect) throw new Error('a prospect was found and is told of nowhere')
  const open = (await listCampaigns(parts.db)).filter(({ closedAt }) => closedAt === null)
  return (
    <ProspectPage
      shell={shell}
      prospect={prospect}
      campaigns={open.filter(({ id }) => !prospect.asked.some(({ campaign }) => campaign === id))}
      notes={await listNotes(parts.db, prospect.id)}
      owners={await listCoordinators(parts.db)}
      noteKey={typedText(typed ?? {}, 'key') || stamp(parts).id()}
      typed={{ ...formOfPlan(prospect), ...typed }}
      mistakes={mistakes}
    />
  )
}
