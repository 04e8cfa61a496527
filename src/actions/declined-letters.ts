import type { Said } from '../core/mail-language.ts'
import { listDeciders } from '../storage/read/register.ts'
import type { Letter } from './mails.ts'
import type { Parts } from './parts.ts'

/** What the coordinators are told when a body says no: which, to what, by whom and why. */
export async function declinedLetters(
  parts: Parts,
  { reason, ...said }: { body: string | Said; asked: Said; by: string; reason: string },
): Promise<readonly Letter[]> {
  const slots = { ...said, reason: reason || 'They gave no reason.', desk: `${parts.address}/desk` }
  return (await listDeciders(parts.db)).map(({ name, address }) => {
    return { template: 'declined', address, slots: { ...slots, name } }
  })
}
