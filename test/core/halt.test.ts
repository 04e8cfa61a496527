import { describe, expect, it } from 'vitest'
import { formatHalt, parseHalt, sayHalt } from '../../src/core/halt.ts'
import { isRefused } from '../log/manglings.ts'

describe('a halt', () => {
  it.each(['behind-mark 1234', 'behind-witness 7', 'mark-missing', 'other-root 0'])(
    '%s prints as it was read',
    (text) => {
      expect(formatHalt(parseHalt(text))).toBe(text)
    },
  )

  it.each([
    '',
    'toString',
    'behind-mark ',
    'behind-mark 01',
    'behind-mark 1 2',
    'behind-mark x',
    'behind-mark  1',
    'gone',
  ])('“%s” is malformed', (text) => {
    expect(isRefused(() => parseHalt(text))).toBe(true)
  })

  it('says how long the log has been, where that is known', () => {
    expect(sayHalt({ reason: 'behind-mark', size: 1234 }).why).toContain('1,234 entries')
    expect(sayHalt({ reason: 'mark-missing' }).why).not.toContain('entries')
  })
})
