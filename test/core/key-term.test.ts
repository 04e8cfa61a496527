import { describe, expect, it } from 'vitest'
import { parseFullDay } from '../../src/core/day.ts'
import { keyTerms, noticedOn, sayTerm } from '../../src/core/key-term.ts'

const until = parseFullDay('2028-03-04')

describe('somebody is told of an end', () => {
  it.each([
    ['not while there is time', '2028-01-03', undefined],
    ['two months before', '2028-01-04', '2028-01-04'],
    ['no second time until', '2028-02-18', '2028-01-04'],
    ['two weeks before', '2028-02-19', '2028-02-19'],
    ['and when it has come', '2028-03-04', '2028-03-04'],
    ['which it stays', '2029-12-31', '2028-03-04'],
  ])('%s (%s)', (_when, today, since) => {
    expect(noticedOn(until, parseFullDay(today))).toBe(since)
  })
})

it('a certificate runs out, and a key is to be replaced', () => {
  expect(keyTerms.map((term) => sayTerm(term, until)).map(({ what, ends }) => `${what} ${ends}`)).toEqual([
    'The certificate of the seal runs out on 4 March 2028',
    'The root certificate of the seal runs out on 4 March 2028',
    'The revocation list of the seal runs out on 4 March 2028',
    'The key of the log is to be replaced by 4 March 2028',
    'The key of lists is to be replaced by 4 March 2028',
  ])
})
