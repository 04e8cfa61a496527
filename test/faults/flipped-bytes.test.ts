import { expect, it } from 'vitest'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { parseLatin1 } from '../../src/certificate/read-file.ts'
import { sealCertificate } from '../../src/certificate/seal.ts'
import { unseal, type Unsealed } from '../../src/certificate/unseal.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { prolong, unsealed } from '../support/prolonged.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import { openTimeAuthority } from '../support/time-authority.ts'

// `BYTES=all` looks at each of them, which takes minutes.
const [ofIssued, ofAdded] = process.env['BYTES'] === 'all' ? [1, 1] : [5, 29]
const keys = await makeSealKeys()
const authority = openTimeAuthority()
const pdf = await makeCertificate(certificateFacts(), attachments, { ...craft, sealer: keys.sealer })
const small = await prolong(await makeSmall(await unsealed(pdf, keys, authority)), keys, authority)
const judge = (bytes: Uint8Array) => unseal(bytes, keys.root, [authority.root])

it('every byte of what was issued counts', async () => {
  const { bytes } = small.issued
  expect(bytes.length).toBeGreaterThan(10_000)
  const places = Array.from(bytes.keys()).filter((at) => at % ofIssued === 0)
  expect(await listPassedOver(bytes, places)).toEqual([])
  expect(await judge(bytes)).toMatchObject({ level: 'B-B' })
}, 600_000)

it('every byte of what was added to it counts', async () => {
  const { bytes } = small.lasting
  const added = Array.from(bytes.keys()).slice(small.issued.bytes.length)
  const places = added.filter((at) => at % ofAdded === 0)
  expect(await listPassedOver(bytes, places)).toEqual([])
  expect(await judge(bytes)).toMatchObject({ level: 'B-LTA' })
}, 600_000)

/** The places at which a byte can be changed, and nobody sees it. */
async function listPassedOver(whole: Uint8Array, places: readonly number[]): Promise<readonly number[]> {
  const bytes = Uint8Array.from(whole)
  const kept: number[] = []
  for (const at of places) {
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
    // oxlint-disable-next-line no-await-in-loop -- one file, one byte of it at a time
    if ((await judge(bytes)).valid) kept.push(at)
    bytes[at] = whole[at] ?? 0
  }
  return kept
}

/** A certificate without faces and words: each byte of these would be one more that only the digest is about. */
function makeSmall({ file: { objects, ...file } }: Pick<Unsealed, 'file'>): Promise<Uint8Array<ArrayBuffer>> {
  const structure = /^<<\n\/S \/(P|L|LI|Lbl|LBody|H1)\n/
  const needed = [...objects].filter(([, object]) => object.length < 2000 && !structure.test(parseLatin1(object)))
  const [seal = 0] = [...objects].find(([, object]) => parseLatin1(object).startsWith('<< /Type /Sig ')) ?? []
  const claim = { sealedAt: craft.sealedAt, name: 'Ŵ', reason: 'Ŷ' }
  return sealCertificate({ ...file, objects: new Map(needed), seal }, keys.sealer, claim)
}
