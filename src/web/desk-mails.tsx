import { Hono } from 'hono'
import { noteCameBack, putAway, sendAgain, tellLink, tellMail, tellMails } from '../actions/desk-mails.ts'
import { parseId } from '../http/parse.ts'
import { signedIn } from './desk-visit.ts'
import { MailPage, MailsPage } from './pages/desk-mails.tsx'
import type { Site } from './site.ts'

const place = '/desk/mails'

/** What became of the register's mail, and what can be done about it. */
export const deskMailPages = new Hono<Site>()
  .get(place, async (c) => {
    await signedIn(c)
    return c.html(<MailsPage shell={c.var.shell} mails={await tellMails(c.var.parts)} />)
  })
  .get(`${place}/:mail`, async (c) => {
    await signedIn(c)
    const mail = await tellMail(c.var.parts, parseId(c.req.param('mail')))
    return c.html(<MailPage shell={c.var.shell} mail={mail} />)
  })
  .post(`${place}/:mail/again`, async (c) => {
    await signedIn(c, 'assistant')
    await sendAgain(c.var.parts, parseId(c.req.param('mail')))
    return c.redirect(place, 303)
  })
  .post(`${place}/:mail/settled`, async (c) => {
    await signedIn(c, 'assistant')
    await putAway(c.var.parts, parseId(c.req.param('mail')))
    return c.redirect(place, 303)
  })
  .post(`${place}/:mail/bounce`, async (c) => {
    await signedIn(c, 'assistant')
    const id = parseId(c.req.param('mail'))
    await noteCameBack(c.var.parts, id)
    return c.redirect(`${place}/${id}`, 303)
  })
  // A press and no page to open: who asked for a link of somebody else's is written down.
  .post(`${place}/:mail/link`, async (c) => {
    await signedIn(c, 'assistant')
    const id = parseId(c.req.param('mail'))
    const link = await tellLink(c.var.parts, id)
    return c.html(<MailPage shell={c.var.shell} mail={await tellMail(c.var.parts, id)} link={link} />)
  })
