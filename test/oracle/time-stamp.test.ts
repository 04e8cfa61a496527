import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { TimeStampReq } from '@peculiar/asn1-tsp'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { parseToken } from '../../src/certificate/parse-token.ts'
import { judgeReply } from '../../src/certificate/stamp-reply.ts'
import { formatStampRequest, nonceOf } from '../../src/certificate/stamp-request.ts'
import { parseSequence } from '../../src/certificate/der.ts'
import type { StampTrouble } from '../../src/core/stamp-trouble.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { outside } from '../../src/parts.ts'
import { makeStampAuthority, otherPolicy, type StampAuthority, type Wishes } from '../support/stamp-authority.ts'

const imprint = sha256(formatUtf8('what is stamped'))
const nonce = nonceOf(outside.chance(8))
const query = formatStampRequest(imprint, nonce)

const good = await makeStampAuthority(afterAll, { lines: 'accuracy = secs:1, millisecs:500, microsecs:100' })
const stranger = await makeStampAuthority(afterAll)

/** What is made of a reply to the query of this file that came just now. */
const judge = (reply: Uint8Array, trust: Pick<StampAuthority, 'anchor' | 'policy'> = good, off = 0) => {
  const now = Date.now() + off
  return judgeReply(reply, { imprint, nonce, sent: now - 1000, received: now }, trust)
}

/** A reply that grants a token. */
const grant = (token: Uint8Array) => {
  const contents = concatBytes(Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x00), token)
  return concatBytes(Uint8Array.of(0x30, 0x82, contents.length >> 8, contents.length & 0xff), contents)
}
const tokenOf = (reply: Uint8Array) => parseSequence(reply).children[1]?.whole ?? new Uint8Array()

/** A reply that grants what any CMS signer made of a good TSTInfo, judged by its own anchor. */
const bySomebody = async (wishes: Wishes) => {
  const authority = await makeStampAuthority(onTestFinished, wishes)
  const { content } = parseToken(tokenOf(await good.reply(query)))
  return judge(grant(await authority.sign(content)), authority)
}

describe('a time-stamp of openssl is accepted', () => {
  it.each<[string, Wishes]>([
    ['with an RSA key', {}],
    ['with a P-256 key', { key: 'P-256' }],
    ['with a P-384 key over SHA-512', { key: 'P-384', lines: 'signer_digest = sha512' }],
    ['that names its certificate by SHA-1', { lines: 'ess_cert_id_alg = sha1' }],
    ['that names its certificate by SHA-512', { lines: 'ess_cert_id_alg = sha512' }],
    ['two certificates below its anchor', { between: 2 }],
    ['with fractions of a second', { lines: 'clock_precision_digits = 6' }],
  ])('%s', async (_what, wishes) => {
    const authority = await makeStampAuthority(onTestFinished, wishes)
    const reply = await authority.reply(query)
    const found = await judge(reply, authority)
    expect(found).toMatchObject({ valid: true, policy: authority.policy, serial: '02', token: tokenOf(reply) })
    if (!found.valid) return
    expect(Math.abs(Date.parse(found.at) - Date.now())).toBeLessThan(60_000)
    expect(found.certificates).toHaveLength(2 + (wishes.between ?? 0))
    expect(found.certificates.at(-1)).toEqual(authority.anchor)
    expect(await authority.verify(found.token, imprint)).toContain('Verification: OK')
  })

  it('signed as any CMS is, which is how the tests below forge', async () => {
    expect(await bySomebody({})).toMatchObject({ valid: true })
  })

  it.each([1, 5, 10, 15, 20])('of about %i kB', async (size) => {
    const authority = await makeStampAuthority(onTestFinished, { key: 'P-256', padding: size * 1000 })
    const found = await judge(await authority.reply(query), authority)
    expect(found).toMatchObject({ valid: true })
    expect(found.valid && found.token.length).toBeGreaterThan(size * 1000)
  })

  it('within its accuracy and a minute of our clock, and not beyond', async () => {
    const reply = await good.reply(query)
    const found = await judge(reply)
    expect(found).toMatchObject({ valid: true, accuracy: 1500.1 })
    if (!found.valid) return
    const at = (sent: number, received: number) => judgeReply(reply, { imprint, nonce, sent, received }, good)
    const [early, late] = [found.milliseconds - 61_500, found.milliseconds + 61_500]
    expect(await at(early - 1000, early)).toMatchObject({ valid: true })
    expect(await at(late, late + 1000)).toMatchObject({ valid: true })
    expect(await at(early - 1000, early - 1)).toEqual({ valid: false, reason: 'other-time' })
    expect(await at(late + 1, late + 1000)).toEqual({ valid: false, reason: 'other-time' })
  })
})

