import { Hono } from 'hono'
import * as v from 'valibot'
import { addNeighbour } from '../actions/add-neighbour.ts'
import { removeWitness, stopWatching } from '../actions/remove-neighbour.ts'
import { setQuorum } from '../actions/set-quorum.ts'
import { tellNeighbours } from '../actions/tell-neighbours.ts'
import { looseLine, parse, readForm, typedText } from '../http/parse.ts'
import { signedIn } from './desk-visit.ts'
import { NeighboursPage } from './pages/desk-neighbours.tsx'
import type { Site, Visit } from './site.ts'

const place = '/desk/neighbours'

/** Registers that watch this one, and that it watches. */
export const deskNeighbourPages = new Hono<Site>()
  .get(place, async (c) => {
    await signedIn(c)
    const neighbours = await tellNeighbours(c.var.parts)
    return c.html(<NeighboursPage shell={c.var.shell} neighbours={neighbours} typed={{}} mistakes={[]} />)
  })
  .post(place, async (c) => {
    const typed = await readTyped(c)
    const asked = v.object({
      logKey: looseLine,
      logAddress: looseLine,
      witnessKey: looseLine,
      witnessAddress: looseLine,
    })
    await addNeighbour(c.var.parts, parse(asked, typed))
    return c.redirect(place, 303)
  })
  .post(`${place}/quorum`, async (c) => {
    const typed = await readTyped(c)
    const needed = v.pipe(v.string(), v.regex(/^\d{1,3}$/, 'Select how many have to sign'), v.transform(Number))
    await setQuorum(c.var.parts, parse(v.object({ needed }), typed).needed)
    return c.redirect(place, 303)
  })
  .post(`${place}/removal`, async (c) => {
    const typed = await readTyped(c)
    if ('witness' in typed) await removeWitness(c.var.parts, typedText(typed, 'witness'))
    if ('log' in typed) await stopWatching(c.var.parts, typedText(typed, 'log'))
    return c.redirect(place, 303)
  })

/** What a coordinator sent; if it is refused, it is there again. */
async function readTyped(c: Visit) {
  await signedIn(c)
  const typed = await readForm(c)
  const neighbours = await tellNeighbours(c.var.parts)
  c.set('again', (mistakes) => (
    <NeighboursPage shell={c.var.shell} neighbours={neighbours} typed={typed} mistakes={mistakes} />
  ))
  return typed
}
