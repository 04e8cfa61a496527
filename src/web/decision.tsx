import { Hono } from 'hono'
import * as v from 'valibot'
import { ratifySignUp, setBoardDay } from '../actions/await-board.ts'
import { findPlace } from '../actions/find-place.ts'
import { askedOf, bodyNameOf } from '../actions/name-sign-up.ts'
import type { FullDay } from '../core/day.ts'
import { assureUndecided } from '../core/decision.ts'
import { assureOpen, isUndecided, type SignUp } from '../core/sign-up.ts'
import { parseTypedDay } from '../core/typed-day.ts'
import { line, parse, readForm, typedDay, type Typed } from '../http/parse.ts'
import { DecisionPage, type Deciding } from './pages/decision.tsx'
import { signatorySession } from './signatory-visit.ts'
import { preparedSignUp } from './sign-up-visit.ts'
import type { Site, Visit } from './site.ts'

/** The body's own decision: when its board meets, and what it decided; of whoever prepares and whoever signs. */
export const decisionPages = new Hono<Site>()
  .get('/sign/:id{[0-9a-f-]{36}}/decision', async (c) => ask(c, await preparedSignUp(c)))
  .post('/sign/:id{[0-9a-f-]{36}}/decision', async (c) => ratify(c, await preparedSignUp(c)))
  .post('/sign/:id{[0-9a-f-]{36}}/board-day', async (c) => setDay(c, await preparedSignUp(c)))
  .get('/sign/decision', async (c) => ask(c, await requestedSignUp(c)))
  .post('/sign/decision', async (c) => ratify(c, await requestedSignUp(c)))
  .post('/sign/board-day', async (c) => setDay(c, await requestedSignUp(c)))

async function requestedSignUp(c: Visit): Promise<SignUp> {
  return (await findPlace(c.var.parts, await signatorySession(c))).signUp
}

async function ask(c: Visit, signUp: SignUp) {
  assureOpen(signUp)
  const [year = '', month = '', day = ''] = signUp.boardOn?.split('-') ?? []
  const typed = { 'board-day': day, 'board-month': month, 'board-year': year }
  const deciding = await decidingOf(c, signUp)
  return c.html(<DecisionPage shell={c.var.shell} deciding={deciding} typed={typed} mistakes={[]} />)
}

async function ratify(c: Visit, signUp: SignUp) {
  assureUndecided(signUp)
  const typed = await readTyped(c, signUp)
  const { minute } = parse(v.object({ minute: line('Enter the minute reference') }), typed)
  await ratifySignUp(c.var.parts, signUp.id, {
    decidedOn: parseTypedDay(typedDay(typed, 'decided'), 'decided-day'),
    minute,
  })
  return c.redirect(homeOf(c), 303)
}

async function setDay(c: Visit, signUp: SignUp) {
  const typed = await readTyped(c, signUp)
  await setBoardDay(c.var.parts, signUp.id, readBoardDay(typed))
  return c.redirect(homeOf(c), 303)
}

/** The day of a board, or none: all three boxes are empty. */
function readBoardDay(typed: Typed): FullDay | null {
  const parts = typedDay(typed, 'board')
  return Object.values(parts).every((part) => part.trim() === '') ? null : parseTypedDay(parts, 'board-day')
}

async function readTyped(c: Visit, signUp: SignUp): Promise<Typed> {
  const typed = await readForm(c)
  const deciding = await decidingOf(c, signUp)
  c.set('again', (mistakes) => (
    <DecisionPage shell={c.var.shell} deciding={deciding} typed={typed} mistakes={mistakes} />
  ))
  return typed
}

/** Where these pages lead back to. */
function homeOf(c: Visit): string {
  const id = c.req.param('id')
  return id === undefined ? '/sign/requests' : `/sign/${id}`
}

async function decidingOf(c: Visit, signUp: SignUp): Promise<Deciding> {
  const { parts } = c.var
  const home = homeOf(c)
  return {
    base: home === '/sign/requests' ? '/sign' : home,
    back: home,
    body: (await bodyNameOf(parts, signUp)) || 'your organisation',
    asked: await askedOf(parts, signUp),
    undecided: signUp.sentAt !== null && isUndecided(signUp),
  }
}