describe('a reply is not accepted', () => {
  const about = (other: Partial<{ imprint: Uint8Array; nonce: Uint8Array }>) =>
    formatStampRequest(other.imprint ?? imprint, other.nonce ?? nonce)
  const withPolicy = () => {
    const asked = AsnConvert.parse(query, TimeStampReq)
    asked.reqPolicy = otherPolicy
    return new Uint8Array(AsnConvert.serialize(asked))
  }
  const rejected = async () => {
    const asked = AsnConvert.parse(query, TimeStampReq)
    asked.messageImprint.hashAlgorithm.algorithm = '1.3.14.3.2.26'
    asked.messageImprint.hashedMessage = new OctetString(new Uint8Array(20))
    return new Uint8Array(AsnConvert.serialize(asked))
  }

  it.each<[string, StampTrouble, () => Promise<unknown>]>([
    [
      'with another nonce',
      'other-nonce',
      async () => judge(await good.reply(about({ nonce: nonceOf(outside.chance(8)) }))),
    ],
    ['about another digest', 'other-imprint', async () => judge(await good.reply(about({ imprint: sha256(nonce) })))],
    ['under another policy', 'other-policy', async () => judge(await good.reply(withPolicy()))],
    ['that refuses', 'rejected', async () => judge(await good.reply(await rejected()))],
    ['that is junk', 'unreadable', () => judge(formatUtf8('<html>Not today</html>'))],
    ['of no bytes', 'unreadable', () => judge(new Uint8Array())],
    [
      'with something behind it',
      'unreadable',
      async () => judge(concatBytes(await good.reply(query), Uint8Array.of(5, 0))),
    ],
    ['that grants nothing', 'unreadable', () => judge(Uint8Array.of(0x30, 5, 0x30, 3, 2, 1, 0))],
    ['of 64 kB', 'unreadable', () => judge(new Uint8Array(65_536))],
    ['of an hour ago', 'other-time', async () => judge(await good.reply(query), good, 3_600_000)],
    ['from tomorrow', 'other-time', async () => judge(await good.reply(query), good, -86_400_000)],
    ['of another authority', 'unknown-issuer', async () => judge(await stranger.reply(query))],
    ['of a key for mail', 'other-purpose', () => bySomebody({ purposes: ['1.3.6.1.5.5.7.3.4'] })],
    [
      'of a key for mail as well',
      'other-purpose',
      () => bySomebody({ purposes: ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.4'] }),
    ],
    ['of a key whose purpose may be passed over', 'other-purpose', () => bySomebody({ critical: false })],
    ['of a key that ran out', 'unknown-issuer', () => bySomebody({ notAfter: new Date('2026-01-01T00:00:00Z') })],
    ['of a key too far below its anchor', 'unknown-issuer', () => bySomebody({ between: 1, pathLength: 0 })],
    ['of a key with a condition that we do not know', 'unknown-issuer', () => bySomebody({ mustKnow: true })],
    ['of a key that is too short', 'bad-signature', () => bySomebody({ key: 'RSA-1024' })],
    ['of a key that nobody was to issue', 'unknown-issuer', () => bySomebody({ between: 1, issuers: 'nobody' })],
  ])('%s', async (_what, reason, tried) => {
    expect(await tried()).toEqual({ valid: false, reason })
  })

  it('with any byte changed, unless it is still the same time-stamp', async () => {
    const reply = await good.reply(query)
    const whole = await judge(reply)
    if (!whole.valid) throw new Error('a good reply')
    const survivors: number[] = []
    for (let at = 0; at < reply.length; at += 1) {
      const bent = Uint8Array.from(reply, (byte, n) => (n === at ? byte ^ 1 : byte))
      const found = await judge(bent)
      if (!found.valid) continue
      survivors.push(at)
      expect({ ...found, token: whole.token }).toEqual(whole)
      expect(await good.verify(found.token, imprint)).toContain('Verification: OK')
    }
    // Granted, or granted with changes.
    expect(survivors).toEqual([8])
  })
})
