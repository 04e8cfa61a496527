import * as v from 'valibot'
import { readMailbox } from '../../actions/mails.ts'
import { caching } from '../../http/caching.ts'
import { nothing, operation } from '../operation.ts'

/** Every mail that would have been sent, where the register runs on one machine alone. */
export const mailboxOperations = [
  operation(
    {
      method: 'get',
      path: '/mailbox',
      summary: 'Every mail the register would have sent, the newest first; only on a register of one machine',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        mails: v.array(v.object({ at: v.string(), address: v.string(), subject: v.string(), text: v.string() })),
      }),
    },
    async ({ parts }) => ({ mails: await readMailbox(parts) }),
    // No other site that somebody visits may read it.
    caching.private,
  ),
]
