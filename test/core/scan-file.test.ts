import { expect, it } from 'vitest'
import { largestScan, readScanType } from '../../src/core/scan-file.ts'

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

it.each([
  ['application/pdf', [...Buffer.from('%PDF-1.4')]],
  ['image/png', [...png, 0]],
  ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
])('a scan is %s by its first bytes', (type, bytes) => {
  expect(readScanType(Uint8Array.from(bytes))).toBe(type)
})

it.each([
  ['a web page that is called scan.pdf', [...Buffer.from('<html>')]],
  ['a PDF that begins with something else', [...Buffer.from(' %PDF-1.4')]],
  ['half a beginning', png.slice(0, 7)],
  ['nothing', []],
])('%s is no scan', (_what, bytes) => {
  expect(() => readScanType(Uint8Array.from(bytes))).toThrow('PDF, PNG or JPEG')
})

it('10 MB are a scan, and a byte more is none', () => {
  const largest = new Uint8Array(largestScan)
  largest.set(png)
  expect(readScanType(largest)).toBe('image/png')
  const larger = new Uint8Array(largestScan + 1)
  larger.set(png)
  expect(() => readScanType(larger)).toThrow('10 MB')
})
