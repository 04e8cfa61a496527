import { describe, expect, it } from 'vitest'
import { bringHostile } from './hostile-inputs.ts'
import { manglingsOf, reprinted } from './manglings.ts'
import { textFormats } from './text-formats.ts'

describe.each(textFormats)('the format $name', ({ sample, print }) => {
  it('prints as it was read', () => {
    expect(print(sample)).toBe(sample)
  })

  it('cut anywhere, or with any byte bumped, is refused or prints as itself', () => {
    let others = 0
    for (const mangled of manglingsOf(sample)) {
      others += 1
      if (reprinted(mangled, print) !== mangled) throw new Error(`printed as another: ${JSON.stringify(mangled)}`)
    }
    expect(others).toBeGreaterThan((sample.length * (sample.length + 1)) / 2 - 1)
  }, 30_000)
})

describe('hostile inputs', () => {
  it('are refused as malformed, or print as themselves', () => {
    const { read, refused, broken } = bringHostile(20_000, 1)
    expect(broken).toEqual([])
    // Neither is all refused, which would show nothing of printing, nor is all read.
    expect(read).toBeGreaterThan(500)
    expect(refused).toBeGreaterThan(10_000)
  })
})
