import * as v from 'valibot'
import { askChange } from '../../actions/ask-change.ts'
import type { AskedChange } from '../../core/asked-change.ts'
import { FullDay } from '../../core/day.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Uuid } from '../../core/uuid.ts'
import { block, line, mailbox } from '../../http/parse.ts'
import { findSigning } from '../../storage/read/signings.ts'
import { nothing, operation } from '../operation.ts'

const asker = {
  name: line('Enter your full name'),
  role: line('Enter your role'),
  email: mailbox,
  on: v.config(FullDay, { message: 'Write the day as 2026-03-27' }),
}

const withdrawal = v.object({ ...asker, reason: v.exactOptional(block('Say why')) })
const reaffirmation = v.object(asker)

/** What a body asks for about a signing of its own; whoever reads the mailbox confirms it as a signatory signs. */
export const ownSigningOperations = [
  operation(
    {
      method: 'post',
      path: '/certificates/:reference/withdrawal',
      summary: 'Ask, for the body that signed, to withdraw from a day on; the asker is mailed a link to confirm it',
      query: nothing,
      body: withdrawal,
      status: 201,
      answer: v.object({ id: v.string() }),
    },
    async ({ parts, at, body: { on, reason, ...who } }) => {
      const signing = await requireSigning(parts, at('reference'))
      const change: AskedChange = { purpose: 'withdraw', signing, on, ...(reason !== undefined && { reason }) }
      return { id: await askChange(parts, asAsker(who), change) }
    },
  ),
  operation(
    {
      method: 'post',
      path: '/certificates/:reference/reaffirmation',
      summary: 'Ask, for the body that signed, to stand by it under somebody new in office; the asker is mailed a link',
      query: nothing,
      body: reaffirmation,
      status: 201,
      answer: v.object({ id: v.string() }),
    },
    async ({ parts, at, body: { on, ...who } }) => {
      const signing = await requireSigning(parts, at('reference'))
      return { id: await askChange(parts, asAsker(who), { purpose: 'reaffirm', signing, on }) }
    },
  ),
]

function asAsker({ email, ...who }: { name: string; role: string; email: string }) {
  return { ...who, address: email }
}

async function requireSigning({ db }: Parameters<typeof askChange>[0], reference: string): Promise<Uuid> {
  const signing = await findSigning(db, reference)
  if (!signing) throw new Refusal('not-found', 'There is no such signing on the register.')
  return signing.id
}
