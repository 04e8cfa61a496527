/** What somebody asks the list for, as it stands in the address. */
export type Sought = {
  q: string
  sector: string
  kind: string
  standing: string
  edition: string
  signed: string
  'as-at': string
  'log-size': string
  sort: string
}

/** The names of what the list may be asked for, in the order of its form. */
export const soughtNames = [
  'q',
  'sector',
  'kind',
  'signed',
  'standing',
  'edition',
  'as-at',
  'log-size',
  'sort',
] as const satisfies readonly (keyof Sought)[]

/** The address of the list as it is asked for, with some of it changed; what is empty is left out. */
export function listAddress(sought: Sought, changes: Partial<Sought> & { page?: number } = {}): string {
  const { page = 1, ...changed } = changes
  const asked = soughtNames.map((name): [string, string] => [name, changed[name] ?? sought[name]])
  return addressOf('/signatories', [...asked, ['page', page > 1 ? String(page) : '']])
}

/** The address of the same signings for programs, which know no pages and no bodies without a signing. */
export function openDataAddress(sought: Sought, format: 'json' | 'csv' | 'ndjson'): string {
  const names = soughtNames.filter((name) => name !== 'signed' && name !== 'sort')
  return addressOf(
    `/signatories.${format}`,
    names.map((name) => [name, sought[name]]),
  )
}

function addressOf(path: string, asked: readonly [string, string][]): string {
  const search = new URLSearchParams(asked.filter(([, value]) => value !== '')).toString()
  return search === '' ? path : `${path}?${search}`
}

/** The page numbers to show: the first, the last, the current one and its neighbours; a gap for the rest. */
export function pageNumbers(page: number, pages: number): readonly (number | 'gap')[] {
  const near = [1, page - 1, page, page + 1, pages].filter((one) => one >= 1 && one <= pages)
  const shown = [...new Set(near)].toSorted((a, b) => a - b)
  return shown.flatMap((one, n) => {
    const missing = one - (shown[n - 1] ?? 0) - 1
    if (missing === 0) return [one]
    // A gap of one is no shorter than the number itself.
    return missing === 1 ? [one - 1, one] : ['gap' as const, one]
  })
}
