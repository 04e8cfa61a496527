import * as v from 'valibot'
import { noteCameBack, sendAgain, tellMail, tellMails, type ToldMail } from '../../actions/desk-mails.ts'
import { mailStates, mailTroubles } from '../../core/mail-state.ts'
import { parseId } from '../../http/parse.ts'
import { nothing, seatedOperation } from '../operation.ts'

const mail = v.object({
  id: v.string(),
  at: v.string(),
  address: v.string(),
  subject: v.string(),
  state: v.picklist(mailStates),
  trouble: v.nullable(v.picklist(mailTroubles)),
  tries: v.number(),
})

/** What became of the register's mail. */
export const mailOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/mails',
      scope: 'read:desk',
      summary: 'Mails that came back or were given up, those that wait, and those that were sent lately, fifty of each',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ troubled: v.array(mail), queued: v.array(mail), sent: v.array(mail) }),
    },
    async ({ parts }) => {
      const { troubled, queued, sent } = await tellMails(parts)
      return { troubled: troubled.map(told), queued: queued.map(told), sent: sent.map(told) }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/mails/:mail/again',
      scope: 'write:sign-ups',
      as: 'assistant',
      summary: 'Send a mail once more that came back or was given up',
      query: nothing,
      body: nothing,
      status: 204,
      answer: nothing,
    },
    async ({ parts, at }) => sendAgain(parts, parseId(at('mail'))).then(() => undefined),
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/mails/:mail/bounce',
      scope: 'write:sign-ups',
      as: 'assistant',
      summary: 'Say that a mail came back, for a program that reads what comes back; its id is in the Message-ID',
      query: nothing,
      body: nothing,
      status: 201,
      answer: mail,
    },
    async ({ parts, at }) => {
      const id = parseId(at('mail'))
      await noteCameBack(parts, id)
      return told(await tellMail(parts, id))
    },
  ),
]

function told({ id, at, address, subject, state, trouble, tries }: ToldMail) {
  return { id, at, address, subject, state, trouble, tries }
}
