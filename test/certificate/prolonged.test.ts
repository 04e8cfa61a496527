import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addStamp } from '../../src/certificate/add-stamp.ts'
import { openStamp, parseStamp } from '../../src/certificate/document-stamp.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { completeStore } from '../../src/certificate/complete-store.ts'
import { addStore, readStore, type Store } from '../../src/certificate/security-store.ts'
import { verifyToken } from '../../src/certificate/stamp-token.ts'
import type { Stamper } from '../../src/certificate/stamper.ts'
import { unseal } from '../../src/certificate/unseal.ts'
import { parseInstant } from '../../src/core/day.ts'
import { proofLevels } from '../../src/core/proof-level.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { element, rebuild } from '../support/der-element.ts'
import { foreignSeals } from '../support/foreign-seals.ts'
import { looseTokens } from '../support/loose-tokens.ts'
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
const unstamped = openStamp(issued, 5000)
const newer = await keys.list({ number: 2, thisUpdate: new Date('2030-01-01') })
const old = await keys.list({ nextUpdate: new Date(Date.parse(craft.sealedAt) - 86_400_000) })
const warned = await keys.list({
  revocations: [
    {
      serial: keys.serial,
      revokedOn: new Date('2040-01-01'),
      reason: 'keyCompromise',
      invalidSince: new Date('2026-01-01'),
    },
  ],
})
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
    ['no list of somebody', { ...whole, lists: [keys.revoked] }],
    ['the list of another root', { ...whole, lists: [otherKeys.revoked, authority.revoked] }],
    ['no X.509 certificate of somebody', { ...whole, certificates: whole.certificates.slice(1) }],
    ['a list that cannot be read', { ...whole, lists: [...whole.lists, formatUtf8('0')] }],
    ['nothing', { certificates: [], lists: [] }],
    ['a list that nobody needs', { ...whole, lists: [...whole.lists, otherKeys.revoked] }],
    ['an older list beside the newest', { ...whole, lists: [keys.revoked, newer, authority.revoked] }],
    ['an X.509 certificate that nobody needs', { ...whole, certificates: [...whole.certificates, otherKeys.leaf] }],
    ['X.509 certificates in another order', { ...whole, certificates: whole.certificates.toReversed() }],
    ['lists in another order', { ...whole, lists: whole.lists.toReversed() }],
    ['a list that had run out when it was sealed', { ...whole, lists: [old, authority.revoked] }],
    ['a list that says that its key was stolen before', { ...whole, lists: [warned, authority.revoked] }],
    ['a list that is not DER', { ...whole, lists: [keys.revoked, behind(authority.revoked)] }],
    ['a list whose signature has bits to spare', { ...whole, lists: [spare(keys.revoked), authority.revoked] }],
  ])('where the store has %s', async (_what, store) => {
    expect(await judge(addStore(stamped, store).bytes)).toEqual({ valid: false, reason: 'altered' })
  })

  it('but it is where another list of the same issuer counted at the time: that is the issuer’s word', async () => {
    const lists = [newer, authority.revoked]
    expect(await judge(addStore(stamped, { ...whole, lists }).bytes)).toMatchObject({ level: 'B-LT' })
    const later = await completeStore(
      readStore(stages.stored),
      (await unsealed(lasting.bytes, keys, authority)).held,
      lists,
    )
    expect(later?.lists).toEqual([keys.revoked, authority.revoked, newer])
    expect(await judge(addStore(lasting, later ?? whole).bytes)).toMatchObject({ valid: true })
  })

  it.each(looseTokens(authority.stamp(unstamped.imprint), { certificate: otherKeys.leaf, list: otherKeys.revoked }))(
    'where its last token has %s',
    async (_what, reason, token) => {
      expect(await verifyToken(token, unstamped.imprint, authority.root)).toEqual({ valid: false, reason })
      expect(await judge(openStamp(issued, 5000).close(token).bytes)).toEqual({ valid: false, reason: 'altered' })
    },
  )

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

  it('where it was stamped when the certificate of its seal had run out', async () => {
    const short = await makeSealKeys('2026-07-01')
    const sealed = await makeCertificate(certificateFacts(), attachments, { ...craft, sealer: short.sealer })
    const { file } = await unsealed(sealed, short, authority)
    const late = await stampedBy(authority, file)
    expect(await unseal(late.bytes, short.root, [authority.root])).toEqual({ valid: false, reason: 'altered' })
  })

  it('where it was stamped before it was sealed', async () => {
    const early = await unsealed(await make('2043-06-15T09:30:00Z'), keys, authority)
    const { bytes } = await stampedBy(authority, early.file)
    expect(await judge(bytes)).toEqual({ valid: false, reason: 'altered' })
  })
})

/** A list with one byte more than it says. */
function behind(list: Uint8Array): Uint8Array {
  return concatBytes(list, Uint8Array.of(0))
}

/** A list whose signature says that one of its bits is not used: the first octet of a BIT STRING. */
function spare(list: Uint8Array): Uint8Array {
  return rebuild(list, [], ([content, algorithm, bits]) => {
    const octets = Uint8Array.from(bits?.subarray(2) ?? [])
    octets[0] = 1
    return [content, algorithm, element(0x03, octets)].flatMap((part) => (part ? [part] : []))
  })
}
