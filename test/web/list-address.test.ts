import { describe, expect, it } from 'vitest'
import { listAddress, openDataAddress, pageNumbers } from '../../src/web/list-address.ts'

const sought = {
  q: 'Tŷ & co',
  sector: 'vcs',
  kind: '',
  standing: '',
  edition: '',
  signed: 'yes',
  'as-at': '',
  'log-size': '',
  sort: 'newest',
}

describe('the address of the list', () => {
  it('keeps what was asked, leaves out what was not, and takes what changes', () => {
    expect(listAddress(sought)).toBe('/signatories?q=T%C5%B7+%26+co&sector=vcs&signed=yes&sort=newest')
    expect(listAddress(sought, { q: '', sector: '', signed: '', sort: '', page: 3 })).toBe('/signatories?page=3')
    expect(listAddress({ ...sought, q: '', sector: '', signed: '', sort: '' }, { page: 1 })).toBe('/signatories')
  })

  it('for programs has only what they may ask', () => {
    expect(openDataAddress(sought, 'csv')).toBe('/signatories.csv?q=T%C5%B7+%26+co&sector=vcs')
  })
})

describe('page numbers', () => {
  it.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [1, 9, [1, 2, 'gap', 9]],
    [4, 9, [1, 2, 3, 4, 5, 'gap', 9]],
    [5, 9, [1, 'gap', 4, 5, 6, 'gap', 9]],
    [9, 9, [1, 'gap', 8, 9]],
  ])('on page %i of %i are the first, the last and the neighbours', (page, pages, shown) => {
    expect(pageNumbers(page, pages)).toEqual(shown)
  })
})
