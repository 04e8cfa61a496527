import { addStamp } from '../certificate/add-stamp.ts'
import { completeStore } from '../certificate/complete-store.ts'
import { earliestEnd } from '../certificate/read-updates.ts'
import type { Revised } from '../certificate/revise-file.ts'
import { addStore, readStore } from '../certificate/security-store.ts'
import type { Stamp, Stamper } from '../certificate/stamper.ts'
import type { Unsealed } from '../certificate/unseal.ts'
import { againAt, type ProlongTrouble } from '../core/prolonging.ts'
import type { Uuid } from '../core/uuid.ts'
import { unlessMalformedLater } from '../encoding/malformed.ts'
import { findProlonged } from '../storage/read/certificate-updates.ts'
import { findCertificate } from '../storage/read/publications.ts'
import { insertUpdates, keepTry, type CertificateKey } from '../storage/write/certificate-updates.ts'
import type { ListAsker } from './ask-list.ts'
import { listUpdates } from './list-updates.ts'
import { now, type Parts } from './parts.ts'
import { readBack } from './read-back.ts'

/** Who is asked for time-stamps and for lists of revoked X.509 certificates. */
export type Prolonging = { readonly stamper: Stamper; readonly askList: ListAsker }

/**
 * Lets the certificate of a signing be proved for longer: to B-LTA, or by one more time-stamp where the last is about to run
 * out. What was reached is kept once it was read back, and why no more was, which is answered. Die before that: tokens are
 * lost, and others are asked for. Sequence decides: the first kept revisions win, a racing instance throws its own away.
 */
export async function prolongCertificate(
  parts: Parts,
  ways: Prolonging,
  signing: Uuid,
): Promise<ProlongTrouble | undefined> {
  const certificate = await findCertificate(parts.db, signing)
  // Erased since it was listed.
  if (!certificate) return undefined
  const { pdf, number, updates } = certificate
  const key = { signing, number }
  const read = await readBack(parts, pdf)
  if (!read) return fail(parts, key, 'not-read-back')
  // Nobody would take another time-stamp for what cannot be shown any more to have been there.
  if ((read.stamps.at(-1)?.until ?? earliestEnd(read.chain)) < now(parts)) return fail(parts, key, 'too-late')

  const { file, made, trouble } = await addRevisions(read, updates, { ...ways, own: parts.keys.seal.revoked })
  if (file.bytes.length > pdf.length) {
    const unsealed = await readBack(parts, file.bytes)
    if (!unsealed) return fail(parts, key, 'not-read-back')
    const first = unsealed.stamps.length - made.length
    const added = listUpdates(
      { key, pdf: file.bytes, unsealed, known: updates },
      (stamp) => made[unsealed.stamps.indexOf(stamp) - first]?.authority ?? '',
    )
    if (!(await insertUpdates(parts.db, added))) return undefined
  }
  return trouble && fail(parts, key, trouble)
}

type Reached = { readonly file: Revised; readonly made: readonly Stamp[]; readonly trouble: ProlongTrouble | undefined }

/** Adds revision after revision until a time-stamp covers everything that it and those before it are judged by. */
async function addRevisions(
  read: Unsealed,
  updates: number,
  { own, askList, stamper }: Prolonging & { readonly own: Uint8Array },
): Promise<Reached> {
  const made: Stamp[] = []
  let { file } = read
  let sequence = updates
  do {
    const held = [...read.held, ...made]
    if (sequence % 2 === 1) {
      const lists = await listsOf(held.at(-1)?.certificates ?? [], askList)
      if (!lists) return { file, made, trouble: 'no-list' }
      const before = readStore(file)
      const store = await unlessMalformedLater(() => completeStore(before, held, [own, ...lists]))
      if (!store) return { file, made, trouble: 'unfit-list' }
      file = addStore(file, store)
    } else {
      const stamped = await addStamp(file, stamper)
      if (!stamped) return { file, made, trouble: 'no-time-stamp' }
      file = stamped.file
      made.push(stamped.stamp)
    }
    sequence += 1
  } while (sequence < 3 || sequence % 2 === 0)
  return { file, made, trouble: undefined }
}

/** The lists on which X.509 certificates would be if they were revoked; the last, which is trusted as it is, is on none. */
async function listsOf(chain: readonly Uint8Array[], askList: ListAsker): Promise<readonly Uint8Array[] | undefined> {
  const lists = await Promise.all(chain.slice(0, -1).map(askList))
  return lists.every((list) => list !== undefined) ? lists : undefined
}

async function fail(parts: Parts, key: CertificateKey, trouble: ProlongTrouble): Promise<ProlongTrouble> {
  parts.report({ kind: 'not-prolonged', trouble })
  const { failed } = await findProlonged(parts.db, key.signing)
  const triedAt = now(parts)
  const failingSince = failed?.trouble === trouble ? failed.failingSince : triedAt
  await keepTry(parts.db, key, { trouble, failingSince, triedAt, againAt: againAt(trouble, failingSince, triedAt) })
  return trouble
}
