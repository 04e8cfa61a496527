import { expect, it } from 'vitest'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { parseLatin1 } from '../../src/certificate/read-file.ts'
import { readUpdates } from '../../src/certificate/read-updates.ts'
import { listEnds } from '../../src/certificate/revise-file.ts'
import { sealCertificate } from '../../src/certificate/seal.ts'
import { verifyToken } from '../../src/certificate/stamp-token.ts'
import { unseal, type Unsealed } from '../../src/certificate/unseal.ts'
import { unlessMalformed } from '../../src/encoding/malformed.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { prolong, unsealed } from '../support/prolonged.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import { openTimeAuthority } from '../support/time-authority.ts'

// `BYTES=all` looks at each of them, which takes minutes.
const [ofIssued, ofAdded, ofToken] = process.env['BYTES'] === 'all' ? [1, 1, 1] : [5, 7, 9]
const keys = await makeSealKeys()
const authority = openTimeAuthority()
const pdf = await makeCertificate(certificateFacts(), attachments, { ...craft, sealer: keys.sealer })
const small = await prolong(await makeSmall(await unsealed(pdf, keys, authority)), keys, authority)
const judge = (bytes: Uint8Array) => unseal(bytes, keys.root, [authority.root])
const isValid = async (bytes: Uint8Array) => (await judge(bytes)).valid

it('every byte of what was issued counts', async () => {
  const { bytes } = small.issued
  expect(bytes.length).toBeGreaterThan(10_000)
  const places = Array.from(bytes.keys()).filter((at) => at % ofIssued === 0)
  expect(await listPassedOver(bytes, places, isValid)).toEqual([])
  expect(await judge(bytes)).toMatchObject({ level: 'B-B' })
}, 600_000)

it('every byte of what was added to it counts', async () => {
  const { bytes } = small.lasting
  const added = Array.from(bytes.keys()).slice(small.issued.bytes.length)
  const places = added.filter((at) => at % ofAdded === 0)
  const [seal] = (await unsealed(bytes, keys, authority)).held
  if (!seal) throw new Error('a certificate has a seal')
  // As `unseal` does once the seal is found to be good: that takes longest, and is not about what follows.
  const isUpdated = async (file: Uint8Array) => {
    const [first, ...later] = unlessMalformed(() => listEnds(file)) ?? []
    if (first !== small.issued.bytes.length) return false
    return typeof (await readUpdates({ file: small.issued, seal }, file, later, [authority.root])) !== 'string'
  }
  expect(await listPassedOver(bytes, places, isUpdated)).toEqual([])
  expect(await isUpdated(bytes)).toBe(true)
  expect(await judge(bytes)).toMatchObject({ level: 'B-LTA' })
}, 600_000)

it.each([
  ['ECDSA', authority],
  ['RSA', openTimeAuthority('Example Time', ['rsa:2048'])],
])(
  'every bit of a time-stamp with an %s key counts',
  async (_kind, { stamp, root }) => {
    const imprint = new Uint8Array(32)
    const token = stamp(imprint)
    const kept: string[] = []
    for (let bit = 0; bit < token.length * 8; bit += ofToken) {
      const bent = token.slice()
      bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit % 8))
      // oxlint-disable-next-line no-await-in-loop -- one token, one bit of it at a time
      if ((await verifyToken(bent, imprint, root)).valid) kept.push(`bit ${bit % 8} of byte ${bit >> 3}`)
    }
    expect(kept).toEqual([])
    expect(await verifyToken(token, imprint, root)).toMatchObject({ valid: true })
  },
  600_000,
)

/** The places at which a byte can be changed, and nobody sees it. */
async function listPassedOver(
  whole: Uint8Array,
  places: readonly number[],
  holds: (bytes: Uint8Array) => Promise<boolean>,
): Promise<readonly number[]> {
  const bytes = Uint8Array.from(whole)
  const kept: number[] = []
  for (const at of places) {
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
    // oxlint-disable-next-line no-await-in-loop -- one file, one byte of it at a time
    if (await holds(bytes)) kept.push(at)
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
