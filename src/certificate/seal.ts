import { formatHex } from '../encoding/hex.ts'
import { concatBytes } from '../encoding/bytes.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { openCms } from './cms.ts'
import type { Sealer } from './sealer.ts'
import { formatPdfDate, formatTextString } from './pdf-text.ts'
import { type Unwritten, writeFile } from './write-file.ts'

/** A file that is laid out and lacks its seal: `seal` is the number its catalog and its seal field already refer to. */
export type Base = Unwritten & { readonly seal: number }

/** The claimed time (RFC 3339, UTC, whole seconds), who seals, and why, in words. */
export type Claim = { readonly sealedAt: string; readonly name: string; readonly reason: string }

/**
 * Seals a base in its first and only revision (EN 319 142-1 §6.3, ISO 32000-1 §12.8): PAdES B-B, DocMDP P 1. The range is
 * everything but the hex string of `/Contents` with its brackets.
 */
export async function sealCertificate(base: Base, sealer: Sealer, claim: Claim): Promise<Uint8Array<ArrayBuffer>> {
  const cms = openCms(sealer)
  if (cms.longest > longestString) throw new Error('the seal is longer than a PDF string may be')
  const form = formatSealDictionary(claim, cms.longest)
  const { bytes, offsets } = writeFile({ ...base, objects: new Map([...base.objects, [base.seal, form.bytes]]) })
  const start = offsets.get(base.seal)
  if (start === undefined) throw new Error('the seal was not written')

  const [gap, gapEnd] = [start + form.gap, start + form.gapEnd]
  const range = [gap, gapEnd, bytes.length - gapEnd].map((number) => String(number).padEnd(rangeWidth)).join(' ')
  bytes.set(formatUtf8(range), start + form.range)

  const digest = await crypto.subtle.digest('SHA-256', concatBytes(bytes.subarray(0, gap), bytes.subarray(gapEnd)))
  const seal = await cms.make(new Uint8Array(digest))
  if (seal.length > cms.longest) throw new Error('the seal does not fit its place')
  bytes.set(formatUtf8(formatHex(seal)), gap + 1)
  return bytes
}

// ISO 19005-3 §6.1.13.
const longestString = 32_767
const rangeWidth = 10

type SealDictionary = {
  readonly bytes: Uint8Array
  readonly range: number
  readonly gap: number
  readonly gapEnd: number
}

/**
 * The signature dictionary with a hole for the seal and one for the range. Where they are is remembered: the same text could
 * also stand in an attachment.
 */
function formatSealDictionary({ sealedAt, name, reason }: Claim, reserved: number): SealDictionary {
  const beforeRange = '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 '
  const afterRange = '] /Contents '
  const hole = `<${'0'.repeat(reserved * 2)}>`
  const parameters = '<< /Type /TransformParams /P 1 /V /1.2 >>'
  const rest = ` /M (${formatPdfDate(sealedAt)}) /Name ${formatTextString(name)} /Reason ${formatTextString(reason)} /Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams ${parameters} >>] >>`
  const range = beforeRange.length
  const gap = range + rangeWidth * 3 + 2 + afterRange.length
  const bytes = formatUtf8(beforeRange + ' '.repeat(rangeWidth * 3 + 2) + afterRange + hole + rest)
  return { bytes, range, gap, gapEnd: gap + hole.length }
}
