import type { Views } from '../core/views.ts'
import type { Parts } from './parts.ts'

/** What an archive for the next coordinator says first. */
export function sayHandover({
  register,
  on,
  campaigns,
  parts,
}: {
  register: Views['register']
  on: string
  campaigns: number
  parts: Pick<Parts, 'address' | 'local' | 'limits'>
}): string {
  return `${register.name}: for whoever runs the desk next

Made on ${on}. It is out of date tomorrow: the desk itself is at
${parts.address}/desk and always right. This archive has names, addresses and
telephone numbers of people. Keep it as you keep a personnel file, and delete
it when you have read it: what is erased at the desk is not erased here.

What the register is
  A public list of who has signed, which nobody can rewrite: every signing is
  an entry of a log that is signed and never changed. A mistake is corrected
  by a further entry. The custodian, who answers for it, is
  ${register.custodian}. Write to ${parts.local.contact}.

Your first hour
  1. Have a coordinator give you a seat at ${parts.address}/desk/coordinators.
     You get a link by email, which works once.
  2. Sign in, and read the desk from top to bottom. Whatever waits for you is
     there, with a press to do it.
  3. Make sure that a second coordinator, from another employer, is there.
     Grave acts take two, and nobody accepts their own employer alone.
  4. Whoever left: have their seat ended on the same page. Their sessions and
     programs end with it.

Your week
  Sign-ups to check. Mails that came back. Mistakes reported. Calls to make.
  Boards of the week, and who promised what. Half an hour mostly does.

What is in this archive
  days-ahead.csv          boards, ends of transitions, reviews, next steps:
                          what was promised, and for when
  open-cases.csv          what is not finished, with the page where it is
  contacts.csv            whom to write to and to call, organisation by
                          organisation
  notes.csv               what was said on the telephone
  prospects.csv           who has not signed, who is talking to them, and the
                          next step
  campaign-1.csv …        each campaign, the newest first (${campaigns} in all): every
                          organisation with all that is known of it
  people-at-the-desk.csv  who has a seat, and in which role
  keys-and-custody.txt    which keys there are, where they are kept, and what
                          to do about them

What is not in it
  No private key, no password, no link and no session. The public register is
  not in it either: ${parts.address}/desk/export.zip has it as CSV files.
`
}

/** Which keys there are, who should hold them, and what to do when somebody leaves. */
export function sayCustody({ address, keys }: Pick<Parts, 'address' | 'keys'>): string {
  const witnesses = [...(keys.witness ? [keys.witness] : []), ...keys.laterWitnesses]
  const logs = keys.logs.map(({ vkey }) => `    ${vkey}`).join('\n')
  return `Keys and custody

The register has five keys, each for one purpose. All are in the file
keys.json where the register runs (or in the secret REGISTER_KEYS of its
host). Whoever has that file can speak as the register. The key above the
seal's is in seal-root-key.txt, which must not be on that machine.

These are their public halves. They are no secret: compare them with what the
register shows, and write down whom you compared them with.

  The log (checkpoints), the first to the newest: ${address}/log/vkeys
${logs}
  The seal (certificates), SHA-256 of its root: ${address}/seal/root.cer
    ${keys.named.seal}
  Lists and credentials: ${address}/.well-known/jwks.json
    ${keys.named.jose}
  The witness of neighbours’ logs: ${address}/witness/vkey
${witnesses.length > 0 ? witnesses.map(({ vkey }) => `    ${vkey}`).join('\n') : '    none'}
  Links and sessions: it has no public half.

To be handed over in person, and written down with day and names:
  [ ] Who operates the machine or the account where the register runs
  [ ] Where the sealed copy of keys.json is kept, and which two people open it
  [ ] Where seal-root-key.txt is kept, and which two people open it
  [ ] Where backups are kept, and when one was last restored to try it
  [ ] Who holds the domain name, and until when it is paid for
  [ ] Who the neighbouring registers are, and whom to call there

When somebody leaves who could read keys.json: rotate the keys of the log,
of lists and of the witness (npm run keys -- rotate log, rotate jose, rotate
witness), and hold the ceremony of the seal; README.md, “Keys”, says all of it
step by step. When a key was stolen: the same at once, with --compromised,
and tell everyone who relies on the register.

Never mail a key. Never restore the file “mark” from a backup: it is what
notices that a database is too old.
`
}
