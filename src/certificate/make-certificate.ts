import type { Face } from './face.ts'
import type { Attachments, CertificateFacts } from './facts.ts'
import type { Sealer } from './seal.ts'
import type { Words } from './words.ts'

/** What a certificate is made with. `accent` is `#rrggbb`; `sealedAt` an RFC 3339 instant, UTC, whole seconds. */
export type Craft = {
  readonly words: Words
  readonly faces: { readonly regular: Face; readonly semibold: Face }
  readonly accent: string
  readonly sealer: Sealer
  readonly sealedAt: string
}

/** Lays out, attaches and seals: the bytes of one PAdES B-B certificate (EN 319 142-1 §6.3). */
export async function makeCertificate(
  _facts: CertificateFacts,
  _attachments: Attachments,
  _craft: Craft,
): Promise<Uint8Array<ArrayBuffer>> {
  throw new Error('not built yet')
}
