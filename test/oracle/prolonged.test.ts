import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addStamp } from '../../src/certificate/add-stamp.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { addStore, readStore } from '../../src/certificate/security-store.ts'
import { judgeReply } from '../../src/certificate/stamp-reply.ts'
import { formatStampRequest, nonceOf } from '../../src/certificate/stamp-request.ts'
import { unseal } from '../../src/certificate/unseal.ts'
import { outside } from '../../src/parts.ts'
import { attachments, certificateFacts, craft, standIn } from '../support/certificates.ts'
import { othersFind, stampsOf } from '../support/others-find.ts'
import { prolong, stampedBy, storeOf } from '../support/prolonged.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import { makeStampAuthority } from '../support/stamp-authority.ts'
import { openTimeAuthority } from '../support/time-authority.ts'

const keys = await makeSealKeys()
const authority = openTimeAuthority()
const names = ['Angharad Ŷ Dŵr', 'Zażółć Gęślą', 'Άννα Ώχρα', 'Їжак Щасливий', 'Ước Vọng'] as const
const [welsh, ...others] = names
const signature = { name: welsh, role: others.join(', '), mandate: 'office', signedOn: '2026-06-14' } as const
const facts = certificateFacts({ body: `Cyngor ${names.join(' · ')}`, signatures: [signature] })
const wordings = [...craft.wordings, standIn] as const
const pdf = await makeCertificate(facts, attachments, { ...craft, wordings, sealer: keys.sealer })
const levels = await prolong(pdf, keys, authority)
const again = await stampedBy(authority, addStore(levels.lasting, storeOf(keys, authority)))
const stages = Object.entries({ ...levels, again }).map(([name, { bytes }]) => [name, bytes] as const)

const roots = { seal: keys.root, time: [authority.root] }
const { run, write } = othersFind(stages, { issued: pdf, roots, names })

describe('what a certificate brings to be judged by', () => {
  it('are lists that their roots signed', () => {
    write('lasting.pdf', levels.lasting.bytes)
    const [, dictionary = ''] = /\n\/DSS (\d+) 0 R\n/.exec(Buffer.from(levels.lasting.bytes).toString('latin1')) ?? []
    const store = run('qpdf', `--show-object=${dictionary}`, 'lasting.pdf')
    expect(store.match(/\d+ 0 R/g)).toHaveLength(6)
    const lists = readStore(levels.lasting).lists
    for (const [n, root] of ['root.pem', 'time.pem'].entries()) {
      write('list.crl', lists[n] ?? pdf)
      expect(run('openssl', 'crl', '-inform', 'DER', '-in', 'list.crl', '-noout', '-CAfile', root)).toContain(
        'verify OK',
      )
    }
  })
})

it('a token of any size from 1 to 20 kB finds its place', async () => {
  const nonce = nonceOf(outside.chance(8))
  const sizes: number[] = []
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 19_000 }), async (padding) => {
      const other = await makeStampAuthority(onTestFinished, { key: 'P-256', padding })
      const added = await addStamp(levels.issued, async (imprint) => {
        const reply = await other.reply(formatStampRequest(imprint, nonce))
        const [sent, received] = [Date.now() - 1000, Date.now()]
        const found = await judgeReply(reply, { imprint, nonce, sent, received }, other)
        return found.valid ? { ...found, authority: 'other.example' } : undefined
      })
      sizes.push(added?.stamp.token.length ?? 0)
      const verdict = await unseal(added?.file.bytes ?? pdf, keys.root, [other.anchor])
      expect(verdict).toMatchObject({ valid: true, level: 'B-T' })
    }),
    { numRuns: 8, examples: [[0], [19_000]] },
  )
  expect(Math.min(...sizes)).toBeLessThan(2000)
  expect(Math.max(...sizes)).toBeGreaterThan(19_500)
})

it('openssl objects to a time-stamp over anything else', () => {
  const [stamp] = stampsOf(levels.stamped.bytes)
  write('token.der', stamp?.token ?? pdf)
  write('covered.bin', pdf)
  const files = ['-token_in', '-in', 'token.der', '-data', 'covered.bin', '-CAfile', 'time.pem']
  expect(() => run('openssl', 'ts', '-verify', ...files)).toThrow('message imprint mismatch')
})
