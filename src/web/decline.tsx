import { Hono } from 'hono'
import * as v from 'valibot'
import { declineSignUp } from '../actions/end-sign-up.ts'
import { findPlace } from '../actions/find-place.ts'
import { askedOf, bodyNameOf } from '../actions/name-sign-up.ts'
import { assureOpen, type SignUp } from '../core/sign-up.ts'
import { unseat } from '../http/guard.ts'
import { looseBlock, parse, readForm } from '../http/parse.ts'
import { DeclinePage } from './pages/decline.tsx'
import { PlainPage } from './pages/plain.tsx'
import { signatorySession } from './signatory-visit.ts'
import { preparedSignUp } from './sign-up-visit.ts'
import type { Site, Visit } from './site.ts'

/** Saying no: for whoever prepares, and for whoever has been asked to sign. */
export const declinePages = new Hono<Site>()
  .get('/sign/:id{[0-9a-f-]{36}}/decline', async (c) => ask(c, await preparedSignUp(c)))
  .post('/sign/:id{[0-9a-f-]{36}}/decline', async (c) => {
    const signUp = await preparedSignUp(c)
    const answer = await decline(c, signUp, signUp.preparer.name)
    unseat(c, 'preparer')
    return answer
  })
  .get('/sign/decline', async (c) => {
    const { signUp } = await findPlace(c.var.parts, await signatorySession(c))
    return ask(c, signUp)
  })
  .post('/sign/decline', async (c) => {
    const { signUp, signatory } = await findPlace(c.var.parts, await signatorySession(c))
    const answer = await decline(c, signUp, signatory.name)
    unseat(c, 'signatory')
    return answer
  })

async function ask(c: Visit, signUp: SignUp) {
  assureOpen(signUp)
  return c.html(<DeclinePage shell={c.var.shell} declined={await declinedOf(c, signUp)} typed={{}} mistakes={[]} />)
}

async function decline(c: Visit, signUp: SignUp, by: string) {
  const typed = await readForm(c)
  const declined = await declinedOf(c, signUp)
  c.set('again', (mistakes) => (
    <DeclinePage shell={c.var.shell} declined={declined} typed={typed} mistakes={mistakes} />
  ))
  const { reason } = parse(v.object({ reason: looseBlock }), typed)
  await declineSignUp(c.var.parts, signUp.id, reason, by)
  const words = [
    'We have told the coordinator, and write to nobody in your organisation about it any more. Nothing is public.',
    'The links that we sent work no more. Your organisation can start again at any time.',
  ]
  return c.html(<PlainPage shell={c.var.shell} title="You have declined" words={words} />)
}

async function declinedOf(c: Visit, signUp: SignUp) {
  const { parts } = c.var
  return {
    path: c.req.path,
    back: c.req.path.replace(/^\/sign\/decline$/, '/sign/requests').replace(/\/decline$/, ''),
    body: (await bodyNameOf(parts, signUp)) || 'Your organisation',
    asked: signUp.draft.editions.length > 0 ? await askedOf(parts, signUp) : 'sign',
  }
}
