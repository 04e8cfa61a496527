import { openCms } from './cms.ts'
import { coverFile, longestValue, openDictionary, type Open } from './cover.ts'
import type { Sealer } from './sealer.ts'
import { formatPdfDate, formatTextString } from './pdf-text.ts'
import { type Unwritten, writeFile } from './write-file.ts'

/** A file that is laid out and lacks its seal: `seal` is the number its catalog and its seal field already refer to. */
export type Base = Unwritten & { readonly seal: number }

/** The claimed time (RFC 3339, UTC, whole seconds), who seals, and why, in words. */
export type Claim = { readonly sealedAt: string; readonly name: string; readonly reason: string }

/**
 * Seals a base in its first revision (EN 319 142-1 §6.3, ISO 32000-1 §12.8): PAdES B-B, DocMDP P 1. The range is everything
 * but the hex string of `/Contents` with its brackets.
 */
export async function sealCertificate(base: Base, sealer: Sealer, claim: Claim): Promise<Uint8Array<ArrayBuffer>> {
  const cms = openCms(sealer)
  if (cms.longest > longestValue) throw new Error('the seal is longer than a PDF string may be')
  const open = openSeal(claim, cms.longest)
  const { bytes, offsets } = writeFile({ ...base, objects: new Map([...base.objects, [base.seal, open.bytes]]) })
  const start = offsets.get(base.seal)
  if (start === undefined) throw new Error('the seal was not written')
  const { digest, close } = coverFile(bytes, start, open, base.beginning)
  close(await cms.make(digest))
  return bytes
}

function openSeal({ sealedAt, name, reason }: Claim, reserved: number): Open {
  const parameters = '<< /Type /TransformParams /P 1 /V /1.2 >>'
  const reference = `[<< /Type /SigRef /TransformMethod /DocMDP /TransformParams ${parameters} >>]`
  return openDictionary(
    '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
    reserved,
    ` /M (${formatPdfDate(sealedAt)}) /Name ${formatTextString(name)} /Reason ${formatTextString(reason)} /Reference ${reference}`,
  )
}
