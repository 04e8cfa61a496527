import { describe, expect, it } from 'vitest'
import { buildSrgbProfile } from '../../src/certificate/srgb-profile.ts'

describe('the sRGB profile', () => {
  const profile = buildSrgbProfile()
  const view = new DataView(profile.buffer)
  const ascii = (at: number, length: number) => String.fromCharCode(...profile.subarray(at, at + length))
  const tags = new Map(
    Array.from({ length: view.getUint32(128) }, (_, n) => {
      const at = 132 + n * 12
      return [ascii(at, 4), { start: view.getUint32(at + 4), length: view.getUint32(at + 8) }]
    }),
  )

  it('is a display profile of RGB in version 2.1, illuminated by D50', () => {
    expect(view.getUint32(0)).toBe(profile.length)
    expect(view.getUint32(8)).toBe(0x02100000)
    expect([ascii(12, 4), ascii(16, 4), ascii(20, 4), ascii(36, 4)]).toEqual(['mntr', 'RGB ', 'XYZ ', 'acsp'])
    expect([68, 72, 76].map((at) => view.getInt32(at))).toEqual([0xf6d6, 0x10000, 0xd32d])
  })

  it('has the tags that a matrix profile needs, on words of four bytes and inside the file', () => {
    expect([...tags.keys()]).toEqual(['desc', 'cprt', 'wtpt', 'rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'])
    for (const { start, length } of tags.values()) {
      expect(start % 4).toBe(0)
      expect(start + length).toBeLessThanOrEqual(profile.length)
    }
  })

  it('has colorants that add up to white, nearly', () => {
    const xyz = (tag: string) => [8, 12, 16].map((at) => view.getInt32((tags.get(tag)?.start ?? 0) + at))
    for (const [n, white] of xyz('wtpt').entries()) {
      const sum = ['rXYZ', 'gXYZ', 'bXYZ'].reduce((light, tag) => light + (xyz(tag)[n] ?? 0), 0)
      expect(Math.abs(sum - white)).toBeLessThanOrEqual(16)
    }
  })

  it('has the curve of IEC 61966-2-1, once for all three', () => {
    const start = tags.get('rTRC')?.start ?? 0
    expect(new Set(['rTRC', 'gTRC', 'bTRC'].map((tag) => tags.get(tag)?.start)).size).toBe(1)
    expect(view.getUint32(start + 8)).toBe(256)
    const point = (n: number) => view.getUint16(start + 12 + n * 2)
    expect([point(0), point(10), point(128), point(255)]).toEqual([0, 199, 14_146, 65_535])
  })
})
