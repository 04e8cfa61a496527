import 'reflect-metadata'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  BasicConstraintsExtension,
  Extension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { formatBase64 } from '../../src/encoding/base64.ts'
import type { Finished } from './register.ts'

const run = promisify(execFile)

const stampPolicy = '1.3.6.1.4.1.99999.1'
export const otherPolicy = '1.3.6.1.4.1.99999.2'

const keyKinds = {
  'RSA-2048': {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  },
  'RSA-1024': {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 1024,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  },
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'P-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
} as const

/** What is unusual about an authority of a test. */
export type Wishes = {
  key?: keyof typeof keyKinds
  /** What its key is for; time-stamps, and nothing else, unless told. */
  purposes?: readonly string[]
  /** Whether readers have to know what its key is for. */
  critical?: boolean
  /** When its X.509 certificate ran out. */
  notAfter?: Date
  /** X.509 certificates between it and its anchor; they are no authorities if `issuers` says so. */
  between?: number
  issuers?: 'authorities' | 'nobody'
  /** How many authorities its anchor allows below itself. */
  pathLength?: number
  /** Bytes that its X.509 certificate is longer by, in an extension that nobody knows; and whether readers have to. */
  padding?: number
  mustKnow?: boolean
  /** Lines for the configuration of openssl. */
  lines?: string
}

export type StampAuthority = Awaited<ReturnType<typeof makeStampAuthority>>

/** A time-stamping authority with keys of its own: openssl does the stamping. */
export async function makeStampAuthority(finished: Finished, wishes: Wishes = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'stamps-'))
  finished(() => rmSync(folder, { recursive: true, force: true }))
  const file = (name: string) => join(folder, name)
  const { key = 'RSA-2048', between = 0, lines = '' } = wishes
  const chain = await makeChain(keyKinds[key], between, wishes)
  await writeFile(file('tsa.pem'), chain.leaf)
  await writeFile(file('tsa.key'), chain.key)
  await writeFile(file('above.pem'), chain.above.join('\n'))
  await writeFile(file('root.pem'), chain.root)
  await writeFile(file('serial'), '01')
  await writeFile(file('ts.cnf'), configuration(file('serial'), lines))

  const above = between === 0 ? [] : [file('above.pem')]

  return {
    anchor: chain.anchor,
    policy: stampPolicy,
    /** What it replies to a query, as openssl makes it. */
    reply: async (query: Uint8Array): Promise<Uint8Array> => {
      await writeFile(file('query.tsq'), query)
      const keys = ['-inkey', file('tsa.key'), '-signer', file('tsa.pem'), ...above.flatMap((name) => ['-chain', name])]
      const files = ['-queryfile', file('query.tsq'), '-out', file('reply.tsr')]
      await run('openssl', ['ts', '-reply', '-config', file('ts.cnf'), ...files, ...keys])
      return readFile(file('reply.tsr'))
    },
    /** A token over any TSTInfo, signed in the form of a time-stamp: openssl refuses to stamp with a key that is not for it. */
    sign: async (info: Uint8Array): Promise<Uint8Array> => {
      await writeFile(file('info.der'), info)
      const keys = [
        '-inkey',
        file('tsa.key'),
        '-signer',
        file('tsa.pem'),
        ...above.flatMap((name) => ['-certfile', name]),
      ]
      const form = ['-binary', '-nodetach', '-cades', '-outform', 'DER', '-econtent_type', '1.2.840.113549.1.9.16.1.4']
      await run('openssl', ['cms', '-sign', ...form, '-in', file('info.der'), '-out', file('token.der'), ...keys])
      return readFile(file('token.der'))
    },
    /** What openssl says of a token over a digest, as its verifier. */
    verify: async (token: Uint8Array, imprint: Uint8Array): Promise<string> => {
      await writeFile(file('token.tst'), token)
      const about = ['-digest', Buffer.from(imprint).toString('hex'), '-token_in', '-in', file('token.tst')]
      const { stdout } = await run('openssl', ['ts', '-verify', ...about, '-CAfile', file('root.pem')])
      return stdout
    },
  }
}

async function makeChain(kind: (typeof keyKinds)[keyof typeof keyKinds], between: number, wishes: Wishes) {
  const { purposes = ['1.3.6.1.5.5.7.3.8'], critical = true, notAfter = days(3650), issuers, padding = 0 } = wishes
  const { pathLength, mustKnow = false } = wishes
  const generate = () => crypto.subtle.generateKey(kind, true, ['sign', 'verify'])
  const rootKeys = await generate()
  const root = await X509CertificateGenerator.createSelfSigned({
    ...term('01', days(3650)),
    keys: rootKeys,
    name: 'CN=Anchor of a test',
    signingAlgorithm: kind,
    extensions: [
      new BasicConstraintsExtension(true, pathLength, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
    ],
  })
  let above = { keys: rootKeys, subject: root.subject }
  const middle: string[] = []
  for (let n = 0; n < between; n += 1) {
    const keys = await generate()
    const made = await X509CertificateGenerator.create({
      ...term(`0${n + 2}`, days(3650)),
      publicKey: keys.publicKey,
      signingKey: above.keys.privateKey,
      issuer: above.subject,
      subject: `CN=Between ${n}`,
      signingAlgorithm: kind,
      extensions: [new BasicConstraintsExtension(issuers !== 'nobody', undefined, true)],
    })
    middle.unshift(made.toString('pem'))
    above = { keys, subject: made.subject }
  }
  const keys = await generate()
  const leaf = await X509CertificateGenerator.create({
    ...term('7f01', notAfter),
    publicKey: keys.publicKey,
    signingKey: above.keys.privateKey,
    issuer: above.subject,
    subject: 'CN=Time-stamps of a test',
    signingAlgorithm: kind,
    extensions: [
      new ExtendedKeyUsageExtension([...purposes], critical),
      new Extension('1.3.6.1.4.1.99999.9', mustKnow, new Uint8Array(padding)),
    ],
  })
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  return {
    anchor: new Uint8Array(root.rawData),
    root: root.toString('pem'),
    above: middle,
    leaf: leaf.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${formatBase64(pkcs8).replaceAll(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`,
  }
}

function term(serialNumber: string, notAfter: Date) {
  return { serialNumber, notBefore: new Date('2020-01-01T00:00:00Z'), notAfter }
}

function days(count: number): Date {
  return new Date(Math.floor(Date.now() / 1000) * 1000 + count * 86_400_000)
}

function configuration(serial: string, lines: string): string {
  return `[tsa]
default_tsa = of_test
[of_test]
serial = ${serial}
signer_digest = sha256
default_policy = ${stampPolicy}
other_policies = ${otherPolicy}
digests = sha256
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
${lines}
`
}
