import { describe, expect, it } from 'vitest'
import { kindWords, kinds, kindsOf, parties, sectorOf, sectors } from '../../src/core/body-kind.ts'

describe('kinds of body', () => {
  it('are spelt as entries spell them, for ever', () => {
    expect(kindsOf('public-sector').join(' ')).toBe(
      'unitary-or-county-council district-council town-or-parish-council nhs-body police-force ' +
        'police-and-crime-commissioner fire-authority education-body housing-provider national-body partnership',
    )
    expect(kindsOf('vcs').join(' ')).toBe(
      'registered-charity community-interest-company community-group faith-group social-enterprise ' +
        'infrastructure-body assembly other-vcs-body',
    )
    expect(sectors).toEqual(['public-sector', 'vcs'])
    expect(parties).toEqual(['all', 'public-sector', 'vcs'])
  })

  it.each([
    ['town-or-parish-council', 'public-sector'],
    ['partnership', 'public-sector'],
    ['registered-charity', 'vcs'],
    ['other-vcs-body', 'vcs'],
  ] as const)('%s is %s', (kind, sector) => expect(sectorOf(kind)).toBe(sector))

  it('each belong to one sector and have words of their own', () => {
    expect([...kindsOf('public-sector'), ...kindsOf('vcs')]).toEqual(kinds)
    expect(new Set(Object.values(kindWords)).size).toBe(kinds.length)
  })
})
