import { listEnds } from '../certificate/revise-file.ts'
import type { Unsealed } from '../certificate/unseal.ts'
import { dueOf } from '../core/prolonging.ts'
import type { CertificateKey, CertificateUpdate } from '../storage/write/certificate-updates.ts'

/** A certificate whose file was read, with so many of its revisions known already. */
type Read = {
  readonly key: CertificateKey
  readonly pdf: Uint8Array
  readonly unsealed: Unsealed
  readonly known: number
}

/** The revisions of a certificate that are not known yet, as they are kept; `nameOf` is who gave a time-stamp. */
export function listUpdates(
  { key, pdf, unsealed, known }: Read,
  nameOf: (stamp: Unsealed['stamps'][number]) => string,
): readonly CertificateUpdate[] {
  const ends = listEnds(pdf)
  return ends.slice(known + 1).map((end, n) => {
    const sequence = known + 1 + n
    const update = { ...key, sequence, bytes: pdf.slice(ends[sequence - 1], end) }
    // Every other revision is a time-stamp, the first one among them.
    const stamp = sequence % 2 === 1 ? unsealed.stamps[(sequence - 1) / 2] : undefined
    if (!stamp) return update
    const { policy, serial, at, until } = stamp
    return { ...update, authority: nameOf(stamp), policy, serial, stampedAt: at, holdsUntil: until, due: dueOf(stamp) }
  })
}
