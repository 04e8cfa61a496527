import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { parseStoredKeys } from '../../src/keys/key-ring.ts'
import { withSealTakenOver } from '../../src/keys/seal-ceremony.ts'
import { readSerial } from '../../src/keys/x509.ts'
import { afterCeremony } from '../support/ceremony.ts'
import { testKeys } from '../support/register.ts'

const folder = mkdtempSync(join(tmpdir(), 'ceremony-'))
afterAll(async () => rm(folder, { recursive: true }))

const now = Date.now()
const der = (text = '') => Buffer.from(text, 'base64')

function openssl(...args: readonly string[]) {
  const { status, stdout, stderr, error } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
  if (error) throw error
  return { status, said: stdout + stderr }
}

/** The leaf, the root and the list of a ceremony, as files that openssl reads. */
function writePems(name: string, chain: readonly string[], list: string): void {
  for (const [part, text] of [
    ['leaf', chain[0]],
    ['root', chain.at(-1)],
  ] as const) {
    writeFileSync(join(folder, `${name}-${part}.cer`), der(text))
    openssl('x509', '-inform', 'DER', '-in', `${name}-${part}.cer`, '-out', `${name}-${part}.pem`)
  }
  writeFileSync(join(folder, `${name}.crl`), der(list))
  openssl('crl', '-inform', 'DER', '-in', `${name}.crl`, '-out', `${name}-crl.pem`)
}

const verify = (root: string, leaf: string, list: string) =>
  openssl(
    'verify',
    '-x509_strict',
    '-crl_check',
    '-purpose',
    'any',
    '-CAfile',
    `${root}-root.pem`,
    '-CRLfile',
    `${list}-crl.pem`,
    `${leaf}-leaf.pem`,
  )

it('openssl trusts the next leaf under the same root, and no longer the one that was revoked, with reason and since when', async () => {
  const first = parseStoredKeys(await testKeys())
  const since = new Date(Math.floor(now / 1000) * 1000 - 3_600_000)
  const revocation = {
    serial: readSerial(der(first.seal.chain[0])),
    revokedOn: new Date(Math.floor(now / 1000) * 1000),
    reason: 'keyCompromise',
    invalidSince: since,
  } as const
  const next = withSealTakenOver(await afterCeremony(first, now, [revocation]))
  writePems('first', first.seal.chain, first.seal.revoked)
  writePems('next', next.seal.chain, next.seal.revoked)

  expect(verify('first', 'first', 'first')).toMatchObject({ status: 0 })
  expect(verify('first', 'next', 'next')).toMatchObject({ status: 0 })
  const revoked = verify('next', 'first', 'next')
  expect([revoked.status, revoked.said]).toEqual([2, expect.stringContaining('certificate revoked')])

  const list = openssl('crl', '-in', 'next-crl.pem', '-noout', '-text', '-CAfile', 'first-root.pem').said
  expect(list).toContain('verify OK')
  expect(list).toMatch(/X509v3 CRL Number: *\n +2\n/)
  expect(list).toMatch(/X509v3 CRL Reason Code: *\n +Key Compromise\n/)
  const spelled = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }).format(since)
  const clock = since.toISOString().slice(11, 19)
  expect(list).toMatch(
    new RegExp(`Invalidity Date: *\\n +${spelled} +${since.getUTCDate()} ${clock} ${since.getUTCFullYear()} GMT\\n`),
  )
})
