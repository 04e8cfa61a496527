import { addSeconds, millisecondsOf, parseInstant, type Instant } from '../core/day.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { formatHex, parseHex } from '../encoding/hex.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import type { Attachments } from './facts.ts'
import { parsePdfDate, parseTextString } from './pdf-text.ts'
import { readAttachments, readTitle } from './read-attachments.ts'
import { parseCms, parseX509, type FoundCms } from './read-cms.ts'
import { parseFile, parseLatin1, withoutPadding } from './read-file.ts'
import { earliestEnd, readUpdates, type NotUpdated, type Updates } from './read-updates.ts'
import { listEnds } from './revise-file.ts'
import { type Base, type Claim, sealCertificate } from './seal.ts'

/**
 * A certificate whose seal holds. `sealedAt` is what the register's clock said; `title` its reference, body and edition.
 * `issued` is the file as it was first handed out; `stamps` are the time-stamps that it was given since, and `level` what it
 * has come to by them.
 */
export type Unsealed = Updates & {
  readonly valid: true
  readonly sealedAt: Instant
  readonly title: string
  readonly attachments: Attachments
  /** The X.509 certificates of the seal in DER, the root last. */
  readonly chain: readonly Uint8Array[]
  readonly issued: Uint8Array
}

/**
 * Why a file is not a certificate of ours as we sealed it. `altered`: it names our root, and something in it is not as it was
 * sealed. `key-unknown`: it is sealed in our manner under another root, or at a time when its key did not count. `not-ours`:
 * anything else. `authority-unknown`: it was time-stamped by an authority that is not among the trusted.
 */
export type NotUnsealed = { readonly valid: false; readonly reason: NotUpdated | 'key-unknown' | 'not-ours' }

/**
 * Judges a certificate by its seal (EN 319 142-1 §6.3): a file is as it was sealed if sealing what is in it once more, with
 * the signature it brings, gives these very bytes, and that signature is good under a leaf of `root`, the DER of the one root
 * that is trusted. So nothing may be beside what {@link sealCertificate} writes, and behind it nothing but updates that prove
 * it for longer, read in the same way: `anchors` is the DER of the roots that are trusted for time.
 */
export async function unseal(
  pdf: Uint8Array,
  root: Uint8Array,
  anchors: readonly Uint8Array[],
): Promise<Unsealed | NotUnsealed> {
  const split = pdf.length > largestFile ? undefined : unlessMalformed(() => splitFile(pdf))
  const sealed = split && unlessMalformed(() => parseSealed(split.issued))
  if (!sealed) return no(parseLatin1(pdf).includes(formatHex(root)) ? 'altered' : 'not-ours')
  const { base, claim, cms } = sealed
  if (!equalBytes(cms.issuer, root)) return no('key-unknown')
  const publicKey = await findLeafKey(cms, claim)
  if (!publicKey) return no('key-unknown')

  const signed: Uint8Array<ArrayBuffer>[] = []
  const again = await sealCertificate(
    base,
    {
      algorithm: 'ES256',
      chain: [cms.leaf, root],
      sign: async (message) => {
        signed.push(Uint8Array.from(message))
        return cms.signature
      },
    },
    claim,
  )
  const [message] = signed
  if (!message || !equalBytes(again, split.issued)) return no('altered')
  if (!(await crypto.subtle.verify(es256, publicKey, cms.signature, message))) return no('altered')

  const found = unlessMalformed(() => ({ title: readTitle(base.objects), attachments: readAttachments(base.objects) }))
  // The same key may have sealed something else.
  if (!found) return no('not-ours')
  const sealedAt = parseInstant(claim.sealedAt)
  const chain = [cms.leaf, Uint8Array.from(root)]
  const seal = { at: addSeconds(sealedAt, -tolerance), until: earliestEnd(chain), certificates: chain }
  const updates = await readUpdates({ file: { ...base, bytes: again }, seal }, pdf, split.later, anchors)
  if (typeof updates === 'string') return no(updates)
  return { valid: true, sealedAt, chain, ...found, issued: split.issued, ...updates }
}

/** A file as it was first handed out, and where what was added to it since ends, each time. */
function splitFile(pdf: Uint8Array): { readonly issued: Uint8Array; readonly later: readonly number[] } {
  const [first, ...later] = listEnds(pdf)
  return { issued: pdf.subarray(0, first), later }
}

type Sealed = { readonly base: Base; readonly claim: Claim; readonly cms: FoundCms }

function parseSealed(pdf: Uint8Array): Sealed {
  const file = parseFile(pdf)
  const [, number] = /\n\/DocMDP (\d+) 0 R\n/.exec(parseLatin1(file.objects.get(file.root) ?? new Uint8Array())) ?? []
  const seal = Number(number)
  const [, cms = '', date = '', name = '', reason = ''] =
    / \/Contents <([0-9a-f]+)> \/M \(([^)]*)\) \/Name (<[^>]*>) \/Reason (<[^>]*>) /.exec(
      parseLatin1(file.objects.get(seal) ?? new Uint8Array()),
    ) ?? []
  const sealedAt = parseInstant(parsePdfDate(date))
  const claim = { sealedAt, name: parseTextString(name), reason: parseTextString(reason) }
  return { base: { ...file, seal }, claim, cms: parseCms(withoutPadding(parseHex(cms))) }
}

/** The key of the leaf, if the certificate above it signed for it and it counted when the seal says that it was made. */
async function findLeafKey({ leaf, issuer }: FoundCms, { sealedAt }: Claim): Promise<CryptoKey | undefined> {
  const found = unlessMalformed(() => ({ leaf: parseX509(leaf), issuer: parseX509(issuer) }))
  if (!found) return undefined
  const at = new Date(millisecondsOf(parseInstant(sealedAt)))
  if (at < found.leaf.notBefore || at > found.leaf.notAfter) return undefined
  const { signature, signed, publicKey } = found.leaf
  if (!(await crypto.subtle.verify(es256, await importKey(found.issuer.publicKey), signature, signed))) return undefined
  return importKey(publicKey)
}

function importKey(publicKey: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('spki', publicKey, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
}

// Two clocks.
const tolerance = 60
const no = (reason: NotUnsealed['reason']): NotUnsealed => ({ valid: false, reason })
const es256 = { name: 'ECDSA', hash: 'SHA-256' }
// Many times the size of a certificate.
const largestFile = 20_000_000
