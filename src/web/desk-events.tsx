import { Hono } from 'hono'
import * as v from 'valibot'
import { openRoom } from '../actions/enter-room.ts'
import { inviteCampaign, listCampaignsOf } from '../actions/invite-campaign.ts'
import { stamp } from '../actions/parts.ts'
import {
  closeEvent,
  inviteBody,
  inviteSignUps,
  listInvitable,
  planEvent,
  prepareFor,
  replaceSlips,
  uninvite,
} from '../actions/plan-event.ts'
import { leave } from '../actions/sessions.ts'
import { mailSlips, printSheets, printSlips } from '../actions/slips.ts'
import { tellEvent } from '../actions/tell-event.ts'
import type { Mistake } from '../core/refusal.ts'
import { Refusal } from '../core/refusal.ts'
import { parseTypedDay } from '../core/typed-day.ts'
import { seat, seated, unseat } from '../http/guard.ts'
import { choice, line, parse, parseId, readForm, typedDay, typedText, type Typed } from '../http/parse.ts'
import { listEvents } from '../storage/read/events.ts'
import { today } from './asked-day.ts'
import { bodyNamed } from './desk-acts.tsx'
import { signedIn } from './desk-visit.ts'
import { EventPage, EventsPage } from './pages/desk-events.tsx'
import { TallyPage } from './pages/tally.tsx'
import { offeredTexts } from './signable-editions.ts'
import type { Site, Visit } from './site.ts'

const place = '/desk/events'

/** Meetings at which many sign: what is prepared for one, and its figures for a screen. */
export const deskEventPages = new Hono<Site>()
  .get(place, async (c) => {
    await signedIn(c)
    return c.html(await eventsPage(c, { key: stamp(c.var.parts).id() }, []))
  })
  .post(place, async (c) => {
    await signedIn(c, 'assistant')
    const typed = await readForm(c)
    c.set('again', (mistakes) => eventsPage(c, typed, mistakes))
    const { name } = parse(v.object({ name: line('Give the event a name') }), typed)
    const text = (await offeredTexts(c)).find(({ value }) => value === typedText(typed, 'edition'))
    if (!text) throw new Refusal('field-invalid', 'Choose what is signed', 'edition')
    const onDay = parseTypedDay(typedDay(typed, 'on'), 'on-day')
    const id = parseId(typedText(typed, 'key'))
    await planEvent(c.var.parts, id, { name, onDay, edition: text.edition, language: text.language })
    return c.redirect(`${place}/${id}`, 303)
  })
  .get(`${place}/:id`, async (c) => {
    await signedIn(c)
    return c.html(await eventPage(c, {}, []))
  })
  .post(`${place}/:id/sign-ups`, async (c) => {
    const { id, typed } = await asked(c)
    await inviteSignUps(c.var.parts, id, [typed['sign-up'] ?? []].flat())
    return back(c, id)
  })
  .post(`${place}/:id/bodies`, async (c) => {
    const { id, typed, by } = await asked(c)
    const name = typedText(typed, 'body').trim()
    const body = name === '' ? undefined : await bodyNamed(c, name)
    if (!body) throw new Refusal('field-invalid', 'Enter the full name of an organisation on the register', 'body')
    await inviteBody(c.var.parts, id, body, by)
    return back(c, id)
  })
  .post(`${place}/:id/campaigns`, async (c) => {
    const { id, typed, by } = await asked(c)
    await inviteCampaign(c.var.parts, id, parseId(typedText(typed, 'campaign')), by)
    return back(c, id)
  })
  .post(`${place}/:id/preparation`, async (c) => {
    const { id, typed, by } = await asked(c)
    const signUp = parseId(typedText(typed, 'sign-up'))
    seat(c, 'preparer', await prepareFor(c.var.parts, id, signUp, by))
    return c.redirect(`/sign/${signUp}`, 303)
  })
  .post(`${place}/:id/change`, async (c) => {
    const { id, typed } = await asked(c)
    const { what } = parse(v.object({ what: choice(['new-codes', 'off'], 'Choose what is to change') }), typed)
    const change = what === 'off' ? uninvite : replaceSlips
    await change(c.var.parts, id, parseId(typedText(typed, 'changed')))
    return back(c, id)
  })
  .post(`${place}/:id/mails`, async (c) => {
    const { id } = await asked(c)
    await mailSlips(c.var.parts, id)
    return back(c, id)
  })
  // Whoever has a slip signs with it, so they are for those alone who may decide at the desk.
  .get(`${place}/:id/slips.pdf`, async (c) => {
    await signedIn(c, 'coordinator')
    return pdf(c, 'slips', await printSlips(c.var.parts, idOf(c)))
  })
  .get(`${place}/:id/sheets.pdf`, async (c) => {
    await signedIn(c)
    return pdf(c, 'signing-sheets', await printSheets(c.var.parts, idOf(c)))
  })
  .get(`${place}/:id/tally`, async (c) => {
    await signedIn(c)
    const told = await tellEvent(c.var.parts, idOf(c))
    const turning = c.req.query('turning') === 'yes'
    // Whoever wants the figures to follow asks for it, and can leave it again.
    if (turning) c.header('refresh', '15')
    return c.html(<TallyPage shell={c.var.shell} told={told} turning={turning} />)
  })
  .post(`${place}/:id/ceremony`, async (c) => {
    await signedIn(c)
    const token = await openRoom(c.var.parts, idOf(c))
    // Nobody in the room is to find the desk open behind the page they sign on.
    await leave(c.var.parts, seated(c, 'desk'))
    unseat(c, 'desk')
    seat(c, 'room', token)
    return c.redirect('/sign/room', 303)
  })
  .post(`${place}/:id/end`, async (c) => {
    await signedIn(c, 'assistant')
    await closeEvent(c.var.parts, idOf(c))
    return back(c, idOf(c))
  })

function idOf(c: Visit) {
  return parseId(c.req.param('id') ?? '')
}

/** Who asks for which change of an event; a refusal leads back to it. */
async function asked(c: Visit) {
  const by = await signedIn(c, 'assistant')
  const typed = await readForm(c)
  c.set('again', (mistakes) => eventPage(c, typed, mistakes))
  return { id: idOf(c), typed, by }
}

function back(c: Visit, id: string): Response {
  return c.redirect(`${place}/${id}`, 303)
}

async function eventsPage(c: Visit, typed: Typed, mistakes: readonly Mistake[]) {
  const { shell, parts } = c.var
  const events = await listEvents(parts.db)
  const texts = await offeredTexts(c)
  const shown = { events, texts, today: today(c) }
  return <EventsPage shell={shell} typed={typed} mistakes={mistakes} {...shown} />
}

async function eventPage(c: Visit, typed: Typed, mistakes: readonly Mistake[]) {
  const { shell, parts } = c.var
  const told = await tellEvent(parts, idOf(c))
  const invitable = told.open ? await listInvitable(parts, told) : []
  const campaigns = told.open ? await listCampaignsOf(parts, told) : []
  return (
    <EventPage
      shell={shell}
      typed={typed}
      mistakes={mistakes}
      told={told}
      invitable={invitable}
      campaigns={campaigns}
    />
  )
}

function pdf(c: Visit, name: string, bytes: Uint8Array<ArrayBuffer>): Response {
  const headers = { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name}.pdf"` }
  return c.body(bytes, 200, headers)
}
