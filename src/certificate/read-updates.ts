import { formatInstant, type Instant } from '../core/day.ts'
import { proofLevelOf, type ProofLevel } from '../core/proof-level.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { unlessMalformed, unlessMalformedLater } from '../encoding/malformed.ts'
import { completeStore, type Held } from './complete-store.ts'
import { parseStamp } from './document-stamp.ts'
import type { Revised } from './revise-file.ts'
import { addStore, findAdded, readStore } from './security-store.ts'
import { verifyToken } from './stamp-token.ts'
import type { Stamp } from './stamper.ts'
import { parseX509Certificate } from './x509-chain.ts'

/** A seal or time-stamp that holds, and until when its X.509 certificates vouch for it: one of them runs out then. */
export type Stamped = Held & { readonly until: Instant }

/** A time-stamp that holds, with what it says of itself: its policy in dotted form, and its number in hex. */
export type TimeStamped = Stamped & Pick<Stamp, 'policy' | 'serial'>

/** A file with what was added to it since it was issued: `held` is its seal, and then its time-stamps in their order. */
export type Updates = {
  readonly file: Revised
  readonly level: ProofLevel
  readonly held: readonly Stamped[]
  readonly stamps: readonly TimeStamped[]
}

/**
 * Why what follows an issued file is no update of ours. `altered`: it is in no form in which we write one, or a token does not
 * hold. `authority-unknown`: a token leads to none of the roots that are trusted for time.
 */
export type NotUpdated = 'altered' | 'authority-unknown'

/**
 * Reads what was added to a sealed file since it was issued (EN 319 142-1 §5.4, §5.5): a time-stamp, everything that seal and
 * time-stamp are judged by, a time-stamp over both, and so on, each in the one form in which we write it. `ends` is where
 * these revisions end; `anchors` the DER of the roots that are trusted for time.
 */
export async function readUpdates(
  { file: issued, seal }: { readonly file: Revised; readonly seal: Stamped },
  pdf: Uint8Array,
  ends: readonly number[],
  anchors: readonly Uint8Array[],
): Promise<Updates | NotUpdated> {
  const stamps: TimeStamped[] = []
  let file = issued
  for (const [n, end] of ends.entries()) {
    const step = { file, held: [seal, ...stamps], whole: pdf.subarray(0, end) }
    // oxlint-disable-next-line no-await-in-loop -- each is over the one before
    const read = n % 2 === 0 ? await readStamp(step, anchors) : await readCompleteStore(step)
    if (typeof read === 'string') return read
    file = read.file
    if (read.stamp) stamps.push(read.stamp)
  }
  return {
    file,
    held: [seal, ...stamps],
    stamps,
    level: proofLevelOf(ends.length),
  }
}

/** A file of which all is read, what held in it, and the same file with one more revision. */
type Step = { readonly file: Revised; readonly held: readonly Stamped[]; readonly whole: Uint8Array }
type Read = { readonly file: Revised; readonly stamp?: TimeStamped }

async function readStamp({ file, held, whole }: Step, anchors: readonly Uint8Array[]): Promise<Read | NotUpdated> {
  const found = unlessMalformed(() => parseStamp(file, whole))
  if (!found) return 'altered'
  const stamp = await judgeToken(found, anchors)
  if (typeof stamp === 'string') return stamp
  const last = held.at(-1)
  // What the one before is vouched for by has to hold until this one takes over.
  return last && stamp.at >= last.at && stamp.at <= last.until ? { file: found.file, stamp } : 'altered'
}

/** The last store is covered by no time-stamp yet: it is the one that {@link completeStore} makes, with nothing beside it. */
async function readCompleteStore({ file, held, whole }: Step): Promise<Read | NotUpdated> {
  const again = await unlessMalformedLater(async () => {
    const complete = await completeStore(readStore(file), held, findAdded(file, whole).lists)
    return complete && addStore(file, complete)
  })
  return again && equalBytes(again.bytes, whole) ? { file: again } : 'altered'
}

async function judgeToken(
  { token, imprint }: { readonly token: Uint8Array; readonly imprint: Uint8Array },
  anchors: readonly Uint8Array[],
): Promise<TimeStamped | NotUpdated> {
  const verdicts = await Promise.all(anchors.map((anchor) => verifyToken(token, imprint, anchor)))
  const sound = verdicts.find((verdict) => verdict.valid)
  if (sound) {
    const { at, certificates, policy, serial } = sound
    return { at, until: earliestEnd(certificates), certificates, policy, serial }
  }
  return verdicts.every((verdict) => !verdict.valid && verdict.reason === 'unknown-issuer')
    ? 'authority-unknown'
    : 'altered'
}

/** Until when all X.509 certificates of a chain count. */
export function earliestEnd(chain: readonly Uint8Array[]): Instant {
  const ends = chain.map((der) => parseX509Certificate(der).certificate.tbsCertificate.validity.notAfter.getTime())
  return formatInstant(Math.min(...ends.map((end) => end.getTime())))
}
