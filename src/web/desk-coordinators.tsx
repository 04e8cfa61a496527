import { Hono } from 'hono'
import * as v from 'valibot'
import { changeSeat, endOffice, renewDeskLink, seatNewcomer } from '../actions/desk-seats.ts'
import { deskRoles } from '../core/desk-role.ts'
import { Refusal } from '../core/refusal.ts'
import { choice, line, mailbox, optionalLine, parse, parseId, readForm, type Typed } from '../http/parse.ts'
import { findCoordinator, listCoordinators } from '../storage/read/register.ts'
import { signedIn } from './desk-visit.ts'
import { CoordinatorPage, CoordinatorsPage } from './pages/desk-coordinators.tsx'
import type { Site, Visit } from './site.ts'

const place = '/desk/coordinators'
const role = choice(deskRoles, 'Choose a role')
const terms = v.object({ role, employer: optionalLine })
const newcomer = v.object({ name: line('Enter their name'), email: mailbox, ...terms.entries })

/** Who is at the desk, and in which role. */
export const deskCoordinatorPages = new Hono<Site>()
  .get(place, async (c) => {
    const { role: own } = await signedIn(c)
    return c.html((await listPage(c, own === 'coordinator'))({}, []))
  })
  .post(place, async (c) => {
    const by = await signedIn(c)
    const typed = await readForm(c)
    const show = await listPage(c, true)
    c.set('again', (mistakes) => show(typed, mistakes))
    const { email: address, employer = null, ...wish } = parse(newcomer, typed)
    await seatNewcomer(c.var.parts, { ...wish, address, employer }, by)
    return c.redirect(place, 303)
  })
  .get(`${place}/:id`, async (c) => {
    await signedIn(c, 'coordinator')
    return c.html((await seatPage(c))(undefined, []))
  })
  .post(`${place}/:id`, async (c) => {
    const by = await signedIn(c)
    const typed = await again(c)
    const { employer = null, ...wish } = parse(terms, typed)
    await changeSeat(c.var.parts, parseId(c.req.param('id')), { ...wish, employer }, by)
    return c.redirect(place, 303)
  })
  .post(`${place}/:id/link`, async (c) => {
    const by = await signedIn(c)
    await again(c)
    await renewDeskLink(c.var.parts, parseId(c.req.param('id')), by)
    return c.redirect(place, 303)
  })
  .post(`${place}/:id/end`, async (c) => {
    await signedIn(c)
    await again(c)
    await endOffice(c.var.parts, parseId(c.req.param('id')))
    return c.redirect(place, 303)
  })

async function listPage(c: Visit, mayChange: boolean) {
  const people = await listCoordinators(c.var.parts.db)
  return (typed: Typed, mistakes: Refusal['fields']) => (
    <CoordinatorsPage shell={c.var.shell} people={people} mayChange={mayChange} typed={typed} mistakes={mistakes} />
  )
}

/** The page of one seat, with what is so where nothing else was typed. */
async function seatPage(c: Visit) {
  const person = await findCoordinator(c.var.parts.db, parseId(c.req.param('id') ?? ''))
  if (!person) throw new Refusal('not-found', 'Nobody like this is at the desk. They may have left it.')
  const present = { role: person.role, employer: person.employer ?? '' }
  return (typed: Typed = present, mistakes: Refusal['fields'] = []) => (
    <CoordinatorPage shell={c.var.shell} person={person} typed={typed} mistakes={mistakes} />
  )
}

/** What was sent; a refusal leads back to the seat. */
async function again(c: Visit): Promise<Typed> {
  const show = await seatPage(c)
  const typed = await readForm(c)
  // The other buttons of the page send nothing.
  c.set('again', (mistakes) => show('role' in typed ? typed : undefined, mistakes))
  return typed
}
