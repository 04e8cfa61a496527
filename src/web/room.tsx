import { Hono } from 'hono'
import { enterBySlip, requireRoom } from '../actions/enter-room.ts'
import { leave } from '../actions/sessions.ts'
import { seat, seated, unseat } from '../http/guard.ts'
import { readForm, typedText } from '../http/parse.ts'
import { RoomPage } from './pages/room.tsx'
import type { Site, Visit } from './site.ts'

const place = '/sign/room'

/** The device in the room of a signing event: one after the other, and nothing of the one before. */
export const roomPages = new Hono<Site>()
  .get(place, async (c) => {
    const told = await requireRoom(c.var.parts, seated(c, 'room'))
    return c.html(<RoomPage shell={c.var.shell} told={told} mistakes={[]} />)
  })
  .post(place, async (c) => {
    const told = await requireRoom(c.var.parts, seated(c, 'room'))
    const typed = await readForm(c)
    // Somebody may have walked away without a word.
    await clear(c)
    c.set('again', (mistakes) => <RoomPage shell={c.var.shell} told={told} mistakes={mistakes} />)
    const { token } = await enterBySlip(c.var.parts, told, typedText(typed, 'code'))
    seat(c, 'signatory', token)
    return c.redirect('/sign/requests', 303)
  })
  .post(`${place}/next`, async (c) => {
    await requireRoom(c.var.parts, seated(c, 'room'))
    await clear(c)
    return c.redirect(place, 303)
  })
  .post(`${place}/end`, async (c) => {
    await requireRoom(c.var.parts, seated(c, 'room'))
    await clear(c)
    unseat(c, 'room')
    return c.redirect('/desk/session', 303)
  })

/** Ends whatever the one before began here, and has the browser forget the pages they saw. */
async function clear(c: Visit): Promise<void> {
  for (const name of ['invited', 'signatory', 'preparer'] as const) {
    await leave(c.var.parts, seated(c, name))
    unseat(c, name)
  }
  c.header('clear-site-data', '"cache"')
}
