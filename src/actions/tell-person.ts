import type { MailAddress } from '../core/mail-address.ts'
import { Refusal } from '../core/refusal.ts'
import { keptAboutNobody, listDisclosedAbout, listKeptAbout } from '../storage/read/people.ts'
import { now, type Parts } from './parts.ts'

/**
 * Somebody, as they are looked for: by their mailbox, and by the name they signed under where private records are gone.
 * Whoever signed on paper may have no mailbox.
 */
export type Asker = { address: MailAddress | undefined; name: string | undefined }

/** Refuses to look for nobody. */
export function assureAsked({ address, name }: Asker): void {
  if (address === undefined && name === undefined)
    throw new Refusal('field-invalid', 'Enter an email address, or the name somebody signed under', 'email')
}

export type ToldPerson = Awaited<ReturnType<typeof tellPerson>>

/**
 * Everything the register keeps about a person, for whoever asks for their own (UK GDPR article 15): what is private,
 * and what is disclosed of the entries they signed.
 */
export async function tellPerson(parts: Parts, { address, name }: Asker) {
  assureAsked({ address, name })
  return {
    asAt: now(parts),
    askedFor: { ...(address !== undefined && { address }), ...(name !== undefined && { name }) },
    ...(address === undefined ? keptAboutNobody : await listKeptAbout(parts.db, address)),
    disclosures: (await listDisclosedAbout(parts.db, { address, name })).map(
      ({ digest, entry, name: field, value, public: shown }) => ({ entry, name: field, value, public: shown, digest }),
    ),
  }
}
