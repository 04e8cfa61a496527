import { Hono } from 'hono'
import * as v from 'valibot'
import {
  declineInvited,
  findInvited,
  reassignInvited,
  setInvitedBoardDay,
  startInvited,
  type Invited,
} from '../actions/answer-invitation.ts'
import { formatDayWords, londonDay } from '../core/day.ts'
import { parseTypedDay } from '../core/typed-day.ts'
import { seat } from '../http/guard.ts'
import { line, looseBlock, mailbox, parse, readForm, typedDay, type Typed } from '../http/parse.ts'
import { editionName } from '../storage/read/editions.ts'
import { today } from './asked-day.ts'
import { InvitationPage } from './pages/invitation.tsx'
import { PlainPage } from './pages/plain.tsx'
import { onwards } from './sign-answers.tsx'
import type { Site, Visit } from './site.ts'

/** What an invited body answers. Opening the page changes nothing. */
export const invitationPages = new Hono<Site>()
  .get('/sign/invitations/:token', async (c) => {
    const invited = await findInvited(c.var.parts, c.req.param('token'))
    const { row } = invited
    if (row.facts.signed) {
      const words = [`${row.body.name} has signed. Thank you: there is nothing left to do.`]
      const next = { href: `/bodies/${row.body.slug}`, words: 'See it on the register' }
      return c.html(<PlainPage shell={c.var.shell} title="This has been signed" words={words} next={next} />)
    }
    return c.html(invitationPage(c, invited, {}, []))
  })
  .post('/sign/invitations/:token', async (c) => {
    await readTyped(c)
    const { id, token } = await startInvited(c.var.parts, c.req.param('token'))
    seat(c, 'preparer', token)
    return onwards(c, id)
  })
  .post('/sign/invitations/:token/board-day', async (c) => {
    const day = parseTypedDay(typedDay(await readTyped(c), 'board'), 'board-day')
    await setInvitedBoardDay(c.var.parts, c.req.param('token'), day)
    const words = [`We send no reminders until ${formatDayWords(day)}. You can use the link in our email at any time.`]
    return c.html(<PlainPage shell={c.var.shell} title="Thank you for telling us" words={words} />)
  })
  .post('/sign/invitations/:token/decline', async (c) => {
    const { reason } = parse(v.object({ reason: looseBlock }), await readTyped(c))
    await declineInvited(c.var.parts, c.req.param('token'), reason)
    const words = [
      'We have told the coordinator, and send no more emails about it. Nothing of this is public.',
      'If that changes, the link in our email still works.',
    ]
    return c.html(<PlainPage shell={c.var.shell} title="You have declined" words={words} />)
  })
  .post('/sign/invitations/:token/reassignment', async (c) => {
    const typed = await readTyped(c)
    const person = { name: line('Enter their name'), role: line('Enter their role'), email: mailbox }
    const { name, role, email } = parse(v.object(person), typed)
    const token = c.req.param('token')
    const { row } = await findInvited(c.var.parts, token)
    const language = row.contact?.language ?? 'en'
    await reassignInvited(c.var.parts, token, { name, role, address: email, phone: null, language })
    const words = [`We have written to ${name}. The link that you had works no more, and we do not write to you again.`]
    return c.html(<PlainPage shell={c.var.shell} title="Thank you for telling us" words={words} />)
  })

async function readTyped(c: Visit): Promise<Typed> {
  const typed = await readForm(c)
  const invited = await findInvited(c.var.parts, c.req.param('token') ?? '')
  c.set('again', (mistakes) => invitationPage(c, invited, typed, mistakes))
  return typed
}

type Given = Pick<Parameters<typeof InvitationPage>[0], 'typed' | 'mistakes'>

function invitationPage(c: Visit, found: Invited, typed: Given['typed'], mistakes: Given['mistakes']) {
  const { parts, shell, register } = c.var
  const { row, campaign, edition } = found
  const { declinedAt, boardOn, startedAt } = row.invitation
  const invited = {
    body: row.body.name,
    edition: { name: editionName(edition), slug: edition.slug },
    custodian: register.custodian,
    until: formatDayWords(campaign.closesOn),
    contact: parts.local.contact,
    started: startedAt !== null,
    declinedOn: declinedAt === null ? undefined : formatDayWords(londonDay(declinedAt)),
    boardOn: boardOn === null || boardOn < today(c) ? undefined : formatDayWords(boardOn),
  }
  return (
    <InvitationPage
      shell={shell}
      path={`/sign/invitations/${c.req.param('token')}`}
      invited={invited}
      typed={typed}
      mistakes={mistakes}
    />
  )
}
