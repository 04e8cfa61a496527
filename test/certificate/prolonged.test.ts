import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addStamp } from '../../src/certificate/add-stamp.ts'
import { openStamp, parseStamp } from '../../src/certificate/document-stamp.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { sealCertificate } from '../../src/certificate/seal.ts'
import { addStore, type Store } from '../../src/certificate/security-store.ts'
import type { Stamper } from '../../src/certificate/stamper.ts'
import { parseLatin1 } from '../../src/certificate/read-file.ts'
import { unseal } from '../../src/certificate/unseal.ts'
import { parseInstant } from '../../src/core/day.ts'
import { proofLevels } from '../../src/core/proof-level.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { foreignSeals } from '../support/foreign-seals.ts'
import { prolong, stampedBy, storeOf, unsealed } from '../support/prolonged.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import { tamper, tamperUpdates } from '../support/tampered.ts'
import { openTimeAuthority } from '../support/time-authority.ts'

const [keys, otherKeys] = await Promise.all([makeSealKeys(), makeSealKeys()])
const authority = openTimeAuthority()
const make = (sealedAt = craft.sealedAt) =>
  makeCertificate(certificateFacts(), attachments, { ...craft, sealedAt, sealer: keys.sealer })
const pdf = await make()
const stages = await prolong(pdf, keys, authority)
const { issued, stamped, lasting } = stages
const whole = storeOf(keys, authority)
const seals = await foreignSeals(pdf, keys)
const judge = (bytes: Uint8Array, anchors = [authority.root]) => unseal(bytes, keys.root, anchors)
const tokenOf = (token: Uint8Array<ArrayBuffer>) => ({
  token,
  authority: '',
  policy: '',
  serial: '',
  at: parseInstant(craft.sealedAt),
  certificates: [],
})

describe('a certificate that is prolonged', () => {
  it.each(proofLevels)('comes to %s, begins with what was issued, and says when it was stamped', async (level) => {
    const n = proofLevels.indexOf(level)
    const read = await unsealed(Object.values(stages)[n]?.bytes ?? pdf, keys, authority)
    expect(read).toMatchObject({ level, sealedAt: craft.sealedAt, issued: pdf })
    expect(read.stamps).toHaveLength(Math.ceil(n / 2))
    for (const { at, until } of read.stamps) {
      expect(at > craft.sealedAt).toBe(true)
      expect(until > at).toBe(true)
    }
  })

  it('is prolonged again and again, and repeats nothing that is in it already', async () => {
    const again = await stampedBy(authority, addStore(lasting, storeOf(keys, authority)))
    const read = await unsealed(again.bytes, keys, authority)
    expect(read).toMatchObject({ level: 'B-LTA' })
    expect(read.stamps).toHaveLength(3)
    expect(Buffer.from(again.bytes.subarray(lasting.bytes.length)).toString('latin1')).not.toContain('stream\n')
  })

  it('has room for a token of any size that a string may have', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1000, max: 32_767 }), async (length) => {
        const token = Uint8Array.from({ length }, (_, n) => [0x30, 0x82, (length - 4) >> 8, (length - 4) & 255][n] ?? 7)
        const imprints: Uint8Array[] = []
        const stamper: Stamper = async (imprint) => {
          imprints.push(imprint)
          return tokenOf(token)
        }
        const added = await addStamp(issued, stamper)
        const found = parseStamp(issued, added?.file.bytes ?? new Uint8Array())
        expect(found).toMatchObject({ token, imprint: imprints.at(-1) })
        expect(imprints.length).toBeLessThanOrEqual(2)
      }),
      { numRuns: 30 },
    )
    expect(await addStamp(issued, async () => tokenOf(new Uint8Array(32_768)))).toBeUndefined()
  })

  it('is longer by at most 17 kB', () => {
    expect(lasting.bytes.length - pdf.length).toBeLessThanOrEqual(17_000)
  })
})

describe('a certificate is not taken as it was sealed', () => {
  it.each(tamper(issued))('after %s', async (_done, bytes) => {
    expect(await judge(bytes)).toMatchObject({ valid: false })
  })

  it.each(tamperUpdates(stages))('prolonged, with %s', async (_done, bytes) => {
    expect(await judge(bytes)).toMatchObject({ valid: false })
  })

  it.each(seals)('with a seal of the right key, %s', async (_how, bytes) => {
    expect(await judge(bytes)).toMatchObject({ valid: false })
  })

  it.each<readonly [string, Store]>([
    ['a list of revoked ones', { ...whole, lists: [keys.revoked] }],
    ['the list of its own root', { ...whole, lists: [otherKeys.revoked, authority.revoked] }],
    ['an X.509 certificate', { ...whole, certificates: whole.certificates.slice(1) }],
    ['lists that can be read', { ...whole, lists: [...whole.lists, formatUtf8('0')] }],
    ['anything', { certificates: [], lists: [] }],
  ])('where the store lacks %s', async (_what, store) => {
    expect(await judge(addStore(stamped, store).bytes)).toEqual({ valid: false, reason: 'altered' })
  })

  it('where somebody else’s authority stamped it', async () => {
    const stranger = openTimeAuthority('Stranger', ['rsa:2048'])
    const file = await stampedBy(stranger, issued)
    expect(await judge(file.bytes)).toEqual({ valid: false, reason: 'authority-unknown' })
    expect(await judge(file.bytes, [])).toEqual({ valid: false, reason: 'authority-unknown' })
    expect(await judge(file.bytes, [authority.root, stranger.root])).toMatchObject({ level: 'B-T' })
  })

  it('where the token is about something else', async () => {
    const { close } = openStamp(issued, 4000)
    expect(await judge(close(authority.stamp(new Uint8Array(32))).bytes)).toEqual({ valid: false, reason: 'altered' })
  })

  it('where it was stamped before it was sealed', async () => {
    const early = await unsealed(await make('2043-06-15T09:30:00Z'), keys, authority)
    const { bytes } = await stampedBy(authority, early.file)
    expect(await judge(bytes)).toEqual({ valid: false, reason: 'altered' })
  })

  it('with any one byte changed, of what was issued or added', async () => {
    const small = await prolong(await makeSmall(), keys, authority)
    const bytes = small.lasting.bytes.slice()
    const first = small.issued.bytes.length
    const places = Array.from(bytes.keys()).filter((at) => at % (at < first ? 7 : 29) === 0)
    const kept: number[] = []
    for (const at of places) {
      // Whoever changes what was issued has it alone.
      const file = at < first ? bytes.subarray(0, first) : bytes
      bytes[at] = (bytes[at] ?? 0) ^ 1
      // oxlint-disable-next-line no-await-in-loop -- one file, one byte of it at a time
      if ((await judge(file)).valid) kept.push(at)
      bytes[at] = (bytes[at] ?? 0) ^ 1
    }
    expect(kept).toEqual([])
    expect(await judge(bytes)).toMatchObject({ level: 'B-LTA' })
  }, 120_000)
})

/** A certificate of which only what makes it one is there, in few bytes. */
function makeSmall(): Promise<Uint8Array<ArrayBuffer>> {
  const kind = /\/Type \/(Catalog|Page|Filespec|EmbeddedFile|Metadata)\n/
  const needed = [...issued.objects].filter(([, object]) => kind.test(parseLatin1(object)))
  const [seal = 0] = [...issued.objects].find(([, object]) => parseLatin1(object).startsWith('<< /Type /Sig ')) ?? []
  const claim = { sealedAt: craft.sealedAt, name: 'Ŵ', reason: 'Ŷ' }
  return sealCertificate({ ...issued, objects: new Map(needed), seal }, keys.sealer, claim)
}
