import { Hono } from 'hono'
import * as v from 'valibot'
import { findPlace, type Place } from '../actions/find-place.ts'
import { bodyNameOf } from '../actions/name-sign-up.ts'
import { reassignSignatory, replaceSignatory } from '../actions/replace-signatory.ts'
import { decideReplacement, type Replacement } from '../core/replacement.ts'
import { Refusal } from '../core/refusal.ts'
import { unseat } from '../http/guard.ts'
import { line, mailbox, parse, readForm, type Typed } from '../http/parse.ts'
import { PlainPage } from './pages/plain.tsx'
import { ReplacementPage, type Replaced } from './pages/replacement.tsx'
import { askedSession } from './signatory-visit.ts'
import { preparedSignUp } from './sign-up-visit.ts'
import type { Site, Visit } from './site.ts'

/** Somebody else signs: as the one says who was asked, or as the preparer does. */
export const replacementPages = new Hono<Site>()
  .get('/sign/reassignment', async (c) => ask(c, await findPlace(c.var.parts, await askedSession(c)), true))
  .post('/sign/reassignment', async (c) => {
    const place = await findPlace(c.var.parts, await askedSession(c))
    const typed = await readTyped(c, place, true)
    const next = 'unknown' in typed ? undefined : readReplacement(typed)
    await reassignSignatory(c.var.parts, place, next)
    unseat(c, 'invited')
    unseat(c, 'signatory')
    const { preparer } = place.signUp
    const words = next
      ? [`We have sent ${next.name} a link of their own, and told ${preparer.name}. You need do nothing more.`]
      : [`We have asked ${preparer.name} who signs. You need do nothing more.`]
    return c.html(<PlainPage shell={c.var.shell} title="Thank you" words={words} />)
  })
  .get('/sign/:id{[0-9a-f-]{36}}/signatories/:number{[12]}/replacement', async (c) => ask(c, await placeOf(c), false))
  .post('/sign/:id{[0-9a-f-]{36}}/signatories/:number{[12]}/replacement', async (c) => {
    const place = await placeOf(c)
    const typed = await readTyped(c, place, false)
    await replaceSignatory(c.var.parts, place, readReplacement(typed))
    return c.redirect(`/sign/${place.signUp.id}`, 303)
  })

type Seat = Pick<Place, 'signUp' | 'number' | 'signatory'>

async function placeOf(c: Visit): Promise<Seat> {
  const signUp = await preparedSignUp(c)
  const number = Number(c.req.param('number'))
  const signatory = signUp.draft.signatories[number - 1]
  if (!signatory) throw new Refusal('not-found', 'Nobody of this number signs.')
  return { signUp, number, signatory }
}

async function ask(c: Visit, place: Seat, you: boolean) {
  // Whoever cannot be replaced is told before they type.
  decideReplacement(place.signUp, place.number, undefined)
  const replaced = await replacedOf(c, place, you)
  return c.html(<ReplacementPage shell={c.var.shell} replaced={replaced} typed={{}} mistakes={[]} />)
}

async function readTyped(c: Visit, place: Seat, you: boolean): Promise<Typed> {
  const typed = await readForm(c)
  const replaced = await replacedOf(c, place, you)
  c.set('again', (mistakes) => (
    <ReplacementPage shell={c.var.shell} replaced={replaced} typed={typed} mistakes={mistakes} />
  ))
  return typed
}

function readReplacement(typed: Typed): Replacement {
  const read = parse(
    v.object({
      'signatory-name': line('Enter the full name of the person who signs'),
      'signatory-role': line('Enter their role'),
      'signatory-email': mailbox,
    }),
    typed,
  )
  return { name: read['signatory-name'], role: read['signatory-role'], address: read['signatory-email'] }
}

async function replacedOf(c: Visit, { signUp, signatory }: Seat, you: boolean): Promise<Replaced> {
  return {
    path: c.req.path,
    back: you ? '/sign/code' : `/sign/${signUp.id}`,
    you,
    name: signatory.name,
    body: await bodyNameOf(c.var.parts, signUp),
    preparer: signUp.preparer.name,
  }
}
