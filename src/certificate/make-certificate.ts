import { Malformed } from '../encoding/malformed.ts'
import type { Design } from './blank.ts'
import type { Attachments, CertificateFacts } from './facts.ts'
import { layOut } from './lay-out.ts'
import type { Logo } from './logo.ts'
import { sealCertificate } from './seal.ts'
import type { Sealer } from './sealer.ts'
import type { Colour, Faces } from './set-text.ts'
import { say } from './words.ts'

/** What a certificate is made with. `accent` is `#rrggbb`; `sealedAt` an RFC 3339 instant, UTC, whole seconds. */
export type Craft = {
  /** One page for each, in this order. */
  readonly wordings: Design['wordings']
  readonly faces: Faces
  readonly accent: string
  readonly logo?: Logo | undefined
  readonly sealer: Sealer
  readonly sealedAt: string
}

/** Lays out, attaches and seals: the bytes of one PAdES B-B certificate (EN 319 142-1 §6.3). */
export async function makeCertificate(
  facts: CertificateFacts,
  attachments: Attachments,
  { wordings, faces, accent, logo, sealer, sealedAt }: Craft,
): Promise<Uint8Array<ArrayBuffer>> {
  const { register, custodian, reference } = facts
  const base = layOut(facts, attachments, sealedAt, { wordings, faces, accent: parseColour(accent), logo })
  const [words] = wordings
  const name = say(words, 'seal.name', { register, custodian })
  const reason = say(words, 'seal.reason', { reference })
  return sealCertificate(base, sealer, { sealedAt, name, reason })
}

function parseColour(text: string): Colour {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(text) ?? []
  if (red === undefined || green === undefined || blue === undefined) throw new Malformed('malformed colour')
  const part = (hex: string) => Number.parseInt(hex, 16) / 255
  return [part(red), part(green), part(blue)]
}
