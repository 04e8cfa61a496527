import { Hono } from 'hono'
import * as v from 'valibot'
import { enterDesk, mailDeskCode } from '../actions/enter-desk.ts'
import { findOpenLink, openDeskLink } from '../actions/links.ts'
import { leave } from '../actions/sessions.ts'
import { parseMailAddress } from '../core/mail-address.ts'
import type { Mistake } from '../core/refusal.ts'
import { clientOf, knownBrowser, seat, seated, unseat } from '../http/guard.ts'
import { code, parse, readForm, typedText, type Typed } from '../http/parse.ts'
import { listCoordinators } from '../storage/read/register.ts'
import { DeskCodePage, DeskDoorPage } from './pages/desk.tsx'
import { LinkPage } from './pages/sign-link.tsx'
import type { Site, Visit } from './site.ts'

/** The desk's door. */
export const deskPages = new Hono<Site>()
  .get('/desk/session', async (c) => c.html((await showDoor(c, {}))([])))
  .post('/desk/code', async (c) => {
    const address = await readAddress(c, await readForm(c))
    await mailDeskCode(c.var.parts, address, knownBrowser(c))
    return c.html(
      <DeskCodePage shell={c.var.shell} email={address} mistakes={[]} minutes={c.var.parts.limits.codeMinutes} />,
    )
  })
  .post('/desk/session', async (c) => {
    const typed = await readForm(c)
    const email = await readAddress(c, typed)
    c.set('again', (mistakes) => (
      <DeskCodePage shell={c.var.shell} email={email} mistakes={mistakes} minutes={c.var.parts.limits.codeMinutes} />
    ))
    const digits = parse(v.object({ code }), typed)
    const { token } = await enterDesk(c.var.parts, email, digits.code, {
      agent: clientOf(c).agent,
      known: knownBrowser(c),
    })
    seat(c, 'desk', token)
    return c.redirect('/desk', 303)
  })
  .post('/desk/session/end', async (c) => {
    await leave(c.var.parts, seated(c, 'desk'))
    unseat(c, 'desk')
    return c.redirect('/', 303)
  })
  .get('/desk/links/:token', async (c) => {
    await findOpenLink(c.var.parts, c.req.param('token'), 'desk')
    const page = { title: 'Sign in to the desk', words: ['This link works once.'], button: 'Sign in' }
    return c.html(<LinkPage shell={c.var.shell} action={c.req.path} {...page} />)
  })
  .post('/desk/links/:token', async (c) => {
    const { token } = await openDeskLink(c.var.parts, c.req.param('token'), clientOf(c).agent)
    seat(c, 'desk', token)
    return c.redirect('/desk', 303)
  })

/** The address typed at the door; one that is none leads back to it. */
async function readAddress(c: Visit, typed: Typed) {
  await showDoor(c, typed)
  return parseMailAddress(typedText(typed, 'email'))
}

/** The door, which is also where a refusal leads. */
export async function showDoor(c: Visit, typed: Typed) {
  const hint = await demonstrationHint(c)
  const show = (mistakes: readonly Mistake[]) => (
    <DeskDoorPage shell={c.var.shell} typed={typed} mistakes={mistakes} hint={hint} />
  )
  c.set('again', show)
  return show
}

async function demonstrationHint(c: Visit): Promise<string | undefined> {
  if (!c.var.register.demonstration) return undefined
  return (await listCoordinators(c.var.parts.db))[0]?.address
}
