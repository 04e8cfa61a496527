import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseFace } from '../../src/certificate/face.ts'
import type { Attachments, CertificateFacts } from '../../src/certificate/facts.ts'
import { parseWords } from '../../src/certificate/words.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'

const folder = join(import.meta.dirname, '../../templates/certificate')

/** The bytes of a file in `templates/certificate/`. */
export function readTemplate(file: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(join(folder, file)))
}

/** Wording in a second language that is nobody's: the English one in brackets, until a translator has written it. */
export const standIn = parseWords(
  readFileSync(join(folder, 'en.md'), 'utf8')
    .replace('language: en-GB', 'language: cy-GB')
    .replace(/^(?!months|language|---)([a-z.-]+): (.*)$/gm, '$1: [$2]'),
)

/** What certificates are made with, the seal apart. */
export const craft = {
  wordings: [parseWords(readFileSync(join(folder, 'en.md'), 'utf8'))] as const,
  faces: {
    regular: parseFace(readTemplate('source-sans-3-regular.ttf')),
    semibold: parseFace(readTemplate('source-sans-3-semibold.ttf')),
  },
  accent: '#1d4f5c',
  sealedAt: '2026-06-15T09:30:00Z',
}

/** An ordinary signing; what a test is about is given. */
export function certificateFacts(about: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    reference: 'EV-00042',
    entry: 118,
    register: 'Example Vale Compact Register',
    custodian: 'Example Vale VCS Assembly',
    demonstration: false,
    body: 'Cyngor Tref Llanfair Dŵr',
    instrument: 'Example Vale Compact',
    edition: '2026',
    signatures: [
      {
        name: 'Angharad Ŷ Dŵr-Jones',
        role: 'Leader of the Council',
        mandate: 'resolution',
        decidedOn: '2026-06-03',
        signedOn: '2026-06-14',
      },
    ],
    method: 'online',
    checks: ['mailbox', 'domain', 'minute-seen'],
    domains: [],
    address: 'https://register.example-vale.example/certificates/EV-00042',
    ...about,
  }
}

/** Files in the place of leaf, proof and disclosures: embedding them reads none. */
export const attachments: Attachments = {
  disclosures: formatUtf8('[["c2FsdA","body.name","Cyngor Tref Llanfair Dŵr"]]'),
  leaf: formatUtf8('{"at":"2026-06-14T18:03:11Z","type":"signing.recorded","v":1}'),
  proof: formatUtf8('c2sp.org/tlog-proof@v1\nindex 118\n'),
}
