import type { LeftOut } from '../core/campaign.ts'
import type { MailLanguage } from '../core/mail-language.ts'
import type { MailAddress } from '../core/mail-address.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { allOf, write } from '../storage/database.ts'
import { findInvitation, listContacts, type Contact, type Invitation } from '../storage/read/campaigns.ts'
import type { Coordinator } from '../storage/read/register.ts'
import {
  endContacts,
  insertContact,
  isOpenCampaign,
  isUnchangedInvitation,
  updateInvitation,
} from '../storage/write/campaigns.ts'
import { settleMailsOf } from '../storage/write/outbox.ts'
import { overtaken } from '../storage/write/sign-ups.ts'
import { now, stamp, type Parts } from './parts.ts'

/** Whom to write to or to call, as somebody says. */
export type ContactWords = {
  name: string
  role: string
  address: MailAddress | null
  phone: string | null
  language: MailLanguage
}

/** What a look at a body found: it is there and this is whom to ask, or it is left out. */
export type BodyCheck = { contact: ContactWords } | { leftOut: Exclude<LeftOut, 'suspended'> }

/** The invitation with an id, and a refusal where there is none. */
export async function requireInvitation({ db }: Parts, id: Uuid): Promise<Invitation> {
  const invitation = await findInvitation(db, id)
  if (!invitation) throw new Refusal('not-found', 'There is no such invitation.')
  return invitation
}

/** Keeps what a look at a body found, before anybody is written to or afterwards. A contact that is named anew replaces the one before. */
export async function checkBody(parts: Parts, id: Uuid, check: BodyCheck, by: Coordinator): Promise<void> {
  const invitation = await requireInvitation(parts, id)
  const at = now(parts)
  const checked = { checkedAt: at, checkedBy: by.id }
  const where = allOf(isUnchangedInvitation(invitation), isOpenCampaign({ id: invitation.campaign }))
  if ('leftOut' in check) {
    const [done] = await write(parts.db, [
      updateInvitation(parts.db, id, { ...checked, leftOut: check.leftOut }, where),
    ])
    if (done?.rowsAffected !== 1) throw overtaken()
    return
  }
  const known = (await listContacts(parts.db, invitation.body)).find((one) => isSame(one, check.contact))
  const contact = known ?? draftContact(parts, invitation.body, check.contact, 'desk')
  const done = await write(parts.db, [
    // What came back went to whoever was named before.
    ...(known ? [] : [insertContact(parts.db, contact, where), settleMailsOf(parts.db, id, at, where)]),
    endContacts(parts.db, invitation.body, contact.id, { at, where }),
    updateInvitation(parts.db, id, { ...checked, leftOut: null, contact: contact.id }, where),
  ])
  if (done.at(-1)?.rowsAffected !== 1) throw overtaken()
}

/** A contact of a body, confirmed now by whoever names it. */
export function draftContact(parts: Parts, body: Uuid, words: ContactWords, source: Contact['source']): Contact {
  const { id, at } = stamp(parts)
  return { id: id(), body, ...words, source, since: at, confirmedAt: at, bouncedAt: null, endedAt: null }
}

function isSame(contact: Contact, { name, role, address, phone, language }: ContactWords): boolean {
  return (
    contact.name === name &&
    contact.role === role &&
    contact.address === address &&
    contact.phone === phone &&
    contact.language === language &&
    contact.bouncedAt === null
  )
}
