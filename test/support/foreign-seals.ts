import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatEcdsaSignature, openCms } from '../../src/certificate/cms.ts'
import { parseHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { withSeal } from './changed-cms.ts'
import { rebuild } from './der-element.ts'
import { readSeal, readSigner } from './read-seal.ts'
import type { makeSealKeys } from './seal-keys.ts'

type SealKeys = Awaited<ReturnType<typeof makeSealKeys>>
type Forged = readonly [how: string, bytes: Uint8Array]

/**
 * Seals that the right key made over the right bytes, and that are none of a PAdES baseline, or not in our form. There is no
 * more room than ours needs, so some leave their root out.
 */
export async function foreignSeals(pdf: Uint8Array, keys: SealKeys): Promise<readonly Forged[]> {
  const { signed, cms } = readSeal(pdf)
  const folder = mkdtempSync(join(tmpdir(), 'foreign-'))
  const run = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  try {
    for (const [name, der] of Object.entries({ leaf: keys.leaf, root: keys.root })) {
      writeFileSync(join(folder, `${name}.cer`), der)
      run('x509', '-inform', 'DER', '-in', `${name}.cer`, '-out', `${name}.pem`)
    }
    const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
    writeFileSync(join(folder, 'key.pem'), `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`)
    writeFileSync(join(folder, 'signed.bin'), signed)
    writeFileSync(join(folder, 'other.bin'), 'x')
    const by = ['-signer', 'leaf.pem', '-inkey', 'key.pem']
    const sign = (more: readonly string[], content = 'signed.bin') => {
      const files = ['-binary', '-in', content, '-outform', 'DER', '-out', 'seal.der']
      run('cms', '-sign', ...files, ...by, '-nosmimecap', ...more)
      return Uint8Array.from(readFileSync(join(folder, 'seal.der')))
    }
    return [
      ['with a signing time', withSeal(pdf, sign(['-cades']))],
      ['without the attribute that names its leaf', withSeal(pdf, sign(['-certfile', 'root.pem']))],
      ['without signed attributes', withSeal(pdf, sign(['-certfile', 'root.pem', '-noattr']))],
      ['over SHA-1', withSeal(pdf, sign(['-cades', '-md', 'sha1']))],
      ['over SHA-512', withSeal(pdf, sign(['-cades', '-md', 'sha512']))],
      ['with content of its own', withSeal(pdf, sign(['-cades', '-nodetach'], 'other.bin'))],
      ['that names its signer by key', withSeal(pdf, sign(['-cades', '-keyid']))],
      ['without X.509 certificates', withSeal(pdf, sign(['-cades', '-nocerts']))],
      ['of two signers', withSeal(pdf, sign(['-nocerts', '-cades', ...by]))],
      ['in BER', withSeal(pdf, sign(['-cades', '-nodetach', '-stream'], 'other.bin'))],
      ['that names another leaf', withSeal(pdf, await renamed(cms, keys))],
      ['that names another algorithm than its key', withSeal(pdf, otherAlgorithm(cms))],
      ['of another kind', await resealed(pdf, keys, ['ETSI.CAdES.detached', 'adbe.pkcs7.detached'])],
      ['by another reader’s filter', await resealed(pdf, keys, ['Adobe.PPKLite', 'Adobe.PPKLOTS'])],
      ['that allows forms to be filled in', await resealed(pdf, keys, ['/P 1 /V', '/P 2 /V'])],
      ['that allows notes', await resealed(pdf, keys, ['/P 1 /V', '/P 3 /V'])],
      ['with other words where a reason should be', await resealed(pdf, keys, ['/Reason ', '/Raeson '])],
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** ecdsa-with-SHA384, over the SHA-256 that was signed. */
function otherAlgorithm(cms: Uint8Array): Uint8Array {
  return rebuild(cms, [1, 0, 4, 0, 4], () => [parseHex('06082a8648ce3d040303')])
}

/** The file with other words of the same length in it, sealed over these. */
async function resealed(pdf: Uint8Array, { sealer }: SealKeys, [from, to]: readonly [string, string]) {
  const text = Buffer.from(pdf).toString('latin1')
  const changed = Uint8Array.from(Buffer.from(text.replace(from, to), 'latin1'))
  if (!text.includes(from) || changed.length !== pdf.length) throw new Error('nothing to change')
  return withSeal(changed, await openCms(sealer).make(sha256(readSeal(changed).signed)))
}

/** The CMS with the digest of another leaf among what is signed, and a signature over that. */
async function renamed(cms: Uint8Array, { leaf, privateKey }: SealKeys): Promise<Uint8Array> {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const other = Buffer.from(hex(cms).replace(hex(sha256(leaf)), hex(sha256(cms))), 'hex')
  const attributes = readSigner(other).attributes.map(({ der }) => der)
  const content = Buffer.concat(attributes)
  const length = content.length > 255 ? [0x82, content.length >> 8, content.length & 255] : [0x81, content.length]
  const message = Buffer.concat([Uint8Array.of(0x31, ...length), content])
  const old = formatEcdsaSignature(readSigner(cms).signature)
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- until one is as long as the old one
    const pair = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, message)
    const signature = formatEcdsaSignature(new Uint8Array(pair))
    if (signature.length === old.length) return Uint8Array.from([...other.subarray(0, -old.length), ...signature])
  }
}
