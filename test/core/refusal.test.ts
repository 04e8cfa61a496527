import { describe, expect, it } from 'vitest'
import { Refusal } from '../../src/core/refusal.ts'

describe('a refusal', () => {
  it('says why, in words', () => {
    const refusal = new Refusal('overtaken', 'Somebody else was first.')
    expect(refusal).toMatchObject({ name: 'Refusal', kind: 'overtaken', words: refusal.message, fields: [] })
    expect(refusal.field).toBeUndefined()
  })

  it('blames one field with its own words', () => {
    const refusal = new Refusal('field-invalid', 'Enter a role.', 'role')
    expect(refusal.field).toBe('role')
    expect(refusal.fields).toEqual([{ field: 'role', words: 'Enter a role.' }])
  })

  it('lists every mistake of a form, the first one first', () => {
    const mistakes = [
      { field: 'name', words: 'Enter a name.' },
      { field: 'role', words: 'Enter a role.' },
    ]
    const refusal = new Refusal('field-invalid', 'Two answers need attention.', mistakes)
    expect(refusal.fields).toEqual(mistakes)
    expect(refusal.field).toBe('name')
  })
})
