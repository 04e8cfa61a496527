import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportSet } from '../../src/core/set-export.ts'
import { lives, SetRegister, type Ask } from '../support/set-register.ts'

function liveThrough(asked: readonly Ask[], demonstration: boolean): SetRegister {
  const register = new SetRegister(demonstration)
  for (const one of asked) register.ask(one)
  return register
}

describe('whatever has happened to a register, its export', () => {
  it('brings nothing to the register that it comes from', () => {
    const happened = new Set<string>()
    fc.assert(
      fc.property(lives, fc.boolean(), (asked, demonstration) => {
        const register = liveThrough(asked, demonstration)
        for (const one of register.happened) happened.add(one)
        expect(register.bring(new Map(Object.entries(exportSet(register.holdings()).files)))).toBe(0)
      }),
      { numRuns: 300, seed: 5 },
    )
    // Otherwise nothing much happened.
    expect(happened.size).toBe(16)
  })

  it('makes of an empty register one that exports the same bytes', () => {
    fc.assert(
      fc.property(lives, fc.boolean(), (asked, demonstration) => {
        const { files } = exportSet(liveThrough(asked, demonstration).holdings())
        const other = new SetRegister(demonstration)
        other.bring(new Map(Object.entries(files)))
        expect(exportSet(other.holdings())).toEqual({
          files,
          leftOut: { recordedHere: 0, changedSince: 0, incomplete: 0 },
        })
      }),
      { numRuns: 300, seed: 6 },
    )
  })
})
