import { Hono } from 'hono'
import { findHeldLink } from '../actions/links.ts'
import { stopMail } from '../actions/stop-mail.ts'
import { PlainPage } from './pages/plain.tsx'
import { LinkPage } from './pages/sign-link.tsx'
import type { Site } from './site.ts'

const place = '/sign/invitations/:token/stop'

/** Where one press ends mail about an invitation: the button of the page, or that of a mail program (RFC 8058 §3.2). */
export const stopMailPages = new Hono<Site>()
  .get(place, async (c) => {
    await findHeldLink(c.var.parts, c.req.param('token'), 'invitation')
    const words = ['We will send no more reminders about this invitation. You can still use the link in the email.']
    const page = { title: 'Get no more emails about this', words, button: 'Stop these emails' }
    return c.html(<LinkPage shell={c.var.shell} action={c.req.path} {...page} />)
  })
  .post(place, async (c) => {
    await stopMail(c.var.parts, c.req.param('token'))
    const words = ['You will get no more emails about this invitation. You can still use the link in the one you have.']
    return c.html(<PlainPage shell={c.var.shell} title="We will not write again about this" words={words} />)
  })
