import regular from '../../templates/certificate/source-sans-3-regular.ttf'
import semibold from '../../templates/certificate/source-sans-3-semibold.ttf'
import words from '../../templates/certificate/en.md'
import { parseFace } from '../../src/certificate/face.ts'
import type { CertificateFacts } from '../../src/certificate/facts.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { parseWords } from '../../src/certificate/words.ts'
import { parseBase64 } from '../../src/encoding/base64.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { sealerOf } from '../../src/keys/sealer.ts'

/** What a Worker is asked to make, so many times: the key is a JWK, the chain in base64, the files in words. */
export type Order = {
  readonly times: number
  readonly facts: CertificateFacts
  readonly attachments: Readonly<Record<'disclosures' | 'leaf' | 'proof', string>>
  readonly accent: string
  readonly sealedAt: string
  readonly key: JsonWebKey
  readonly chain: readonly string[]
}

const craft = {
  wordings: [parseWords(words)] as const,
  faces: { regular: parseFace(new Uint8Array(regular)), semibold: parseFace(new Uint8Array(semibold)) },
}

/** Answers with the length of the last one made. */
const worker = {
  async fetch(request: Request): Promise<Response> {
    const { times, facts, attachments, accent, sealedAt, key: jwk, chain }: Order = await request.json()
    const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
    const sealer = sealerOf(key, chain.map(parseBase64))
    const { disclosures, leaf, proof } = attachments
    const files = { disclosures: formatUtf8(disclosures), leaf: formatUtf8(leaf), proof: formatUtf8(proof) }
    let length = 0
    for (let n = 0; n < times; n += 1)
      length = (await makeCertificate(facts, files, { ...craft, accent, sealer, sealedAt })).length
    return new Response(String(length))
  },
}

export default worker
