import type { Kind, Sector } from '../core/body-kind.ts'
import { formatInstant, type Instant } from '../core/day.ts'
import type { Halt } from '../core/halt.ts'
import type { MailAddress } from '../core/mail-address.ts'
import type { MailTrouble } from '../core/mail-state.ts'
import type { ProofLevel } from '../core/proof-level.ts'
import type { ProlongTrouble } from '../core/prolonging.ts'
import { Refusal } from '../core/refusal.ts'
import type { Stamp } from '../core/stamp.ts'
import type { StampTrouble } from '../core/stamp-trouble.ts'
import type { Trouble } from '../core/trouble.ts'
import { makeUuid } from '../core/uuid.ts'
import type { Craft } from '../certificate/make-certificate.ts'
import type { Stamper } from '../certificate/stamper.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Backups } from '../storage/backups.ts'
import type { Authority } from './ask-authority.ts'
import type { Counted } from './counted.ts'
import type { Database } from '../storage/database.ts'
import type { Post } from '../mail/carrier.ts'
import type { Mark } from '../storage/mark.ts'

/** What may be told of what happened: closed kinds, and never a name, an address, a token or anything typed. */
export type Event =
  | { kind: 'answered'; method: string; route: string; status: number; milliseconds: number }
  | { kind: 'defect'; reference: string; error: unknown }
  | { kind: 'log-stopped'; halt: Halt }
  | { kind: 'published'; size: number }
  /** `key` is the key ID of a witness, in hex. */
  | { kind: 'witness-troubled'; key: string; trouble: Trouble }
  | { kind: 'erased'; rows: number }
  | { kind: 'mail-troubled'; trouble: MailTrouble }
  | { kind: 'witness-unsure' }
  | { kind: 'key-missing' }
  | { kind: 'seal-unsound'; words: string }
  /** `authority` is a host of the settings; no trouble where its token holds. */
  | { kind: 'stamp-tried'; authority: string; milliseconds: number; trouble: StampTrouble | null }
  | { kind: 'not-prolonged'; trouble: ProlongTrouble }

/** What the keeper of a register chose: where to write to, its looks, and its names for the two sectors. */
export type Local = {
  readonly contact: MailAddress
  /** The one colour of pages and certificates, `#rrggbb`, to be read on white. */
  readonly accent: string
  /** A CSS list of font families. */
  readonly typeface: string
  readonly sectors: Readonly<Record<Sector, string>>
}

/** How long and how often things work, as the register is set. */
export type Limits = {
  /** For which a mailed code works, and how often one may be mistyped. */
  codeMinutes: number
  codeTries: number
  /** For which a mailed link works. */
  linkDays: number
  /** After which a sign-up that nobody touched is erased. */
  unfinishedDays: number
  /** For which somebody stays signed in. */
  deskHours: number
  /** After which copies of the database are gone, those that its host keeps among them. */
  backupDays: number
  /** Between telling a body and suspending or removing its signing. */
  noticeDays: number
  /** That strangers may have sent to one address within a day. */
  mailsPerDay: number
}

/** What every action works with: built by the host, carried by arguments. */
export type Parts = {
  db: Database
  /** The same, for what a power cut may undo and any other end may not: a disk is not waited for. */
  outbox: Database
  /** Where people find the register, without a slash at the end. Makes links and nothing else. */
  address: string
  local: Local
  keys: KeyRing
  craft: Omit<Craft, 'sealer' | 'sealedAt' | 'wordings'> & {
    /** In every language that certificates can be in, the register's own first. */
    readonly wordings: Craft['wordings']
  }
  mark: Mark
  /** None where somebody else keeps copies of the database. */
  backups: Backups | undefined
  /** The marks of the logs that this register witnesses, by their origins. */
  markOf: (origin: string) => Mark
  /** Asks somebody else's server: the only way out. */
  ask: (request: Request) => Promise<Response>
  /** The time-stamping authorities of the settings, and what asks them, where there are any. */
  authorities: readonly Authority[]
  stamper: Stamper | undefined
  /** What a certificate has to come to before it is handed out. */
  certificateLevel: ProofLevel
  /** How mail leaves the house. */
  post: Post
  limits: Limits
  /** The kinds of body for which two people have to sign. */
  twoSignatures: readonly Kind[]
  /** What was counted of campaigns. */
  counted: Counted
  /** Milliseconds since 1970. */
  clock: () => number
  chance: (length: number) => Uint8Array<ArrayBuffer>
  /** Lets work go on after the answer has been given. */
  later: (work: Promise<unknown>) => void
  report: (event: Event) => void
}

/** The present moment. */
export function now(parts: Pick<Parts, 'clock'>): Instant {
  return formatInstant(parts.clock())
}

/** Time and chance for one decision. */
export function stamp(parts: Pick<Parts, 'clock' | 'chance'>): Stamp {
  const at = parts.clock()
  return {
    at: formatInstant(at),
    id: () => makeUuid(at, parts.chance(10)),
    salt: () => parts.chance(16),
  }
}

/** Does an act again that was overtaken by another one: load and decide anew, after a moment by chance. */
export async function againIfOvertaken<Done>(parts: Pick<Parts, 'chance'>, act: () => Promise<Done>): Promise<Done> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Refusal && error.kind === 'overtaken') || tries === 8) throw error
      const [pause = 0] = parts.chance(1)
      await new Promise((resolve) => setTimeout(resolve, (pause * tries) / 8))
    }
  }
}
