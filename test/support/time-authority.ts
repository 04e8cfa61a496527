import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatHex } from '../../src/encoding/hex.ts'

/** A time-stamping authority of openssl's in a folder of its own: its root, its own certificate, and its list of revoked ones. */
export type TimeAuthority = {
  readonly folder: string
  readonly root: Uint8Array<ArrayBuffer>
  readonly leaf: Uint8Array<ArrayBuffer>
  readonly revoked: Uint8Array<ArrayBuffer>
  /** A token over a SHA-256 imprint. */
  readonly stamp: (imprint: Uint8Array) => Uint8Array<ArrayBuffer>
  /** A token over any TSTInfo: of openssl's own the time is that of this machine. */
  readonly sign: (info: Uint8Array) => Uint8Array<ArrayBuffer>
}

const settingsOf = (place: string) => `
[ca]
default_ca = authority
[authority]
dir = .
database = index.txt
crlnumber = crlnumber
default_md = sha256
default_crl_days = 3650
[tsa]
default_tsa = clerk
[clerk]
dir = .
serial = serial
crypto_device = builtin
signer_cert = leaf.pem
certs = root.pem
signer_key = leaf.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
crlDistributionPoints = URI:${place}
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
`

/** Opens an authority with fresh keys, of the kind that openssl is told, for so many days; its list is at some place. */
export function openTimeAuthority(
  name = 'Example Time',
  kind: readonly string[] = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  { days = 4000, place = 'http://authority.example/revoked.crl' } = {},
): TimeAuthority {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'))
  const run = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const write = (file: string, text: string | Uint8Array) => writeFileSync(join(folder, file), text)
  const der = (file: string) => Uint8Array.from(readFileSync(join(folder, file)))
  write('openssl.cnf', settingsOf(place))
  write('serial', '01\n')
  write('crlnumber', '01\n')
  write('index.txt', '')
  const request = ['req', '-newkey', ...kind, '-nodes', '-sha256']
  run(...request, '-x509', '-days', '9000', '-keyout', 'root.key', '-out', 'root.pem', '-subj', `/O=${name}/CN=Root`)
  run(...request, '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', `/O=${name}/CN=Clerk`)
  const issuer = ['-CA', 'root.pem', '-CAkey', 'root.key', '-set_serial', '7', '-days', String(days), '-sha256']
  run(
    'x509',
    '-req',
    '-in',
    'leaf.csr',
    ...issuer,
    '-extfile',
    'openssl.cnf',
    '-extensions',
    'leaf',
    '-out',
    'leaf.pem',
  )
  run('ca', '-config', 'openssl.cnf', '-gencrl', '-keyfile', 'root.key', '-cert', 'root.pem', '-out', 'revoked.pem')
  run('crl', '-in', 'revoked.pem', '-outform', 'DER', '-out', 'revoked.crl')
  for (const one of ['root', 'leaf']) run('x509', '-in', `${one}.pem`, '-outform', 'DER', '-out', `${one}.cer`)
  return {
    folder,
    root: der('root.cer'),
    leaf: der('leaf.cer'),
    revoked: der('revoked.crl'),
    stamp(imprint) {
      run('ts', '-query', '-digest', formatHex(imprint), '-sha256', '-cert', '-out', 'query.tsq')
      run('ts', '-reply', '-config', 'openssl.cnf', '-queryfile', 'query.tsq', '-token_out', '-out', 'token.der')
      return der('token.der')
    },
    sign(info) {
      write('info.der', info)
      const form = ['-binary', '-nodetach', '-cades', '-outform', 'DER', '-econtent_type', '1.2.840.113549.1.9.16.1.4']
      const keys = ['-signer', 'leaf.pem', '-inkey', 'leaf.key']
      run('cms', '-sign', ...form, '-in', 'info.der', '-out', 'signed.der', ...keys)
      return der('signed.der')
    },
  }
}
