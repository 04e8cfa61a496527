import { Hono } from 'hono'
import * as v from 'valibot'
import { checkBody, type BodyCheck } from '../actions/check-body.ts'
import { today as onToday } from '../actions/invitation-mails.ts'
import { listOwned } from '../actions/list-owned.ts'
import { noteInvitation, planInvitation } from '../actions/note.ts'
import { stamp } from '../actions/parts.ts'
import { writeAgain } from '../actions/run-campaign.ts'
import { requireCampaign } from '../actions/send-wave.ts'
import { judge, type Sought } from '../actions/judge-invitation.ts'
import { listSought } from '../actions/tell-campaign.ts'
import { kinds } from '../core/body-kind.ts'
import { progresses } from '../core/campaign.ts'
import { errands } from '../core/errand.ts'
import { mailLanguages } from '../core/mail-language.ts'
import { Refusal, type Mistake } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import {
  choice,
  filter,
  line,
  looseLine,
  optionalMailbox,
  parse,
  parseId,
  readForm,
  typedText,
  type Typed,
  pageNumber,
} from '../http/parse.ts'
import { findInvitationRow, type Campaign } from '../storage/read/campaigns.ts'
import { listKnownPeople } from '../storage/read/known-people.ts'
import { listNotes } from '../storage/read/prospects.ts'
import { listCoordinators } from '../storage/read/register.ts'
import { signedIn } from './desk-visit.ts'
import { InvitationOfBodyPage } from './pages/desk-invitation.tsx'
import { InvitationsPage } from './pages/desk-invitations.tsx'
import { formOfPlan, readHandover, readNoted } from './read-plan.ts'
import type { Site, Visit } from './site.ts'

const perPage = 25

/** The organisations of a campaign, and everything that the desk does about one. */
export const deskInvitationPages = new Hono<Site>()
  .get('/desk/campaigns/:id/bodies', async (c) => {
    const { id: me } = await signedIn(c)
    const { parts, shell } = c.var
    const campaign = await requireCampaign(parts, parseId(c.req.param('id')))
    const { progress = '', errand = '', kind = '', owner = '' } = c.req.query()
    const owners = (await listCoordinators(parts.db)).map((one) => ({ ...one, name: one.id === me ? 'You' : one.name }))
    const shown = { shell, campaign, sought: { progress, errand, kind, owner }, kinds, owners }
    const none = { rows: [], total: 0, page: 1, pages: 1 }
    c.set('again', (mistakes) => <InvitationsPage {...shown} {...none} mistakes={mistakes} />)
    const own = filter(
      owners.map(({ id }) => id),
      'Choose one',
    )
    const { page, ...sought } = parse(v.object({ ...soughtForm.entries, owner: own }), c.req.query())
    const from = (page - 1) * perPage
    const { rows, total } = await listPage(c, campaign, sought, from)
    const pages = Math.max(1, Math.ceil(total / perPage))
    return c.html(<InvitationsPage {...shown} rows={rows} total={total} page={page} pages={pages} mistakes={[]} />)
  })
  .get('/desk/campaigns/:id/bodies/:invitation', async (c) => {
    await signedIn(c)
    return c.html(await bodyPage(c, undefined, []))
  })
  .post('/desk/campaigns/:id/bodies/:invitation/check', async (c) => {
    const coordinator = await signedIn(c, 'assistant')
    const { typed, row, place, own } = await readTyped(c)
    const check = readCheck(typed)
    await checkBody(c.var.parts, row.invitation.id, check, coordinator)
    const ended = 'leftOut' in check && check.leftOut === 'ended' && row.body.endedOn === null
    if (ended) return c.redirect(`/desk/bodies/${row.body.slug}/end-body`, 303)
    // Before a wave the next one waits to be looked at; after it, this one waits to be written to again.
    return c.redirect(row.invitation.invitedAt === null ? `${place}/bodies?errand=check-body` : own, 303)
  })
  .post('/desk/campaigns/:id/bodies/:invitation/mail', async (c) => {
    await signedIn(c, 'assistant')
    const { row, own } = await readTyped(c)
    await writeAgain(c.var.parts, row.invitation.id)
    return c.redirect(own, 303)
  })
  .post('/desk/campaigns/:id/bodies/:invitation/notes', async (c) => {
    const by = await signedIn(c, 'assistant')
    const { typed, row, own } = await readTyped(c)
    const noted = readNoted(typed)
    await noteInvitation(c.var.parts, row.invitation.id, noted, { key: parseId(typedText(typed, 'key')), by })
    return c.redirect(own, 303)
  })
  .post('/desk/campaigns/:id/bodies/:invitation/plan', async (c) => {
    await signedIn(c, 'assistant')
    const { typed, row, own } = await readTyped(c)
    await planInvitation(c.var.parts, row.invitation.id, readHandover(typed))
    return c.redirect(own, 303)
  })

