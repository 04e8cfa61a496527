import type { MailAddress } from '../core/mail-address.ts'
import { listDisclosedAbout, listKeptAbout } from '../storage/read/people.ts'
import { now, type Parts } from './parts.ts'

/** Somebody, as they are looked for: by their mailbox, and by the name they signed under where private records are gone. */
export type Asker = { address: MailAddress; name: string | undefined }

export type ToldPerson = Awaited<ReturnType<typeof tellPerson>>

/**
 * Everything the register keeps about a person, for whoever asks for their own (UK GDPR article 15): what is private,
 * and what is disclosed of the entries they signed.
 */
export async function tellPerson(parts: Parts, { address, name }: Asker) {
  return {
    asAt: now(parts),
    askedFor: { address, ...(name !== undefined && { name }) },
    ...(await listKeptAbout(parts.db, address)),
    disclosures: (await listDisclosedAbout(parts.db, { address, name })).map(
      ({ digest, entry, name: field, value, public: shown }) => ({ entry, name: field, value, public: shown, digest }),
    ),
  }
}
