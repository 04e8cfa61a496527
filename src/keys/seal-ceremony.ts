import 'reflect-metadata'
import { X509Certificate, X509Crl } from '@peculiar/x509'
import { formatBase64, parseBase64 } from '../encoding/base64.ts'
import { Malformed } from '../encoding/malformed.ts'
import { checkSeal, sealFaultWords, type SealFault } from './check-seal.ts'
import { exportPair, importSealer, rootOf, type StoredKeys } from './key-ring.ts'
import { leafYears, listTermFrom, makePair, p256, rootAt, termFrom } from './make-keys.ts'
import { makeLeaf, makeRevocationList, readRevocationList, type Revocation, type Root } from './x509.ts'

/**
 * What is carried to the root's private key, which never meets the register's machine: the root and its latest list, where
 * they are published, and the public key that wants a certificate. Nothing in it is secret. Bytes are in base64.
 */
export type SealRequest = { root: string; revoked: string; address: string; publicKey?: string }

/** What is carried back: the next list, and the certificate where one was asked for. */
export type SealAnswer = { revoked: string; leaf?: string }

/** What the offline machine brings: its clock, in milliseconds since 1970, and its chance. */
export type Ceremony = { now: number; chance: (length: number) => Uint8Array }

/** The same keys with a next one of the seal. One that waits already is asked for again, so that no second one is made. */
export async function withNextSeal(stored: StoredKeys): Promise<StoredKeys> {
  if (stored.nextSeal) return stored
  return { ...stored, nextSeal: { pair: await exportPair(await makePair(p256)) } }
}

/** The keys once the log has named the next seal: the older private key is gone, since it signs nothing any more. */
export function withSealTakenOver({ nextSeal, ...stored }: StoredKeys): StoredKeys {
  if (!nextSeal?.leaf) throw new Error('no seal waits to take over')
  const chain = [nextSeal.leaf, formatBase64(rootOf(stored))]
  return { ...stored, seal: { ...stored.seal, privateKey: nextSeal.pair.privateKey, chain } }
}

/** What is to be carried to the root. `address` is where the register is found. */
export function makeSealRequest(stored: StoredKeys, address: string): SealRequest {
  const { nextSeal, seal } = stored
  const root = formatBase64(rootOf(stored))
  return { root, revoked: seal.revoked, address, ...(nextSeal && { publicKey: nextSeal.pair.publicKey }) }
}

/**
 * Signs what a request asks for with the root's private key (PKCS#8, base64). What was revoked stays on the list for ever,
 * and its number goes up by one (RFC 5280 §5.2.3). Refuses a key that is not the root's.
 */
export async function answerSealRequest(
  { root: der, revoked, address, publicKey }: SealRequest,
  rootKey: string,
  { now, chance }: Ceremony,
  revocations: readonly Revocation[],
): Promise<SealAnswer> {
  const key = await crypto.subtle.importKey('pkcs8', parseBase64(rootKey), p256, false, ['sign'])
  const root = rootAt(address, parseBase64(der), key)
  const last = readRevocationList(parseBase64(revoked))
  const all = [...last.revocations, ...revocations]
  const list = await makeRevocationList(root, { number: last.number + 1, ...listTermFrom(now), revocations: all })
  if (!(await isListOf(list, root.der))) throw new Malformed('This is not the private key of that root.')
  const leaf = publicKey === undefined ? undefined : await certify(publicKey, root, { now, chance })
  return { revoked: formatBase64(list), ...(leaf && { leaf: formatBase64(leaf) }) }
}

async function certify(publicKey: string, root: Root, { now, chance }: Ceremony): Promise<Uint8Array> {
  const { subjectName, notAfter } = new X509Certificate(Uint8Array.from(root.der))
  const [custodian = ''] = subjectName.getField('O')
  const subject = { custodian, demonstration: subjectName.getField('OU').length > 0 }
  const term = termFrom(now, leafYears, chance)
  const end = new Date(Math.min(term.notAfter.getTime(), notAfter.getTime()))
  const key = await crypto.subtle.importKey('raw', parseBase64(publicKey), p256, true, ['verify'])
  return makeLeaf(key, root, subject, { ...term, notAfter: end })
}

/**
 * The keys with what was carried back: the newer list in place of the older one, and the certificate beside the key that
 * waited for it. Refuses a list that is older or has lost something, and a certificate that would not pass the self-check.
 */
export async function withSealAnswer(stored: StoredKeys, answer: SealAnswer, now: number): Promise<StoredKeys> {
  const root = rootOf(stored)
  const revoked = parseBase64(answer.revoked)
  if (!(await isListOf(revoked, root))) throw new Malformed('The list is not signed by the root of this register.')
  const [before, after] = [readRevocationList(parseBase64(stored.seal.revoked)), readRevocationList(revoked)]
  const kept = before.revocations.every(({ serial }) => after.revocations.some((one) => one.serial === serial))
  if (after.number <= before.number || !kept) throw new Malformed('The list is not newer than the one that is held.')

  const { nextSeal } = stored
  const seal = { ...stored.seal, revoked: answer.revoked }
  if (!nextSeal) {
    if (answer.leaf !== undefined) throw new Malformed('No key of the seal waits for a certificate here.')
    await assureSound(await importSealer(seal.privateKey, seal.chain), { root, revoked }, now, ['revoked'])
    return { ...stored, seal }
  }
  const leaf = answer.leaf ?? nextSeal.leaf
  if (leaf === undefined) throw new Malformed('The answer brings no certificate for the key that waits.')
  const next = await importSealer(nextSeal.pair.privateKey, [leaf, formatBase64(root)])
  await assureSound(next, { root, revoked }, now)
  return { ...stored, seal, nextSeal: { ...nextSeal, leaf } }
}

/** `passed`: what may be wrong all the same. */
async function assureSound(
  sealer: Parameters<typeof checkSeal>[0],
  authority: Parameters<typeof checkSeal>[1],
  now: number,
  passed: readonly SealFault[] = [],
): Promise<void> {
  const fault = (await checkSeal(sealer, authority, now)).find((one) => !passed.includes(one))
  if (fault) throw new Malformed(sealFaultWords[fault])
}

async function isListOf(list: Uint8Array, root: Uint8Array): Promise<boolean> {
  const issuer = new X509Certificate(Uint8Array.from(root))
  return new X509Crl(Uint8Array.from(list)).verify({ publicKey: issuer })
}
