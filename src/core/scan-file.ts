import { Refusal } from './refusal.ts'

/** The kinds of file that a scan may be. */
export const scanTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const
export type ScanType = (typeof scanTypes)[number]

/** The most bytes that a scan may have. */
export const largestScan = 10_000_000

/** What a scan is by its first bytes, whatever it is called: PDF (ISO 32000-1 §7.5.2), PNG (ISO 15948 §5.2) or JPEG (T.81 §B.1.1). */
export function readScanType(bytes: Uint8Array, field = 'scan'): ScanType {
  if (bytes.length > largestScan)
    throw new Refusal('field-invalid', 'Choose a file of 10 MB or less. A scan in grey is smaller', field)
  const found = beginnings.find(([, beginning]) => beginning.every((byte, n) => bytes[n] === byte))
  if (!found) throw new Refusal('field-invalid', 'Choose the scan: a PDF, PNG or JPEG file', field)
  return found[0]
}

const beginnings: readonly (readonly [ScanType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
]