async function listPage(c: Visit, campaign: Campaign, sought: Sought & { owner?: Uuid | undefined }, from: number) {
  const { parts } = c.var
  if (!sought.owner) return listSought(parts, campaign, sought, { limit: perPage, offset: from })
  const own = await listOwned(parts, campaign, sought.owner, sought)
  return { rows: own.slice(from, from + perPage), total: own.length }
}

const soughtForm = v.object({
  progress: filter(progresses),
  errand: filter(errands),
  kind: filter(kinds),
  page: pageNumber,
})

async function requireRow(c: Visit) {
  const { parts } = c.var
  const campaign = await requireCampaign(parts, parseId(c.req.param('id') ?? ''))
  const row = await findInvitationRow(parts.db, onToday(parts, campaign), parseId(c.req.param('invitation') ?? ''))
  if (!row) throw new Refusal('not-found', 'This campaign has no such organisation.')
  return { campaign, row }
}

async function readTyped(c: Visit) {
  const typed = await readForm(c)
  const { campaign, row } = await requireRow(c)
  c.set('again', async (mistakes) => bodyPage(c, typed, mistakes))
  const place = `/desk/campaigns/${campaign.id}`
  return { typed, row, place, own: `${place}/bodies/${row.invitation.id}` }
}

function readCheck(typed: Typed): BodyCheck {
  const found = ['exists', 'ended', 'not-theirs', 'by-hand'] as const
  const answer = parse(v.object({ found: choice(found, 'Choose whether it still exists') }), typed).found
  if (answer !== 'exists') return { leftOut: answer }
  const contact = parse(contactForm, typed)
  const { name, role, email, phone, language } = contact
  if (email === undefined && phone === '') {
    throw new Refusal('field-invalid', 'Enter an email address or a telephone number', 'email')
  }
  return { contact: { name, role, address: email ?? null, phone: phone || null, language } }
}

const contactForm = v.object({
  name: line('Enter the contact’s name'),
  role: line('Enter the contact’s role'),
  email: optionalMailbox,
  phone: looseLine,
  language: choice(mailLanguages, 'Choose a language'),
})

async function bodyPage(c: Visit, typed: Typed | undefined, mistakes: readonly Mistake[]) {
  const { parts, shell } = c.var
  const { campaign, row } = await requireRow(c)
  const { id, body, owner, nextStep, nextOn } = row.invitation
  const told = { ...row, ...judge(campaign, row, onToday(parts, campaign).today) }
  const people = await listKnownPeople(parts.db, body)
  const { name = '', role = '', address = '' } = row.contact ?? people[0] ?? {}
  const { phone = '', language = 'en' } = row.contact ?? {}
  const contact = { name, role, email: address ?? '', phone: phone ?? '', language }
  // A form shows all its answers again, and the others what they had.
  const form = {
    ...contact,
    ...(told.errand === 'call' && { noted: 'call' }),
    ...formOfPlan({ owner, nextStep, nextOn }),
    ...typed,
  }
  return (
    <InvitationOfBodyPage
      shell={shell}
      campaign={{ id: campaign.id, name: campaign.name, open: campaign.closedAt === null }}
      told={told}
      people={people}
      notes={await listNotes(parts.db, id)}
      owners={await listCoordinators(parts.db)}
      noteKey={typedText(typed ?? {}, 'key') || stamp(parts).id()}
      typed={form}
      mistakes={mistakes}
    />
  )
}
